"""Every picture of docs/gallery drawn again: what changed by mistake shows, and what is crowded."""

import io
import re
from itertools import combinations
from pathlib import Path

import numpy
import pymupdf
import pytest
from PIL import Image

from cms.printing.gallery import exhibits
from tests.cms.printing.paper import EVERY, pdf_of

GALLERY = Path(__file__).resolve().parents[3] / "docs" / "gallery"
SHOWN = list(exhibits())
# Anti-aliasing may differ by a hair; a moved line of words does not pass.
MOST_DIFFERENCE = 1.0


def pixels(picture):
    return numpy.asarray(Image.open(picture).convert("L"), dtype=int)


@pytest.mark.parametrize("exhibit", SHOWN, ids=lambda exhibit: exhibit.name)
def test_a_sample_looks_as_it_does_in_the_gallery(exhibit):
    pages = exhibit.pictures()
    files = [GALLERY / f"{exhibit.name}-{n}.png" for n in range(1, len(pages) + 1)]
    assert [file.name for file in files if not file.is_file()] == [], "make gallery"
    for page, file in zip(pages, files, strict=True):
        drawn, kept = pixels(io.BytesIO(page)), pixels(file)
        assert drawn.shape == kept.shape
        assert abs(drawn - kept).mean() < MOST_DIFFERENCE, f"{file.name}: look, then make gallery"


def test_the_gallery_holds_no_picture_of_something_gone():
    names = {exhibit.name for exhibit in SHOWN}
    shown = {re.sub(r"-\d+$", "", file.stem) for file in GALLERY.glob("*.png")}
    assert shown - names == set()


def ink_of(line):
    """Where the ink of a line stands; the font's own box is half as tall again."""
    ink = pymupdf.EMPTY_RECT()
    for span in line["spans"]:
        (x, baseline), size = span["origin"], span["size"]
        ink |= pymupdf.Rect(x, baseline - 0.8 * size, span["bbox"][2], baseline + 0.06 * size)
    return ink


def words_of(layout, name):
    """Yield each page's rectangle and its lines of words with the room they take."""
    with pymupdf.open(stream=pdf_of(layout, name)) as document:
        for page in document:
            lines = [
                (ink_of(line), "".join(s["text"] for s in line["spans"]).strip())
                for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", [])
                if line["dir"] == (1, 0)
            ]
            yield page.rect, [(box, words) for box, words in lines if words]


PAIRS = pytest.mark.parametrize(
    ("layout", "name"), EVERY, ids=[f"{layout.code}-{name}" for layout, name in EVERY]
)


@PAIRS
def test_no_words_run_over_others(layout, name):
    for _, lines in words_of(layout, name):
        crossed = [
            (one, other)
            for (box, one), (around, other) in combinations(lines, 2)
            if (box & around).get_area() > 0.25 * min(box.get_area(), around.get_area())
        ]
        assert crossed == []


@PAIRS
def test_no_words_leave_the_sheet(layout, name):
    for sheet, lines in words_of(layout, name):
        assert [words for box, words in lines if box not in sheet] == []


@PAIRS
def test_no_line_is_a_lonely_mark(layout, name):
    for _, lines in words_of(layout, name):
        assert [
            words for _, words in lines if re.fullmatch(r"[，。、；：？！”’）》…]+", words)
        ] == []
