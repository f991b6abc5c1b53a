"""What a reader of an old sheet is told has changed."""

from cms.library.changes import LONGEST_QUOTE, MOST_ITEMS, changes_between

POLICE = {"number": "110", "name": "报警电话", "note": ""}
FRAUD = {"number": "96110", "name": "反诈专线", "note": ""}
SHEET = {
    "layout_family": "sheet",
    "title": "先挂断再问",
    "summary": "一句话说明。",
    "sections": [
        {"role": "see", "heading": "这样识破", "items": ["没有什么安全账户。"]},
        {"role": "do", "heading": "现在就做", "items": ["马上挂断。", "告诉家人。"]},
    ],
    "pictures": [{"file": "a.png", "alt": "一部电话"}],
    "hotlines": [POLICE, FRAUD],
}


def sheet(**changes) -> dict:
    return {**SHEET, **changes}


def do(*items: str) -> list[dict]:
    return [SHEET["sections"][0], {**SHEET["sections"][1], "items": list(items)}]


def test_the_same_paper_has_no_changes():
    assert changes_between(SHEET, sheet()) == []
    assert changes_between({}, {}) == []


def test_what_readers_do_not_read_is_no_change():
    other = sheet(layout_family="card", pictures=[{"file": "a.png", "alt": "一部座机"}])
    assert changes_between(SHEET, other) == []


def test_lines_that_came_went_or_were_reworded_are_quoted():
    new = sheet(sections=do("马上挂断电话。", "请大堂经理帮忙看看。"))
    assert changes_between(SHEET, new) == [
        "“马上挂断”改成“马上挂断电话”。",
        "新加了“请大堂经理帮忙看看”。",
        "去掉了“告诉家人”。",
    ]


def test_lines_that_only_moved_are_no_change():
    assert changes_between(SHEET, sheet(sections=do("告诉家人。", "马上挂断。"))) == []


def test_a_line_said_twice_and_then_once_has_gone_once():
    twice = sheet(sections=do("告诉家人。", "马上挂断。", "告诉家人。"))
    assert changes_between(twice, SHEET) == ["去掉了“告诉家人”。"]


def test_hotlines_come_first_and_the_title_is_named():
    new = sheet(
        title="先挂断，再问人", hotlines=[{**POLICE, "number": "120"}, {**FRAUD, "name": "新专线"}]
    )
    assert changes_between(SHEET, new) == [
        "报警电话改为 120，原来的 110 不再用。",
        "加印了新专线 96110。",
        "不再印反诈专线 96110。",
        "标题改为《先挂断，再问人》。",
    ]


def test_another_picture_is_told():
    assert changes_between(SHEET, sheet(pictures=[])) == ["换了插图。"]
    other = sheet(pictures=[{"file": "b.png", "alt": "一部电话"}])
    assert changes_between(SHEET, other) == ["换了插图。"]


def test_many_changes_are_counted_at_the_end():
    new = sheet(sections=do(*(f"全新的第{n}条" for n in range(20))))
    found = changes_between(SHEET, new)
    assert len(found) == MOST_ITEMS
    assert found[-1] == "还有 17 处改动，请看新版。"


def test_a_long_line_is_cut_and_inner_quotes_become_inner():
    new = sheet(summary=SHEET["summary"], sections=do("马上挂断。", "告诉家人。", "“" + "长" * 90))
    (told,) = changes_between(SHEET, new)
    assert told == f"新加了“‘{'长' * (LONGEST_QUOTE - 2)}…”。"


def test_every_family_of_paper_is_read():
    leaflet = {
        "panels": [{"heading": "先记三不", "items": [{"heading": "不点击", "text": "不点。"}]}]
    }
    panels = [{"heading": "先记三不", "items": [{"heading": "不点击", "text": "一个也不点。"}]}]
    assert changes_between(leaflet, {"panels": panels}) == ["“不点”改成“一个也不点”。"]
    chart = {"rows": ["防", "防骗"], "distance_m": 3}
    assert changes_between(chart, {"rows": ["防", "不转账"], "distance_m": 5}) == [
        "新加了“不转账”。",
        "去掉了“防骗”。",
    ]
