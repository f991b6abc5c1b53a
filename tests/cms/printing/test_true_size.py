"""What is promised in millimetres, measured again on the finished PDF."""

import numpy
import pymupdf
import pytest

from cms.printing.layouts import LAYOUTS
from cms.printing.samples import read_sample

MM = 72 / 25.4
PPI = 600


def document_of(code, name="plain", **changes):
    layout = LAYOUTS[code]
    sample = read_sample(layout, name)
    sample.content.update(changes)
    _, data, *_ = sample.given(layout)
    return data, pymupdf.open(stream=sample.pdf(layout))


def spans(page):
    return [
        span
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
    ]


def ink_mm(page, box):
    """Height and width of the dark pixels inside a box, in millimetres."""
    picture = page.get_pixmap(dpi=PPI, clip=box, colorspace="gray")
    dark = numpy.frombuffer(picture.samples, dtype=numpy.uint8).reshape(picture.h, picture.w) < 128
    return dark.any(axis=1).sum() * 25.4 / PPI, dark.any(axis=0).sum() * 25.4 / PPI


def lines_of(page):
    """(x, y, width, height) in millimetres of every stroked or filled shape."""
    return [
        (d["rect"].x0 / MM, d["rect"].y0 / MM, d["rect"].width / MM, d["rect"].height / MM)
        for d in page.get_drawings()
    ]


def test_fold_marks_stand_where_the_panels_meet():
    _, document = document_of("leaflet")
    marks = [
        sorted(
            round(x, 1)
            for x, _, width, height in lines_of(page)
            if width < 0.1 and height == pytest.approx(8, abs=0.1)
        )
        for page in document
    ]
    assert marks == [[97.0, 97.0, 197.0, 197.0], [100.0, 100.0, 200.0, 200.0]]


@pytest.mark.parametrize("name", ["plain", "longest", "bare"])
def test_large_print_is_at_least_16_points(name):
    data, document = document_of("tip_sheet", name, hotlines=[])
    said = {item[:6] for section in data["sections"] for item in section["items"]}
    body = [s["size"] for page in document for s in spans(page) if s["text"][:6] in said]
    assert len(body) >= len(said)
    assert min(body) >= 15.99


@pytest.mark.parametrize("code", ["tip_sheet", "leaflet", "poster"])
def test_no_word_on_the_paper_is_too_small_to_read(code):
    _, document = document_of(code, "longest")
    words = [s for page in document for s in spans(page) if s["text"].strip()]
    assert [s["text"] for s in words if s["size"] < 7.9] == []
