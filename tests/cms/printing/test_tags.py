"""What a screen reader is told of the paper: language, title, structure, order, words for pictures.

An independent validator is not at hand; this reads the structure tree itself.
"""

import io
import re
import unicodedata

import pikepdf
import pymupdf
import pytest

from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from cms.printing.samples import read_sample
from tests.cms.printing.paper import EVERY, pdf_of


@pytest.fixture(params=EVERY, ids=lambda pair: f"{pair[0].code}-{pair[1]}")
def tagged(request):
    layout, name = request.param
    with pikepdf.open(io.BytesIO(pdf_of(layout, name))) as document:
        yield read_sample(layout, name), document


def elements(node):
    """Yield every structure element below a node, in reading order."""
    kids = node.get("/K")
    if kids is None or isinstance(kids, int):
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_the_document_says_its_language_title_and_that_it_is_tagged(tagged):
    sample, document = tagged
    assert str(document.Root.Lang) == "zh-CN"
    assert document.Root.MarkInfo.Marked
    assert document.open_metadata()["dc:title"] == sample.content["title"]
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_each_page_takes_its_words_in_the_order_of_the_structure(tagged):
    _, document = tagged
    assert [str(page.get("/Tabs")) for page in document.pages] == ["/S"] * len(document.pages)
    assert all("/StructParents" in page for page in document.pages)


def test_every_figure_has_words_in_its_place(tagged):
    _, document = tagged
    figures = [e for e in elements(document.Root.StructTreeRoot) if e.S == "/Figure"]
    assert len(figures) >= 1  # the QR code at least
    assert [f for f in figures if not str(f.get("/Alt", "")).strip()] == []


def test_headings_begin_with_the_first_level_and_skip_none(tagged):
    _, document = tagged
    found = [str(e.S) for e in elements(document.Root.StructTreeRoot)]
    levels = [int(kind[2]) for kind in found if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1
    assert [b for a, b in zip(levels, levels[1:], strict=False) if b > a + 1] == []


def test_structure_in_two_scripts_differs_only_in_language():
    layout = LAYOUTS["tip_sheet"]
    sample = read_sample(layout, "plain")
    kinds = []
    for script in ("hans", "hant"):
        pdf = sample.pdf(layout, PrintOptions(script=script))
        with pikepdf.open(io.BytesIO(pdf)) as document:
            kinds.append([str(e.S) for e in elements(document.Root.StructTreeRoot)])
            language = str(document.Root.Lang)
    assert kinds[0] == kinds[1]
    assert language == "zh-HK"


def place_of(words, document):
    text = "".join(page.get_text(sort=False) for page in document)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).index(words)


def test_the_leaflet_is_read_from_its_cover_to_the_last_panel():
    layout = LAYOUTS["leaflet"]
    sample = read_sample(layout, "plain")
    said = sample.content
    with pymupdf.open(stream=sample.pdf(layout)) as document:
        in_order = [said["title"], *(panel["heading"] for panel in said["panels"][1:])]
        places = [place_of(re.sub(r"\s", "", words), document) for words in in_order]
    assert places == sorted(places)


def test_the_tip_is_read_from_its_title_to_its_imprint():
    layout = LAYOUTS["tip_sheet"]
    sample = read_sample(layout, "plain")
    sections = [section["items"][0] for section in sample.content["sections"]]
    in_order = [sample.content["title"], *sections, sample.branch.name]
    with pymupdf.open(stream=sample.pdf(layout)) as document:
        places = [
            place_of(re.sub(r"\s", "", unicodedata.normalize("NFKC", words))[:6], document)
            for words in in_order
        ]
    assert places == sorted(places)
