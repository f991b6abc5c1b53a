"""Uploaded files: whole, in ranges as players ask, and never from outside the folder."""

from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

DATA = bytes(range(256)) * 4


@pytest.fixture
def film() -> str:
    folder = Path(settings.MEDIA_ROOT) / "videos"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "film.mp4").write_bytes(DATA)
    return "/media/videos/film.mp4"


def body(response) -> bytes:
    if not response.streaming:
        return response.content
    data = b"".join(response.streaming_content)
    return data


def test_a_file_is_served_whole_and_may_run_nothing(client, film):
    response = client.get(film)
    assert response.status_code == 200
    assert body(response) == DATA
    assert response["Content-Type"] == "video/mp4"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=1000-", 1000, 1023), ("bytes=-4", 1020, 1023),
     ("bytes=1020-9999", 1020, 1023)],
)  # fmt: skip
def test_a_range_is_served_as_asked(client, film, asked, first, last):
    response = client.get(film, headers={"Range": asked})
    assert response.status_code == 206
    assert response.content == DATA[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/1024"


@pytest.mark.parametrize("asked", ["bytes=9-3", "bytes=-", "bytes=a-b", "lines=1-2"])
def test_a_range_that_makes_no_sense_gets_the_whole_file(client, film, asked):
    response = client.get(film, headers={"Range": asked})
    assert (response.status_code, body(response)) == (200, DATA)


def test_a_range_beyond_the_end_is_refused(client, film):
    assert client.get(film, headers={"Range": "bytes=2000-"}).status_code == 416


@pytest.mark.parametrize(
    "path", ["../manage.py", "..%2f..%2fmanage.py", "videos/", "nothing.png", "a%00b", ".hidden"]
)
def test_nothing_outside_the_folder_is_found(client, film, path):
    assert client.get(f"/media/{path}").status_code == 404
