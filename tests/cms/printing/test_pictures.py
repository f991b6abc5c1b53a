"""A photograph brings to paper no more dots than its printed size can show."""

import io

import pytest
from PIL import Image

from cms.printing.parts import Picture

ON_PAGE = {"file": "photo", "alt": "柜台前的一位老人"}


def drawn(width, height, kind, mode="RGB"):
    kept = io.BytesIO()
    Image.new(mode, (width, height), 1).save(kept, kind)
    return kept.getvalue()


def read(raw, across_mm):
    return Picture.from_content(ON_PAGE, "封面图", lambda _: raw, across_mm=across_mm)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_wide_photo_comes_down_to_300_dots_an_inch(kind):
    picture = read(drawn(3000, 1500, kind), across_mm=76)
    assert (picture.width, picture.height) == (898, 449)
    assert f"data:image/{kind.lower()};base64" in picture.svg


def test_picture_with_a_palette_comes_down_too():
    assert read(drawn(3000, 1500, "PNG", mode="P"), across_mm=76).width == 898


def test_picture_about_as_large_as_its_place_keeps_its_bytes():
    small = drawn(900, 900, "PNG")
    assert read(small, across_mm=76) == read(small, across_mm=0)
