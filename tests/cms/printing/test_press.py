"""The leaflet for a print shop: boxes, bleed and marks; and the office's, clear of the edge."""

import io

import numpy
import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError
from cms.printing.samples import NAMES, read_sample
from cms.printing.typst import TooLongError

MM = 72 / 25.4
PPI = 254  # ten pixels a millimetre
SLUG, BLEED = 12, 3
WIDTH, HEIGHT = 297, 210

PRESS, OFFICE = PrintOptions(press=True), PrintOptions()


def leaflet(options, name="plain"):
    return read_sample(LAYOUTS["leaflet"], name).pdf(LAYOUTS["leaflet"], options)


def pictures(pdf):
    """Each page as an array of pixels, a tenth of a millimetre each."""
    with pymupdf.open(stream=pdf) as document:
        for page in document:
            made = page.get_pixmap(dpi=PPI)
            yield numpy.frombuffer(made.samples, dtype=numpy.uint8).reshape(made.h, made.w, 3)


def in_mm(box):
    return [float(side) / MM for side in box]


def inks_of_the_code(pdf):
    """How many inks each stroke of very many lines is mixed of, and how much of the first."""
    found, lines, space, shade = [], 0, None, None
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "CS":
                    space = page.Resources.ColorSpace[operands[0]][1].N
                case "SCN":
                    shade = operands[0]
                case "l":
                    lines += 1
                case "S":
                    found += [(space, shade)] if lines > 100 else []
                    lines = 0
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_boxes_of_the_press_sheet_are_true(name):
    with pikepdf.open(io.BytesIO(leaflet(PRESS, name))) as document:
        assert len(document.pages) == 2
        for page in document.pages:
            trim = [SLUG, SLUG, SLUG + WIDTH, SLUG + HEIGHT]
            media = [0, 0, WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG]
            bleed = [9, 9, SLUG + WIDTH + BLEED, SLUG + HEIGHT + BLEED]
            assert in_mm(page.mediabox) == pytest.approx(media, abs=0.05)
            assert in_mm(page.trimbox) == pytest.approx(trim, abs=0.05)
            assert in_mm(page.obj.BleedBox) == pytest.approx(bleed, abs=0.05)
        assert document.Root.ViewerPreferences.PrintScaling == "/None"


def test_colour_reaches_the_edge_of_the_bleed_and_not_beyond():
    outside, inside = pictures(leaflet(PRESS))
    start, end, foot = (SLUG - BLEED) * 10, (SLUG + WIDTH + BLEED) * 10, (SLUG + HEIGHT) * 10
    is_coloured = outside.min(axis=2) < 250
    middle = slice(SLUG * 10, foot)
    assert is_coloured[middle, start + 2].all() and is_coloured[middle, end - 2].all()
    assert not is_coloured[middle, start - 2].any() and not is_coloured[middle, end + 2].any()
    flap, cover = slice(start + 2, SLUG * 10 + 968), slice(SLUG * 10 + 1972, end - 2)
    for panel in (flap, cover):
        assert is_coloured[start + 2, panel].all()
        assert is_coloured[foot + BLEED * 10 - 2, panel].all()
        assert not is_coloured[start - 2, panel].any()
    tinted = inside.min(axis=2)[start + 2, SLUG * 10 + 1002 : SLUG * 10 + 1998]
    assert (tinted < 250).all()


def test_panels_meet_at_the_folds_without_a_gap():
    outside, inside = pictures(leaflet(PRESS))
    row = (SLUG + 2) * 10
    dark = outside[row].min(axis=1) < 100
    assert numpy.flatnonzero(dark)[0] == pytest.approx((SLUG + 197) * 10, abs=1)
    tinted = numpy.flatnonzero(inside[row].min(axis=1) < 250)
    assert tinted[[0, -1]] == pytest.approx([(SLUG + 100) * 10, (SLUG + 200) * 10], abs=1)


def test_marks_stand_outside_the_bleed_where_cuts_and_folds_are():
    folds = [(97, 197), (100, 200)]
    with pymupdf.open(stream=leaflet(PRESS)) as document:
        for page, (first, second) in zip(document, folds, strict=True):
            drawn = [pymupdf.Rect(d["rect"]) / MM for d in page.get_drawings()]
            upright = [r for r in drawn if r.width < 0.05 and r.height == pytest.approx(5)]
            across = [r for r in drawn if r.height < 0.05 and r.width == pytest.approx(5)]
            columns = sorted(round(r.x0 - SLUG, 1) for r in upright)
            assert columns == sorted([0, first, second, WIDTH] * 2)
            assert sorted(round(r.y0 - SLUG, 1) for r in across) == [0, 0, HEIGHT, HEIGHT]
            for mark in upright:
                assert mark.y1 <= SLUG - BLEED or mark.y0 >= SLUG + HEIGHT + BLEED
            for mark in across:
                assert mark.x1 <= SLUG - BLEED or mark.x0 >= SLUG + WIDTH + BLEED


def test_words_of_the_slug_stay_off_the_paper():
    with pymupdf.open(stream=leaflet(PRESS, "longest")) as document:
        said = [page.get_text("text", clip=(0, (SLUG + HEIGHT + BLEED) * MM, 999, 999))
                for page in document]  # fmt: skip
    for words, side in zip(said, ("三折页外面", "三折页里面"), strict=True):
        assert "017204-12" in words
        assert side in words
        assert "成品 297 × 210 毫米" in words


def test_the_code_of_the_press_is_one_ink_and_can_be_scanned():
    pdf = leaflet(PRESS)
    address = "HTTPS://MINGYAN.EXAMPLE/D/017-3/LJ0101/"
    found = zxingcpp.read_barcodes(Image.fromarray(next(pictures(pdf))))
    assert [code.text for code in found] == [address]
    assert inks_of_the_code(pdf) == [(1, 0)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ink", ["colour", "black"])
def test_the_office_sheet_keeps_clear_of_the_printers_edge(name, ink):
    pages = list(pictures(leaflet(PrintOptions(ink=ink), name)))
    assert len(pages) == 2
    for page in pages:
        assert page.shape[:2] == (HEIGHT * 10, WIDTH * 10)
        page = page.copy()
        page[49:-49, 49:-49] = 255  # a card begins at 5 mm; its first pixel is mixed
        assert page.min() == 255


def test_what_has_no_press_sheet_says_so():
    sample = read_sample(LAYOUTS["poster"], "plain")
    with pytest.raises(ContentError, match="“海报”没有送印刷厂的版本"):
        sample.pdf(LAYOUTS["poster"], PRESS)


def test_a_cover_with_too_many_words_is_refused_by_name():
    sample = read_sample(LAYOUTS["leaflet"], "longest")
    sample.content.update(subtitle="副" * 40, cover_lines=["长" * 14] * 3)
    with pytest.raises(TooLongError) as refused:
        sample.pdf(LAYOUTS["leaflet"])
    assert str(refused.value) == (
        "折页封面的字太多，下面的图放不下，约多出 1 行，请删短标题、副标题或短句。"
    )
