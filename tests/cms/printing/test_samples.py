"""Every sample of every layout, compiled as it would be for a branch."""

import io
import logging

import numpy
import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from cms.printing.options import PAPERS, PrintOptions
from cms.printing.samples import NAMES, read_sample
from tests.cms.printing.paper import EVERY, MM, WHOLE, pdf_of, squeezed, words_in

ACROSS = {"leaflet", "placemat", "bookmark", "tip_card"}  # printed sideways
PAGES = {"leaflet": {2}, "tip_sheet": {1, 2}}
# Papers of a session are known by its code; there is no material to say a spoken code for.
OF_AN_EDITION = [layout.code for layout in WHOLE if layout.families != ("event",)]
# These take a part of the tip: what they took must be there, not all of it.
A_PART = {"fridge_card", "wallet_card", "placemat", "bookmark"}
A_PART |= {"tip_flyer", "tip_card", "tent_card", "rack_label"}


def paper_of(layout):
    width, height = PAPERS[layout.papers[0]]
    return (height, width) if layout.code in ACROSS else (width, height)


def texts_of(value):
    if isinstance(value, dict):
        unseen = {"svg", "file", "alt", "role", "layout_family", "paper", "distance_m"}
        return [text for key, v in value.items() if key not in unseen for text in texts_of(v)]
    if isinstance(value, list):
        return [text for v in value for text in texts_of(v)]
    return [value] if isinstance(value, str) and value else []


def without_notes(data):
    """A small card names the number and whose it is; when to ring is on the sheet."""
    hotlines = [{"number": line["number"], "name": line["name"]} for line in data["hotlines"]]
    unsaid = {"heading", "kind_label"}  # not on the smallest
    return {k: v for k, v in data.items() if k not in unsaid} | {"hotlines": hotlines}


@pytest.fixture(params=EVERY, ids=lambda pair: f"{pair[0].code}-{pair[1]}")
def printed(request):
    layout, name = request.param
    return layout, read_sample(layout, name), pdf_of(layout, name)


def test_a_sample_has_its_paper_size_and_pages(printed):
    layout, _, pdf = printed
    with pymupdf.open(stream=pdf) as document:
        sizes = [(page.rect.width / MM, page.rect.height / MM) for page in document]
    assert sizes == [pytest.approx(paper_of(layout), abs=0.1)] * len(sizes)
    assert len(sizes) in PAGES.get(layout.code, {1})


def test_a_sample_says_every_word_it_was_given(printed):
    layout, sample, pdf = printed
    found = words_in(pdf)
    said = without_notes(sample.given(layout)[1]) if layout.code in A_PART else sample.content
    missing = [text for text in texts_of(said) if squeezed(text) not in found]
    assert missing == []


def test_a_sample_carries_edition_spoken_code_address_and_validity(printed):
    layout, sample, pdf = printed
    found = words_in(pdf)
    assert ("有效期至2" if sample.edition.valid_until else "未设截止日期") in found
    if layout.code not in OF_AN_EDITION:
        assert f"场次{sample.edition.code}" in found
        assert f"/branches/{sample.branch.code}/" in found
        assert "这不是验证码" in found
        return
    spoken = sample.edition.code.split("-")[0]
    assert f"版次{sample.edition.code}" in found
    assert f"本资料口播码{spoken}这不是验证码" in found
    assert f"/d/{spoken}/" in found


def test_a_sample_embeds_only_subsets_of_our_font(printed):
    _, _, pdf = printed
    with pymupdf.open(stream=pdf) as document:
        fonts = {font for page in document for font in page.get_fonts()}
        kinds = {(name[6:7], name[7:17], ext) for _, ext, _, name, *_ in fonts}
    assert kinds == {("+", "NotoSansSC", "ttf")}


def test_a_sample_says_it_is_archivable_accessible_and_true_to_size(printed):
    layout, _, pdf = printed
    with pikepdf.open(io.BytesIO(pdf)) as document:
        about = document.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "U")
        assert about["pdfuaid:part"] == "1"
        wishes = document.Root.ViewerPreferences
        assert wishes.PrintScaling == "/None"
        assert wishes.DisplayDocTitle
        if layout.code == "leaflet":
            assert wishes.Duplex == "/DuplexFlipShortEdge"


def test_a_sample_comes_out_the_same_twice(printed):
    layout, sample, pdf = printed
    assert sample.pdf(layout) == pdf


@pytest.mark.parametrize(("layout", "name"), EVERY)
def test_a_sample_is_set_without_a_warning(layout, name, caplog):
    with caplog.at_level(logging.WARNING, logger="cms.printing.typst"):
        read_sample(layout, name).pdf(layout)
    assert caplog.records == []


def test_the_qr_of_a_sample_leads_to_this_edition_at_this_branch(printed):
    layout, sample, _ = printed
    pages = sample.pictures(layout, ppi=150)
    codes = {
        code.text for page in pages for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))
    }
    address = f"{sample.public_url}/d/{sample.edition.code}/{sample.branch.code}/".upper()
    if layout.code not in OF_AN_EDITION:
        address = f"{sample.public_url}/branches/{sample.branch.code}/#{sample.edition.code}"
    assert codes == {address}


def test_nothing_stands_closer_to_the_edge_than_printers_reach(printed):
    _, _, pdf = printed
    with pymupdf.open(stream=pdf) as document:
        for page in document:
            safe = page.rect + (5 * MM, 5 * MM, -5 * MM, -5 * MM)
            outside = [
                word[4] for word in page.get_text("words") if pymupdf.Rect(word[:4]) not in safe
            ]
            assert outside == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", WHOLE, ids=lambda layout: layout.code)
def test_black_ink_leaves_nothing_but_greys(layout, name):
    with pymupdf.open(stream=pdf_of(layout, name, PrintOptions(ink="black"))) as document:
        for page in document:
            picture = page.get_pixmap(dpi=40)
            pixels = numpy.frombuffer(picture.samples, dtype=numpy.uint8).reshape(-1, picture.n)
            # A viewer's colour management may round a grey up in one channel and down in another.
            assert numpy.ptp(pixels.astype(int), axis=1).max() <= 2


@pytest.mark.parametrize("layout", WHOLE, ids=lambda layout: layout.code)
def test_traditional_characters_come_from_the_same_content(layout):
    found = words_in(pdf_of(layout, "plain", PrintOptions(script="hant")))
    assert "這不是驗證碼" in found
    assert "这" not in found
    with pymupdf.open(stream=pdf_of(layout, "plain", PrintOptions(script="hant"))) as document:
        fonts = {font[3][7:17] for page in document for font in page.get_fonts()}
    assert "NotoSansTC" in fonts
