"""The small prints of a tip, and what every edition has: a picture to share, a label to shelve."""

import copy
import io

import numpy
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from cms.printing.layouts import LAYOUTS, layouts_for
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError
from cms.printing.samples import NAMES, read_sample
from cms.printing.typst import TooLongError
from tests.cms.printing.paper import MM, squeezed, words_in

SOURCES = ("tip_sheet", "leaflet", "eye_chart", "poster")
SHEETS = [("tip_flyer", "a5"), ("tip_flyer", "a4"), ("tip_card", "a4"), ("tent_card", "a4")]
LABELS = [("rack_label", "a4"), ("rack_label", "a5")]


def document_of(code, paper="", name="plain", **changes):
    sample = copy.deepcopy(read_sample(LAYOUTS[code], name))
    sample.content.update(changes)
    return pymupdf.open(stream=sample.pdf(LAYOUTS[code], PrintOptions(paper=paper)))


def qr_addresses(picture):
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))]


def marks_of(page):
    """(x, y, length) in millimetres of every thin line that is 7 mm long, by position."""
    found = []
    for drawing in page.get_drawings():
        box, thin = drawing["rect"], (drawing.get("width") or 9) < 0.7
        long = max(box.width, box.height) / MM
        if thin and long == pytest.approx(7, abs=0.05) and min(box.width, box.height) < 0.1:
            found.append((round(box.x0 / MM, 2), round(box.y0 / MM, 2)))
    return sorted(set(found))


def sizes_of(page, *, inside):
    """The size of every span whose first characters belong to one of the texts."""
    starts = {squeezed(text)[:5] for text in inside}
    spans = [
        span
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
    ]
    return [span["size"] for span in spans if squeezed(span["text"])[:5] in starts]


@pytest.mark.parametrize(
    ("code", "paper", "size"),
    [
        ("tip_flyer", "a5", (148, 210)),
        ("tip_flyer", "a4", (297, 210)),
        ("tip_card", "a4", (297, 210)),
        ("tent_card", "a4", (210, 297)),
        ("rack_label", "a4", (210, 297)),
        ("rack_label", "a5", (210, 148)),
    ],
)
def test_a_small_print_has_one_page_of_its_paper(code, paper, size):
    with document_of(code, paper) as document:
        pages = [(page.rect.width / MM, page.rect.height / MM) for page in document]
    assert pages == [pytest.approx(size, abs=0.05)]


@pytest.mark.parametrize(
    ("code", "paper", "copies"),
    [
        ("tip_flyer", "a5", 1),
        ("tip_flyer", "a4", 2),
        ("tip_card", "a4", 4),
        ("tent_card", "a4", 2),
        ("rack_label", "a4", 2),
        ("rack_label", "a5", 1),
    ],
)
def test_copies_of_one_sheet_are_alike_and_heard_once(code, paper, copies):
    with document_of(code, paper) as document:
        found = squeezed(document[0].get_text())
        picture = document[0].get_pixmap(dpi=200).tobytes("png")
        headings = [heading[1] for heading in document.get_toc() if heading[0] == 1]
    assert found.count("本资料口播码017这不是验证码") == copies
    assert found.count("版次017-3") == copies
    assert qr_addresses(picture) == ["HTTPS://MINGYAN.EXAMPLE/D/017-3/LJ0101/"] * copies
    assert [squeezed(heading) for heading in headings] == ["自称公安要转账是骗子"]


@pytest.mark.parametrize(
    ("code", "paper", "marks"),
    [
        ("tip_flyer", "a5", []),
        ("tip_flyer", "a4", [(148.5, 5), (148.5, 198)]),
        (
            "tip_card", "a4",
            [(5, 105), (145, 105), (148.5, 5), (148.5, 101.5), (148.5, 198), (285, 105)],
        ),
        ("tent_card", "a4", [(x, y) for x in (5, 198) for y in (13, 134, 255)]),
        ("rack_label", "a4", [(5, 148.5), (198, 148.5)]),
        ("rack_label", "a5", []),
    ],
)  # fmt: skip
def test_marks_stand_where_to_cut_and_fold(code, paper, marks):
    with document_of(code, paper) as document:
        assert marks_of(document[0]) == [pytest.approx(mark, abs=0.05) for mark in marks]


def test_what_stands_on_a_table_is_read_from_two_metres_and_the_other_side_is_upside_down():
    for name in NAMES:
        steps = read_sample(LAYOUTS["tent_card"], name).content["sections"]
        told = [item for section in steps if section["role"] == "do" for item in section["items"]]
        with document_of("tent_card", name=name) as document:
            sizes = sizes_of(document[0], inside=told)
            ways = {
                line["dir"][0]
                for block in document[0].get_text("dict")["blocks"]
                for line in block.get("lines", [])
            }
        assert len(sizes) >= 2 * len(told)
        assert min(sizes) >= 21.99
        assert {round(way) for way in ways} == {1, -1}


@pytest.mark.parametrize("code", ["tip_flyer", "tip_card"])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_held_in_the_hand_has_at_least_12_points(code, name):
    sections = read_sample(LAYOUTS[code], name).content["sections"]
    told = [item for section in sections if section["role"] == "do" for item in section["items"]]
    with document_of(code, name=name) as document:
        sizes = sizes_of(document[0], inside=told)
    assert len(sizes) >= len(told)
    assert min(sizes) >= 11.99


@pytest.mark.parametrize(("code", "paper"), SHEETS + LABELS)
@pytest.mark.parametrize("name", NAMES)
def test_no_small_print_is_below_8_points(code, paper, name):
    with document_of(code, paper, name) as document:
        words = [
            (span["size"], span["text"])
            for block in document[0].get_text("dict")["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
            if span["text"].strip()
        ]
    assert [text for size, text in words if size < 7.95] == []


def test_a_flyer_leaves_the_story_to_the_large_sheet():
    with document_of("tip_flyer") as document:
        found = squeezed(document[0].get_text())
    assert "现在就做" in found
    assert "陈奶奶" not in found


def many_steps(heading, count=10, words="马上挂断电话，不用怕，也不用解释，先去派出所当面问清楚。"):
    return [{"role": "do", "heading": heading, "items": [words] * count}]


@pytest.mark.parametrize(("code", "paper"), SHEETS)
def test_a_section_too_long_is_refused_by_its_name(code, paper):
    with pytest.raises(TooLongError, match="“当场要做的”"):
        document_of(code, paper, sections=many_steps("当场要做的"))


def test_a_share_card_shows_three_steps_and_refuses_what_is_endless():
    steps = [f"第{n}件事要记牢。" for n in "一二三四"]
    section = {"role": "do", "heading": "现在就做", "items": steps}
    with document_of("share_card", sections=[section]) as document:
        found = squeezed(document[0].get_text())
    assert [step in found for step in steps] == [True, True, True, False]
    with pytest.raises(TooLongError, match="“现在就做”"):
        document_of("share_card", sections=many_steps("现在就做", 3, "说" * 240))


@pytest.mark.parametrize("code", ["tip_flyer", "tip_card", "tent_card", "share_card"])
def test_a_story_alone_makes_no_small_print(code):
    story = {"role": "story", "heading": "情景故事", "items": ["从前有一个人。"]}
    with pytest.raises(ContentError, match="只有情景故事"):
        document_of(code, sections=[story])


def test_steps_that_have_names_stand_on_the_table_by_their_names():
    items = ["摆摆手：双手举到胸前。", "转转头：先左后右。", "拍拍肩：左右各十下。"]
    section = {"role": "steps", "heading": "一步一步跟着做", "items": items}
    with document_of("tent_card", sections=[section]) as document:
        found = squeezed(document[0].get_text())
    assert all(name in found for name in ("摆摆手", "转转头", "拍拍肩"))
    assert "双手举到胸前" not in found


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", NAMES)
def test_every_family_has_a_picture_to_share_of_1080_by_1440_pixels(source, name):
    sample = read_sample(LAYOUTS[source], name)
    pictures = sample.pictures(LAYOUTS["share_card"], ppi=72)
    assert [Image.open(io.BytesIO(picture)).size for picture in pictures] == [(1080, 1440)]
    address = f"{sample.public_url}/d/{sample.edition.code}/{sample.branch.code}/"
    assert qr_addresses(pictures[0]) == [address.upper()]
    found = words_in(sample.pdf(LAYOUTS["share_card"]))
    spoken = sample.edition.code.split("-")[0]
    for words in (
        sample.content["title"],
        "长按识别",
        sample.branch.name,
        f"版次{sample.edition.code}",
        f"本资料口播码{spoken}这不是验证码",
        f"/d/{spoken}/",
        "有效期至2" if sample.edition.valid_until else "未设截止日期",
    ):
        assert squeezed(words) in found


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", NAMES)
def test_every_family_has_a_label_for_its_rack(source, name):
    sample = read_sample(LAYOUTS[source], name)
    found = words_in(sample.pdf(LAYOUTS["rack_label"]))
    kind = {"leaflet": "三折页", "eye_chart": "反诈视力表", "poster": "海报"}.get(source, "")
    for words in (sample.content["title"], kind, "请自取", f"版次{sample.edition.code}"):
        assert squeezed(words) in found


@pytest.mark.parametrize("source", SOURCES)
def test_a_black_picture_to_share_has_nothing_but_greys(source):
    sample = read_sample(LAYOUTS[source], "plain")
    [picture] = sample.pictures(LAYOUTS["share_card"], PrintOptions(ink="black"))
    pixels = numpy.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)
    assert numpy.ptp(pixels, axis=2).max() <= 2


def test_a_picture_to_share_speaks_traditional_chinese_too():
    sample = read_sample(LAYOUTS["share_card"], "plain")
    found = words_in(sample.pdf(LAYOUTS["share_card"], PrintOptions(script="hant")))
    assert "長按識別" in found
    assert "現在就做" in found


@pytest.mark.parametrize("source", SOURCES)
def test_the_small_prints_are_offered_after_the_main_one(source):
    codes = [layout.code for layout in layouts_for(read_sample(LAYOUTS[source], "plain").edition)]
    assert codes[0] == source
    assert {"share_card", "rack_label"} <= set(codes)
    assert ("tip_flyer" in codes) == (source == "tip_sheet")
