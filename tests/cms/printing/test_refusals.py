"""What will not go on paper, and the sentence that says why; what goes on it unharmed."""

import copy
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from cms.printing import templates, typst
from cms.printing.inputs import imprint_for
from cms.printing.layouts import LAYOUTS, layouts_for
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError, PictureError
from cms.printing.qr import plain_address, scan_url
from cms.printing.samples import read_sample
from cms.printing.typst import MissingGlyphError, PrintError, TooLongError, compile_pdf
from tests.cms.printing.paper import pdf_of, words_in


def changed(code, name="plain", *, branch=None, **content):
    """A sample with some of its words changed, built and compiled."""
    layout = LAYOUTS[code]
    sample = copy.deepcopy(read_sample(layout, name))
    sample.content.update(content)
    for key, value in (branch or {}).items():
        setattr(sample.branch, key, value)
    return sample.pdf(layout)


@pytest.mark.parametrize("code", LAYOUTS)
def test_a_character_we_cannot_draw_is_refused_by_name(code):
    with pytest.raises(MissingGlyphError) as refused:
        changed(code, branch={"name": "笑脸😀支行"})
    assert str(refused.value) == "字库里没有“😀”这个字，请改用别的写法。"


def test_characters_we_cannot_draw_are_named_before_anything_is_printed():
    assert typst.missing_characters("𠮷㙟𬭚犇埗 周一—周五，9:00") == ""
    assert set(typst.missing_characters("笑😀脸🦄𠮷\u200b")) == {"😀", "🦄"}


def test_a_preview_picture_refuses_a_missing_character_too():
    sample = read_sample(LAYOUTS["poster"], "plain")
    sample.content["footer"] = "😀"
    with pytest.raises(MissingGlyphError):
        sample.pictures(LAYOUTS["poster"])


@pytest.mark.parametrize("code", LAYOUTS)
def test_rare_characters_of_real_names_are_printed(code):
    name = "𠮷㙟𬭚埗镕堃支行"
    assert name in words_in(changed(code, branch={"name": name}))


@pytest.mark.parametrize("code", LAYOUTS)
def test_a_branch_without_address_phone_or_hours_leaves_no_empty_label(code):
    found = words_in(changed(code, branch={"address": "", "phone": "", "hours": ""}))
    assert "解放路支行" in found
    assert "电话：" not in found
    assert "地址" not in found


HOSTILE = ['#read("/etc/passwd")', "$x$ *b* _i_", "]]]", '#import "@preview/x"', "<a> \\ @b"]


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_a_name_is_printed_as_it_stands(words):
    for code in LAYOUTS:
        assert re.sub(r"\s", "", words) in words_in(changed(code, branch={"name": words}))


def test_a_full_panel_is_refused_by_its_name():
    layout = LAYOUTS["leaflet"]
    panels = copy.deepcopy(read_sample(layout, "plain").content["panels"])
    panels[2]["items"] = [{"heading": "要点", "text": "多" * 160}] * 6
    with pytest.raises(TooLongError, match="折页内页中栏“四样不能给”的字太多，用最小的字也多出约"):
        changed(layout.code, panels=panels)


def test_a_full_back_a_full_sheet_and_a_full_poster_are_refused_by_name():
    back = {"heading": "先问我们", "text": "多" * 200, "points": ["要" * 40] * 6}
    with pytest.raises(TooLongError, match="封底“先问我们”"):
        changed("leaflet", back=back)
    story = {"role": "story", "heading": "长故事", "items": ["长" * 240] * 10}
    with pytest.raises(TooLongError, match="“长故事”"):
        changed("tip_sheet", sections=[story])
    with pytest.raises(TooLongError, match="“很长的一条”"):
        changed("poster", items=[{"heading": "很长的一条", "text": "多" * 160}] * 10)


def test_a_refusal_is_told_in_simplified_characters_whatever_is_printed():
    layout = LAYOUTS["poster"]
    sample = read_sample(layout, "plain")
    sample.content["items"] = [{"heading": "很长的一条", "text": "多" * 160}] * 10
    with pytest.raises(TooLongError, match="海报的字太多，放不下。最长的是“很长的一条”这一项"):
        sample.pdf(layout, PrintOptions(script="hant"))


def test_a_chart_foot_too_full_is_refused_rather_than_printed_over_its_neighbour():
    lines = [{"number": "000-5550100", "name": "很长很长的热线名称" * 2, "note": "说明" * 30}] * 3
    with pytest.raises(TooLongError, match="视力表下方的热线说明太长"):
        changed("eye_chart", hotlines=lines)


def test_a_chart_row_too_wide_is_refused_with_its_number_and_limit():
    rows = read_sample(LAYOUTS["eye_chart"], "plain").content["rows"]
    with pytest.raises(ContentError) as refused:
        changed("eye_chart", rows=["安全账户是骗局", *rows[1:]])
    assert str(refused.value) == (
        "视力表第 1 行“安全账户是骗局”有 7 个字，这一行的字大，最多 4 个，请改短。"
    )


@pytest.mark.parametrize(
    ("code", "content", "words"),
    [
        ("tip_sheet", {"title": ""}, "标题还没有写。"),
        ("tip_sheet", {"title": "字" * 25}, "标题有 25 个字，最多 24 个，请删短。"),
        ("tip_sheet", {"title": 5}, "标题应当是一段文字。"),
        ("tip_sheet", {"sections": []}, "正文有 0 项，应当是 1 到 6 项。"),
        ("tip_sheet", {"sections": ["x"]}, "第 1 段的格式不对。"),
        ("tip_sheet", {"sections": [{"role": "sing"}]}, "第 1 段的用途“sing”不认识。"),
        ("tip_sheet", {"hotlines": "110"}, "热线应当是一个列表。"),
        ("leaflet", {"panels": []}, "折页的栏有 0 项，应当是 4 项。"),
        ("leaflet", {"back": None}, "封底的格式不对。"),
        ("eye_chart", {"rows": ["停"] * 7}, "视力表有 7 项，应当是 8 到 14 项。"),
        ("eye_chart", {"design": 3}, "视力表没有“3”这种样式，可以选：经典白、喜庆暖、黑底黄字。"),
        ("poster", {"items": [{"heading": "", "text": ""}] * 4}, "海报第 1 项还没有写。"),
    ],
)
def test_content_of_the_wrong_shape_is_refused_in_words(code, content, words):
    with pytest.raises(ContentError) as refused:
        changed(code, **content)
    assert str(refused.value) == words


TEN_THOUSAND = "字" * 10_000


@pytest.mark.parametrize("code", LAYOUTS)
def test_ten_thousand_characters_are_refused_with_their_number(code):
    with pytest.raises(ContentError, match="标题有 10000 个字，最多 .* 个，请删短"):
        changed(code, title=TEN_THOUSAND)
    with pytest.raises(ContentError, match="网点名称有 10000 个字，最多 40 个"):
        changed(code, branch={"name": TEN_THOUSAND})


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("tip_sheet", {"summary": TEN_THOUSAND}),
        ("tip_sheet", {"sections": [{"role": "do", "heading": "做", "items": [TEN_THOUSAND]}]}),
        ("leaflet", {"series": TEN_THOUSAND}),
        ("leaflet", {"back": {"heading": "先问", "text": TEN_THOUSAND}}),
        ("poster", {"items": [{"heading": "一条", "text": TEN_THOUSAND}] * 3}),
        ("eye_chart", {"rows": [TEN_THOUSAND] * 8}),
    ],
)
def test_ten_thousand_characters_anywhere_else_are_refused_too(code, content):
    with pytest.raises(ContentError, match="10000 个字"):
        changed(code, **content)


def test_a_file_that_is_no_picture_is_refused():
    with pytest.raises(PictureError, match="第 1 张配图打不开"):
        changed("tip_sheet", pictures=[{"file": "poster/plain.json", "alt": "不是图"}])
    with pytest.raises(PictureError, match="第 1 张配图打不开"):
        changed("tip_sheet", pictures=[{"file": "nowhere.png", "alt": "没有图"}])


def test_invisible_characters_and_line_breaks_do_no_harm():
    found = words_in(changed("poster", footer="先\u200b问\n再\x07签"))
    assert "先问再签" in found


def test_a_broken_template_blames_us_and_not_the_editor():
    with pytest.raises(PrintError, match="请告诉系统管理员"):
        compile_pdf("poster.typ", {}, [], PrintOptions(), timestamp=0)


def test_threads_print_the_same_bytes():
    layout = LAYOUTS["poster"]
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: pdf_of(layout, "plain"), range(8)))
    assert len(made) == 1


def test_the_template_folder_holds_no_way_out():
    files = list(templates.FOLDER.rglob("*"))
    assert [file for file in files if file.is_symlink()] == []
    found = re.compile(r"@preview|eval\(|transparentize")
    code = {file.name: file.read_text(encoding="utf-8") for file in files if file.suffix == ".typ"}
    assert [name for name, text in code.items() if found.search(text)] == []


def test_every_edition_finds_its_layouts_by_the_family_of_its_content():
    for layout in LAYOUTS.values():
        found = layouts_for(read_sample(layout, "plain").edition)
        assert layout in found
        assert [layout.is_main for layout in found] == sorted(
            (layout.is_main for layout in found), reverse=True
        )


def test_the_scanned_address_is_upper_case_where_that_is_safe():
    assert scan_url("https://mingyan.example/", "017-3", "LJ01") == (
        "HTTPS://MINGYAN.EXAMPLE/D/017-3/LJ01/"
    )
    assert scan_url("https://x.example/fz", "017-3", "LJ01") == "https://x.example/fz/d/017-3/LJ01/"
    assert scan_url("https://x.example", "017-3", "总部") == (
        "HTTPS://X.EXAMPLE/D/017-3/%E6%80%BB%E9%83%A8/"
    )
    assert plain_address("https://mingyan.example", "017") == "mingyan.example/d/017/"


def test_an_imprint_says_dates_as_they_are_in_china():
    sample = read_sample(LAYOUTS["poster"], "longest")
    imprint = imprint_for(sample.branch, sample.edition, public_url="https://mingyan.example")
    assert imprint.issued_on == "2026年10月31日"
    assert imprint.valid_until == "2027年12月31日"
    assert imprint.spoken_code == "017204"
