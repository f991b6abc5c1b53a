"""Safe from the first page: headers, log-in lock-out, uploads, and what is left out."""

import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from PIL import Image

from cms.library.founding import found_site
from cms.pages.models import Picture
from tests.factories.branches import PASSWORD, UserFactory
from tests.factories.facts import hotlines

pytestmark = pytest.mark.django_db

WRONG = "not the password"


@pytest.fixture
def site():
    hotlines()
    return found_site(bank_name="岚江银行（演示）")


@pytest.fixture
def admin(client):
    user = UserFactory(admin=True)
    client.force_login(user)
    return user


def directives(response) -> dict[str, str]:
    policy = response["Content-Security-Policy"]
    pairs = (part.strip().partition(" ") for part in policy.split(";") if part.strip())
    return {name: value for name, _, value in pairs}


@pytest.mark.parametrize("address", ["/", "/tips/", "/branches/", "/search/?q=养老", "/d/?code=1"])
def test_public_pages_allow_nothing_inline_and_nobody_else(client, site, address):
    policy = directives(client.get(address))
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("address", ["/", "/tips/", "/help/", "/branches/"])
def test_a_readers_visit_sets_no_cookie(client, site, address):
    assert client.get(address).cookies == {}


def test_the_desk_allows_nothing_inline(client):
    policy = directives(client.get(reverse("desk:sign_in")))
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"


def test_the_admin_alone_frames_a_page_as_its_preview(client, admin, site):
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[site.pk]))
    assert directives(response)["frame-ancestors"] == "'self'"


def test_every_answer_says_nosniff_and_keeps_its_referrer(client, site):
    response = client.get("/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", ["/admin/login/", "/desk/sign-in/"])
def test_five_wrong_passwords_lock_the_sixth_try_out_even_if_right(client, site, address):
    user = UserFactory(admin=True)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post(address, {"username": user.username, "password": WRONG})
    answer = client.post(address, {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 429
    assert "15 分钟" in answer.content.decode()


def test_a_locked_account_does_not_lock_a_colleague_at_the_same_address(client, site):
    locked, colleague = UserFactory(admin=True), UserFactory(admin=True)
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        client.post("/admin/login/", {"username": locked.username, "password": WRONG})
    answer = client.post("/admin/login/", {"username": colleague.username, "password": PASSWORD})
    assert answer.status_code == 302


def a_png(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("1", (width, height)).save(stream, "PNG")
    return stream.getvalue()


def upload(client, name: str, data: bytes):
    form = {
        "title": "试传",
        "credit": "本项目自绘",
        "collection": 1,
        "file": SimpleUploadedFile(name, data, content_type="image/png"),
    }
    return client.post(reverse("wagtailimages:add"), form)


HOSTILE = {
    "program.png": b"MZ\x90\x00" + b"\x00" * 200,
    "page.png": b"<html><script>alert(1)</script></html>",
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "text.jpg": "这不是图片".encode(),
    "empty.png": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused_and_not_kept(client, admin, name):
    response = upload(client, name, HOSTILE[name])
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert Picture.objects.count() == 0


def test_a_picture_of_more_than_ten_megapixels_is_refused(client, admin):
    response = upload(client, "huge.png", a_png(4_000, 3_000))
    assert "像素" in str(response.context["form"].errors["file"])
    assert Picture.objects.count() == 0


def test_an_honest_picture_is_kept(client, admin):
    assert upload(client, "图.png", a_png(40, 30)).status_code == 302
    assert Picture.objects.count() == 1


@pytest.mark.parametrize("name", ["wagtaildocs:index", "wagtailapi_v3:openapi-json"])
def test_parts_we_do_not_use_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_unused_and_outward_parts_are_off():
    apps = set(settings.INSTALLED_APPS)
    unused = {"wagtail.contrib.simple_translation", "wagtail.contrib.table_block"}
    assert (
        apps & (unused | {"wagtail.documents", "wagtail.api.v2", "wagtail.contrib.forms"}) == set()
    )
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False


def test_the_admin_calls_nobody_outside(client, site, admin):
    body = client.get("/admin/").content.decode()
    assert "gravatar" not in body
    assert "releases.wagtail.io" not in body
