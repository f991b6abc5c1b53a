"""Every sample of every layout, compiled as it would be for a branch."""

import io
import logging
import re
import unicodedata

import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from cms.printing.layouts import LAYOUTS
from cms.printing.samples import NAMES, read_sample
from cms.printing.typst import compile_pdf, compile_png

A4, A4_ACROSS, A3 = (210, 297), (297, 210), (297, 420)
PAPER = {
    "tip_sheet_a4": A4,
    "leaflet_trifold_a4": A4_ACROSS,
    "eye_chart_a3": A3,
    "poster_a3": A3,
}
EVERY = [(layout, name) for layout in LAYOUTS.values() for name in NAMES]
MM = 72 / 25.4


def pdf_of(layout, name):
    sample = read_sample(layout, name)
    return compile_pdf(
        layout.template, sample.build(layout).as_data(), timestamp=sample.edition.issued_at
    )


def squeezed(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def words_in(pdf):
    with pymupdf.open(stream=pdf) as document:
        return squeezed("".join(page.get_text() for page in document))


def texts_of(value):
    if isinstance(value, dict):
        unseen = {"file", "alt", "role", "layout_family", "paper", "distance_m"}
        return [text for key, v in value.items() if key not in unseen for text in texts_of(v)]
    if isinstance(value, list):
        return [text for v in value for text in texts_of(v)]
    return [value] if isinstance(value, str) and value else []


@pytest.fixture(params=EVERY, ids=lambda pair: f"{pair[0].code}-{pair[1]}")
def printed(request, caplog):
    layout, name = request.param
    with caplog.at_level(logging.WARNING, logger="cms.printing.typst"):
        pdf = pdf_of(layout, name)
    assert caplog.records == []
    return layout, read_sample(layout, name), pdf


def test_a_sample_has_its_paper_size_and_pages(printed):
    layout, _, pdf = printed
    with pymupdf.open(stream=pdf) as document:
        sizes = [(page.rect.width / MM, page.rect.height / MM) for page in document]
    assert sizes == [pytest.approx(PAPER[layout.code], abs=0.1)] * len(sizes)
    assert len(sizes) in {"leaflet_trifold_a4": {2}, "tip_sheet_a4": {1, 2}}.get(layout.code, {1})


def test_a_sample_says_every_word_it_was_given(printed):
    _, sample, pdf = printed
    found = words_in(pdf)
    missing = [text for text in texts_of(sample.content) if squeezed(text) not in found]
    assert missing == []


def test_a_sample_carries_edition_spoken_code_address_and_validity(printed):
    _, sample, pdf = printed
    found = words_in(pdf)
    spoken = sample.edition.code.split("-")[0]
    assert f"版次{sample.edition.code}" in found
    assert f"本资料口播码{spoken}这不是验证码" in found
    assert f"/d/{spoken}/" in found
    assert ("有效期至2" if sample.edition.valid_until else "未设截止日期") in found


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
        if layout.code == "leaflet_trifold_a4":
            assert wishes.Duplex == "/DuplexFlipShortEdge"


def test_a_sample_comes_out_the_same_twice(printed):
    layout, sample, pdf = printed
    again = compile_pdf(
        layout.template, sample.build(layout).as_data(), timestamp=sample.edition.issued_at
    )
    assert again == pdf


def test_the_qr_of_a_sample_leads_to_this_edition_at_this_branch(printed):
    layout, sample, _ = printed
    data = sample.build(layout).as_data()
    pages = compile_png(layout.template, data, ppi=150, timestamp=0)
    codes = [
        code.text for page in pages for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))
    ]
    address = f"{sample.public_url}/d/{sample.edition.code}/{sample.branch.code}/"
    assert codes == [address.upper()]


def test_nothing_stands_closer_to_the_edge_than_printers_reach(printed):
    _, _, pdf = printed
    with pymupdf.open(stream=pdf) as document:
        for page in document:
            safe = page.rect + (5 * MM, 5 * MM, -5 * MM, -5 * MM)
            outside = [
                word[4] for word in page.get_text("words") if pymupdf.Rect(word[:4]) not in safe
            ]
            assert outside == []
