"""The eye chart on every paper at every distance, measured again on the finished PDF."""

import copy
import io
from dataclasses import dataclass

import numpy
import pymupdf
import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import Image

from cms.library import eye_chart
from cms.printing import templates
from cms.printing.layouts import LAYOUTS, PAPERS
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError
from cms.printing.samples import NAMES, read_sample
from tests.cms.printing.test_true_size import MM, ink_mm, lines_of, spans

LAYOUT = LAYOUTS["eye_chart"]
PLACES = [(paper, metres) for paper in eye_chart.PAPERS for metres in eye_chart.DISTANCES]
USUAL = list(eye_chart.USUAL_DISTANCE.items())


def most_rows(paper, metres):
    counts = range(eye_chart.MOST_ROWS, eye_chart.FEWEST_ROWS - 1, -1)
    return next(count for count in counts if eye_chart.chart_window(count, paper, metres))


def widest_rows(paper, metres):
    """As many rows as can stand there, each as long as it may be."""
    shown = eye_chart.chart_window(most_rows(paper, metres), paper, metres)
    return ["国" * eye_chart.most_characters(mark, paper, metres) for mark in shown]


def a_sample(name="plain", **content):
    sample = copy.deepcopy(read_sample(LAYOUT, name))
    sample.content.update(content)
    return sample


def printed(
    paper, metres, *, name="plain", design="classic", ink="colour", script="hans", **content
):
    """What the template is told, and the first page of the PDF."""
    options = PrintOptions(paper=paper, distance_m=metres, design=design, ink=ink, script=script)
    sample = a_sample(name, **content)
    _, data, *_ = sample.given(LAYOUT, options)
    return data, pymupdf.open(stream=sample.pdf(LAYOUT, options))[0]


@dataclass
class Row:
    """A row as the PDF has it: PyMuPDF sees spaces between things that stand side by side."""

    text: str
    size: float
    origin: tuple[float, float]
    end: float


def rows_on(page, characters="国國"):
    found = []
    for block in page.get_text("rawdict")["blocks"]:
        for span in [span for line in block.get("lines", []) for span in line["spans"]]:
            glyphs = [glyph for glyph in span["chars"] if glyph["c"] in characters]
            if glyphs:
                text = "".join(glyph["c"] for glyph in glyphs)
                end = glyphs[-1]["origin"][0] + span["size"]
                found.append(Row(text, span["size"], glyphs[0]["origin"], end))
    return found


@pytest.mark.parametrize("family", ["SC", "TC"])
@pytest.mark.parametrize("character", ["国", "國"])
def test_the_ink_of_guo_is_0_912_em_at_weight_900(family, character):
    folder = next(f for f in templates.font_folders() if f.name == f"notosans{family.lower()}")
    font = TTFont(str(folder / f"NotoSans{family}[wght].ttf"))
    wanted = Subsetter()
    wanted.populate(unicodes=[ord(character)])
    wanted.subset(font)
    font = instantiateVariableFont(font, {"wght": 900})
    glyph = font["glyf"][font.getBestCmap()[ord(character)]]
    em = font["head"].unitsPerEm
    assert (glyph.yMax - glyph.yMin) / em == eye_chart.INK_OF_EM
    # A glyph may stand a hair lower; it is no shorter for that.
    assert -glyph.yMin / em == pytest.approx(eye_chart.INK_BELOW_BASELINE_OF_EM, abs=0.0051)


@pytest.mark.parametrize(("paper", "metres"), PLACES)
def test_every_row_of_every_paper_and_distance_is_true_to_a_tenth_of_a_millimetre(paper, metres):
    texts = widest_rows(paper, metres)
    data, page = printed(paper, metres, rows=texts)
    assert (page.rect.width / MM, page.rect.height / MM) == pytest.approx(PAPERS[paper], abs=0.01)
    found = rows_on(page)
    assert [row.text for row in found] == texts
    margin = (PAPERS[paper][0] - eye_chart.FIELDS[paper][0]) / 2
    for mark, row, span in zip(
        eye_chart.chart_window(len(texts), paper, metres), data["rows"], found, strict=True
    ):
        wanted = eye_chart.ink_height(mark, metres)
        assert span.size / MM * eye_chart.INK_OF_EM == pytest.approx(wanted, abs=0.1)
        below_first = (span.origin[1] - found[0].origin[1]) / MM
        assert below_first == pytest.approx(row["baseline"] - data["rows"][0]["baseline"], abs=0.05)
        assert span.origin[0] / MM >= margin - 0.1
        assert span.end / MM <= PAPERS[paper][0] - margin + 0.1
        middle = (span.origin[0] + span.end) / 2 / MM
        assert middle == pytest.approx(PAPERS[paper][0] / 2, abs=0.05)
    for row, span in ((data["rows"][0], found[0]), (data["rows"][-1], found[-1])):
        assert ink_of_first(page, span) == pytest.approx(row["height"], abs=0.1)
    check_bar_and_card(page)


def ink_of_first(page, span):
    """The height of the first glyph's ink, in millimetres of dark pixels."""
    (x, baseline), em = span.origin, span.size
    return ink_mm(page, pymupdf.Rect(x, baseline - em * 0.9, x + em, baseline + em * 0.15))[0]


def check_bar_and_card(page):
    shapes = lines_of(page)
    assert any(w == pytest.approx(100, abs=0.05) and h < 0.1 for _, _, w, h in shapes)
    assert any((w, h) == pytest.approx((85.60, 53.98), abs=0.05) for _, _, w, h in shapes)


@pytest.mark.parametrize("paper", eye_chart.PAPERS)
def test_rows_in_traditional_characters_are_as_tall(paper):
    metres = eye_chart.USUAL_DISTANCE[paper]
    data, page = printed(paper, metres, script="hant", rows=["国国"] * 14)
    found = rows_on(page, "國")
    assert len(found) == 14
    for row, span in zip(data["rows"], found, strict=True):
        assert ink_of_first(page, span) == pytest.approx(row["height"], abs=0.1)


@pytest.mark.parametrize("ink", ["colour", "black"])
@pytest.mark.parametrize("design", eye_chart.DESIGNS)
@pytest.mark.parametrize(("paper", "metres"), USUAL)
def test_every_design_has_its_bar_and_card_and_keeps_off_the_edge(paper, metres, design, ink):
    for name in NAMES:
        data, page = printed(paper, metres, name=name, design=design, ink=ink)
        check_bar_and_card(page)
        safe = page.rect + (5 * MM, 5 * MM, -5 * MM, -5 * MM)
        words = page.get_text("words")
        assert [w[4] for w in words if pymupdf.Rect(w[:4]) not in safe] == []
        assert margins_are_white(page)
        rows = {row["text"] for row in data["rows"]}
        small = [s for s in spans(page) if s["size"] < 7.9 and s["text"].strip() not in rows]
        assert [s["text"] for s in small if s["text"].strip()] == []


def margins_are_white(page):
    """Whether nothing is drawn within 4.5 mm of the edge, where printers cannot reach."""
    picture = page.get_pixmap(dpi=50, colorspace="gray")
    grey = numpy.frombuffer(picture.samples, dtype=numpy.uint8).reshape(picture.h, picture.w).copy()
    reach = int(4.5 / 25.4 * 50)
    grey[reach:-reach, reach:-reach] = 255
    return grey.min() == 255


def pixels(design, ink):
    options = PrintOptions(paper="a4", distance_m=2, design=design, ink=ink)
    [png] = a_sample().pictures(LAYOUT, options, ppi=36)
    return numpy.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def test_on_a_black_printer_the_designs_are_greys_and_still_three():
    ground = {}
    for design in eye_chart.DESIGNS:
        picture = pixels(design, "black")
        assert numpy.ptp(picture, axis=2).max() == 0
        ground[design] = int(numpy.median(picture))
    assert ground["classic"] == 255
    assert 220 < ground["warm"] < 250
    assert ground["contrast"] == 0


def test_the_black_and_yellow_chart_is_yellow_on_black():
    picture = pixels("contrast", "colour")
    assert numpy.median(picture.reshape(-1, 3), axis=0).tolist() == [0, 0, 0]
    assert [255, 214, 10] in picture.reshape(-1, 3).tolist()


@pytest.mark.parametrize(("paper", "metres"), USUAL)
def test_the_chart_says_where_to_stand_which_row_is_normal_and_what_it_is_not(paper, metres):
    data, page = printed(paper, metres)
    text = "".join(page.get_text().split())
    assert f"请站在{metres}米处" in text
    assert "本图为反诈宣传，非视力检查" in text
    assert "这条线长100毫米" in text
    assert [text.count(words) for words in ("小数记录", "五分记录")] == [1, 1]
    assert [row["mark"] for row in data["rows"] if row["is_normal"]] == ["5.0"]
    said = [s["text"].strip() for s in spans(page)]
    assert [said.count(row["mark"]) for row in data["rows"]] == [1] * 14
    assert [said.count(row["decimal"]) for row in data["rows"]] == [1] * 14


# ── what is chosen at the printer ─────────────────────────────────────────────────────────


def built(options=None, **content):
    sample = a_sample(**content)
    given = LAYOUT.settle(options or PrintOptions(), sample.content)
    return LAYOUT.build_input(sample.content, given, None)


def test_an_edition_is_printed_as_it_says_unless_asked_otherwise():
    chart = built(paper="a2", distance_m=4, design="warm")
    assert (chart.paper, chart.distance, chart.design) == ("a2", "4", "warm")
    asked = built(PrintOptions(paper="a1", distance_m=5, design="contrast"), design="warm")
    assert (asked.paper, asked.distance, asked.design) == ("a1", "5", "contrast")


def test_an_edition_of_before_there_was_a_choice_is_a3_at_three_metres_in_white():
    sample = a_sample()
    for key in ("paper", "distance_m", "design"):
        sample.content.pop(key, None)
    chart = LAYOUT.build_input(sample.content, LAYOUT.settle(PrintOptions(), sample.content), None)
    assert (chart.paper, chart.distance, chart.design) == ("a3", "3", "classic")


def test_another_paper_is_read_from_its_usual_distance():
    papers = ("a4", "a3", "a2", "a1")
    asked = {paper: built(PrintOptions(paper=paper), paper="a3", distance_m=2) for paper in papers}
    assert {paper: chart.distance for paper, chart in asked.items()} == {
        "a4": "2", "a3": "2", "a2": "4", "a1": "5",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            PrintOptions(paper="a4", distance_m=5),
            "14 行的视力表在 A4 上印不成 5 米的。"
            "可以选：A4（2 米）、A3（2、3 米）、A2（2、3、4 米）、A1（2、3、4、5 米）。",
        ),
        (PrintOptions(paper="a4", distance_m=7), "14 行的视力表在 A4 上印不成 7 米的。"),
        (PrintOptions(paper="a5"), "“反诈视力表”没有 A5 这种纸。"),
        (
            PrintOptions(design="neon"),
            "视力表没有“neon”这种样式，可以选：经典白、喜庆暖、黑底黄字。",
        ),
    ],
)
def test_what_cannot_be_printed_is_refused_with_what_can(options, words):
    with pytest.raises(ContentError) as refused:
        built(options)
    assert str(refused.value).startswith(words)


def test_a_row_that_only_a_larger_sheet_holds_is_refused_on_the_smaller():
    rows = ["安全账户全是骗局", *read_sample(LAYOUT, "plain").content["rows"][1:]]
    assert built(PrintOptions(paper="a1", distance_m=3), rows=rows).rows[0].text == rows[0]
    with pytest.raises(ContentError) as refused:
        built(PrintOptions(paper="a1", distance_m=5), rows=rows)
    assert str(refused.value) == (
        "视力表第 1 行“安全账户全是骗局”有 8 个字，这一行的字大，最多 5 个，请改短。"
    )


def test_a_branch_with_too_much_to_say_is_refused_not_squeezed():
    sample = a_sample("longest")
    sample.branch.name, sample.branch.address = "很长的名字" * 8, "很长的地址" * 16
    with pytest.raises(Exception, match="视力表下方的网点名称和地址太长"):
        sample.pdf(LAYOUT, PrintOptions(paper="a4", distance_m=2))
