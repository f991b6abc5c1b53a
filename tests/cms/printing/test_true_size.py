"""What is promised in millimetres, measured again on the finished PDF."""

import numpy
import pymupdf
import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from cms.printing import eye_chart, templates
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


def test_the_ink_of_guo_is_0_912_em_at_weight_900():
    file = templates.font_folders()[0] / "NotoSansSC[wght].ttf"
    font = instantiateVariableFont(TTFont(str(file)), {"wght": 900})
    glyph = font["glyf"][font.getBestCmap()[ord("国")]]
    em = font["head"].unitsPerEm
    assert (glyph.yMax - glyph.yMin) / em == eye_chart.INK_OF_EM
    assert -glyph.yMin / em == eye_chart.INK_BELOW_BASELINE_OF_EM


@pytest.mark.parametrize(
    ("mark", "millimetres"), [(4.0, 43.63), (4.5, 13.80), (5.0, 4.36), (5.3, 2.19)]
)
def test_a_row_is_as_tall_as_the_ladder_says(mark, millimetres):
    assert round(eye_chart.ink_height(mark, 3), 2) == millimetres


def test_each_row_is_the_tenth_root_of_ten_smaller_than_the_one_above():
    rows = eye_chart.chart_rows(["国"] * 14, distance_m=3, field_mm=273)
    ratios = [above.height / below.height for above, below in zip(rows, rows[1:], strict=False)]
    assert ratios == pytest.approx([10**0.1] * 13)


@pytest.mark.parametrize("count", range(8, 15))
def test_row_5_is_on_every_chart_and_rows_fill_the_field(count):
    rows = eye_chart.chart_rows(["国"] * count, distance_m=3, field_mm=273)
    assert [row.decimal for row in rows if row.is_normal] == ["1.0"]
    assert rows[0].middle - rows[0].height / 2 == 0
    assert rows[-1].middle + rows[-1].height / 2 == pytest.approx(273)


def test_printed_rows_are_true_to_a_tenth_of_a_millimetre():
    data, document = document_of("eye_chart", rows=["国国"] * 14)
    page = document[0]
    found = [span for span in spans(page) if set(span["text"].strip()) == {"国"}]
    assert len(found) == 14
    for row, span in zip(data["rows"], found, strict=True):
        assert span["size"] / MM * eye_chart.INK_OF_EM == pytest.approx(row["height"], abs=0.1)
        x, baseline = span["origin"]
        em = row["em"] * MM
        glyph = pymupdf.Rect(x, baseline - em * 0.9, x + em, baseline + em * 0.15)
        assert ink_mm(page, glyph)[0] == pytest.approx(row["height"], abs=0.1)


def test_the_bar_is_100_mm_and_the_card_is_a_bank_card():
    _, document = document_of("eye_chart")
    shapes = lines_of(document[0])
    assert any(w == pytest.approx(100, abs=0.05) and h < 0.1 for _, _, w, h in shapes)
    assert any((w, h) == pytest.approx((85.60, 53.98), abs=0.05) for _, _, w, h in shapes)


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
