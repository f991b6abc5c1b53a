"""What is cut out, folded, filled in by hand and played with, measured on the finished sheet."""

import copy
import io
import itertools

import numpy
import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from cms.printing.inputs import HandyInput, PlacematInput
from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError
from cms.printing.samples import NAMES, read_sample, sample_picture
from cms.printing.typst import TooLongError
from tests.cms.printing.paper import squeezed, words_in

MM = 72 / 25.4
N_UP = {"fridge_card": 2, "wallet_card": 4, "bookmark": 5}
BANK_CARD = (85.60, 53.98)


def sample_of(code, name="plain", **content):
    sample = copy.deepcopy(read_sample(LAYOUTS[code], name))
    sample.content.update(content)
    return sample


def pdf_of(code, name="plain", options=None, **content):
    return sample_of(code, name, **content).pdf(LAYOUTS[code], options)


def page_of(code, name="plain", options=None):
    return pymupdf.open(stream=pdf_of(code, name, options))[0]


def shapes(page):
    """(x0, y0, x1, y1) in millimetres of every stroked or filled shape."""
    return [tuple(side / MM for side in shape["rect"]) for shape in page.get_drawings()]


def marks(page, longest=9):
    """The short thin lines: where to cut and fold."""
    return [
        (x0, y0, x1, y1)
        for x0, y0, x1, y1 in shapes(page)
        if min(x1 - x0, y1 - y0) < 0.1 and 1 < max(x1 - x0, y1 - y0) < longest
    ]


def of_size(page, wide, high):
    return [
        shape
        for shape in shapes(page)
        if (shape[2] - shape[0], shape[3] - shape[1]) == pytest.approx((wide, high), abs=0.02)
    ]


def steps_with(items, role="do", heading="现在就做"):
    return [{"role": role, "heading": heading, "items": items}]


# ── true size ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_both_faces_of_a_wallet_card_are_a_bank_cards_size_and_meet_at_the_fold(name):
    faces = sorted(
        of_size(page_of("wallet_card", name), *BANK_CARD), key=lambda f: (round(f[0]), f[1])
    )
    assert len(faces) == 8
    for front, back in zip(faces[::2], faces[1::2], strict=True):
        assert (front[0], front[3]) == pytest.approx((back[0], back[1]), abs=0.02)
        assert back[3] - front[1] == pytest.approx(107.96, abs=0.05)


def test_the_back_of_a_wallet_card_is_upright_once_it_is_folded():
    page = page_of("wallet_card")
    lines = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", [])]
    directions = {
        "".join(span["text"] for span in line["spans"]).strip(): line["dir"] for line in lines
    }
    assert directions["停一停、问一问"] == pytest.approx((1, 0))
    assert directions["子女电话"] == pytest.approx((-1, 0), abs=1e-4)


def test_a_fridge_card_is_half_of_a4():
    cuts = {round(y0, 2) for x0, y0, x1, y1 in marks(page_of("fridge_card")) if x1 - x0 > 3}
    assert cuts == {148.5}


def test_bookmarks_are_55_by_190_mm():
    page = page_of("bookmark")
    found = marks(page)
    down = sorted({round(x0, 1) for x0, y0, x1, y1 in found if y1 - y0 > 2})
    across = sorted({round(y0, 1) for x0, y0, x1, y1 in found if x1 - x0 > 2})
    assert [b - a for a, b in itertools.pairwise(down)] == pytest.approx([55] * 5, abs=0.11)
    assert across[-1] - across[0] == pytest.approx(190, abs=0.11)


@pytest.mark.parametrize("code", N_UP)
def test_marks_stand_beside_the_cards_and_within_a_printers_reach(code):
    page = page_of(code)
    wide, high = page.rect.width / MM, page.rect.height / MM
    cards = [s for s in shapes(page) if s[2] - s[0] > 45 and s[3] - s[1] > 25]
    found = marks(page, longest=4.6)
    assert len(found) >= N_UP[code]
    for x0, y0, x1, y1 in found:
        if any(
            a - 0.1 < x0 and x1 < c + 0.1 and b - 0.1 < y0 and y1 < d + 0.1 for a, b, c, d in cards
        ):
            continue  # a rule on the card, no mark
        assert min(x0, y0, wide - x1, high - y1) >= 4.99
    outside = [m for m in found if all(m[2] <= a or c <= m[0] or m[3] <= b or d <= m[1]
                                       for a, b, c, d in cards)]  # fmt: skip
    assert len(outside) >= N_UP[code]


@pytest.mark.parametrize(("code", "copies"), N_UP.items())
def test_a_sheet_holds_its_cards_and_reads_out_one_of_them(code, copies):
    pdf = pdf_of(code)
    assert words_in(pdf).count("这不是验证码") == copies
    with pikepdf.open(io.BytesIO(pdf)) as document:
        kinds = [str(o.S) for o in document.objects
                 if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o]  # fmt: skip
    assert kinds.count("/H1") == 1
    assert kinds.count("/Figure") == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", [*N_UP, "placemat"])
def test_a_code_to_scan_is_at_least_15_mm_wide_without_its_margin(code, name):
    page = page_of(code, name)
    picture = page.get_pixmap(dpi=300)
    image = Image.frombytes("RGB", (picture.width, picture.height), picture.samples)
    found = zxingcpp.read_barcodes(image)
    assert len(found) == N_UP.get(code, 1)
    for one in found:
        corners = numpy.array([(p.x, p.y) for p in (one.position.top_left, one.position.top_right)])
        assert numpy.linalg.norm(corners[0] - corners[1]) * 25.4 / 300 >= 15


# ── to be filled in ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("fridge_card", ("子女电话", "老伴/邻居电话", "社区民警", "我的网点")),
        ("wallet_card", ("子女电话", "老伴/邻居", "我的网点")),
    ],
)
def test_a_card_has_blanks_for_the_numbers_only_the_family_knows(code, names):
    pdf = pdf_of(code)
    found = words_in(pdf).replace("／", "/")
    assert [found.count(name) for name in names] == [N_UP[code]] * len(names)
    assert found.count("000-5550101") == N_UP[code]
    assert "网点电话" not in found


@pytest.mark.parametrize("code", ["fridge_card", "wallet_card"])
def test_a_branch_without_a_telephone_leaves_a_blank_for_it(code):
    sample = sample_of(code)
    sample.branch.phone = ""
    assert words_in(sample.pdf(LAYOUTS[code])).count("网点电话") == N_UP[code]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("code", "room"), [("fridge_card", 10), ("wallet_card", 8)])
def test_writing_lines_leave_room_for_a_hand(code, room, name):
    lines = sorted(
        y0 for x0, y0, x1, y1 in shapes(page_of(code, name)) if y1 - y0 < 0.4 and x1 - x0 > 40
    )
    gaps = [b - a for a, b in itertools.pairwise(sorted({round(y, 2) for y in lines}))]
    assert len(gaps) >= 3
    assert min(gaps) >= room


@pytest.mark.parametrize("name", NAMES)
def test_what_a_fridge_card_says_is_set_in_16_points_or_more(name):
    sample = sample_of("fridge_card", name)
    data = sample.given(LAYOUTS["fridge_card"])[1]
    said = "".join([*data["steps"], data["title"], *(h["name"] for h in data["hotlines"])])
    said = squeezed(said + "子女电话老伴／邻居电话社区民警我的网点" + sample.branch.name)
    sizes = [
        (span["size"], span["text"])
        for block in page_of("fridge_card", name).get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        if len(span["text"].strip()) > 2 and squeezed(span["text"]) in said
    ]
    assert len(sizes) >= 2
    assert [text for size, text in sizes if size < 15.9] == []


@pytest.mark.parametrize("code", [*N_UP, "placemat", "event_notice", "tally_sheet"])
def test_no_word_is_smaller_than_8_points(code):
    spans = [
        span
        for block in page_of(code, "longest").get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        if span["text"].strip()
    ]
    assert [span["text"] for span in spans if span["size"] < 7.9] == []


# ── the game ──────────────────────────────────────────────────────────────────────────────


def game_of(**content):
    sample = sample_of("placemat", **content)
    return PlacematInput.from_content(sample.content, PrintOptions(), sample_picture).game


def test_the_game_mixes_what_swindlers_say_with_what_is_true():
    fraud = {line.text for line in game_of() if line.is_fraud}
    honest = {line.text for line in game_of() if not line.is_fraud}
    said, seen, _, _ = sample_of("placemat").content["sections"]
    assert fraud == {item.strip("“”") for item in said["items"]}
    assert honest == set(seen["items"])


def test_the_same_content_gives_the_same_order_and_another_content_its_own():
    orders = {game_of() for _ in range(3)}
    assert len(orders) == 1
    others = {tuple(line.text for line in game_of(summary=f"第{n}种摘要。")) for n in range(6)}
    assert len(others) > 1


def test_fraud_and_truth_do_not_stand_in_two_blocks():
    for n in range(12):
        sides = [line.is_fraud for line in game_of(summary=f"第{n}种摘要。")]
        assert sum(a != b for a, b in itertools.pairwise(sides)) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_stand_on_their_head_and_are_right(name):
    sample = sample_of("placemat", name)
    game = sample.given(LAYOUTS["placemat"])[1]["game"]
    right = "、".join(str(n) for n, line in enumerate(game, 1) if line["is_fraud"])
    page = pymupdf.open(stream=sample.pdf(LAYOUTS["placemat"]))[0]
    turned = [
        "".join(span["text"] for span in line["spans"])
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        if line["dir"][0] < -0.99
    ]
    assert squeezed("".join(turned)) == f"答案:骗子说的是第{right}句(倒过来看)"


def test_a_line_that_only_tells_what_he_does_is_no_sentence_of_his():
    hear = {"role": "hear", "heading": "骗子会这样说",
            "items": ["短信说积分要过期，叫您点网址。", "“念给我就行。”"]}  # fmt: skip
    do = steps_with(["先挂断。", "问家人。"])
    game = game_of(sections=[hear, *do])
    assert {line.text for line in game if line.is_fraud} == {"念给我就行。"}
    hear["items"].pop()
    game = game_of(sections=[hear, *do])
    assert {line.text for line in game if line.is_fraud} == {"短信说积分要过期，叫您点网址。"}


def test_a_placemat_is_drawn_for_a4_too_with_large_print():
    pdf = pdf_of("placemat", options=PrintOptions(paper="a4"), hotlines=[])
    page = pymupdf.open(stream=pdf)[0]
    assert (page.rect.width / MM, page.rect.height / MM) == pytest.approx((297, 210), abs=0.1)
    data = sample_of("placemat").given(LAYOUTS["placemat"])[1]
    said = squeezed("".join([*data["steps"], *(line["text"] for line in data["game"])]))
    sizes = [
        span["size"]
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        if len(span["text"].strip()) > 4 and squeezed(span["text"]) in said
    ]
    assert len(sizes) >= 9
    assert min(sizes) >= 15.9


# ── refusals ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [*N_UP, "placemat"])
def test_material_without_steps_makes_no_card(code):
    with pytest.raises(ContentError, match="没有“现在就做”的步骤"):
        pdf_of(code, sections=steps_with(["他说什么。"], role="hear", heading="骗子会这样说"))


@pytest.mark.parametrize("code", N_UP)
def test_a_fifth_step_is_refused_rather_than_left_out(code):
    with pytest.raises(ContentError) as refused:
        pdf_of(code, sections=steps_with(["先停下。"] * 5))
    assert str(refused.value) == "“现在就做”有 5 条，卡片上最多放 4 条，请删短。"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fridge_card", "冰箱贴卡左边放不下标题和“现在就做”"),
        ("wallet_card", "钱包卡正面放不下“现在就做”"),
        ("bookmark", "书签上放不下“现在就做”"),
    ],
)
def test_steps_without_room_are_refused_by_name(code, words):
    with pytest.raises(TooLongError, match=words):
        pdf_of(code, sections=steps_with(["很长的一步" * 12] * 4))


def test_a_placemat_names_the_part_that_has_no_room():
    sections = sample_of("placemat").content["sections"]
    with pytest.raises(TooLongError, match="餐垫上放不下“现在就做”，请删短。"):
        pdf_of("placemat", sections=[*sections[:2], *steps_with(["很长的一步" * 24] * 4)])
    sections[0]["items"] = ["“" + "很长的一句" * 24 + "”"] * 4
    with pytest.raises(TooLongError, match="放不下小游戏里"):
        pdf_of("placemat", sections=sections)


def test_a_placemat_needs_something_to_guess():
    with pytest.raises(ContentError, match="餐垫上的小游戏要从“骗子会这样说”和“这样识破”里出题"):
        pdf_of("placemat", sections=steps_with(["先挂断。"]))


def test_of_a_dances_gestures_a_card_keeps_the_names():
    steps = ["擦亮眼：双手在眼前各围一个圆圈。", "摆摆手：双手举到胸前，手心朝外。"]
    sections = steps_with(steps, role="steps", heading="一步一步跟着做")
    sample = sample_of("fridge_card", sections=sections)
    read = HandyInput.from_content(sample.content, PrintOptions(), sample_picture)
    assert read.steps == ("擦亮眼", "摆摆手")
    for code in N_UP:
        found = words_in(pdf_of(code, sections=steps_with(steps * 4, "steps", "跟着做")))
        assert found.count("擦亮眼") == 4 * N_UP[code]
