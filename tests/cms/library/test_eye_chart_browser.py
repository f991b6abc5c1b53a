"""The eye chart's editor in a real browser: what it says beside each row, while one types."""

import pytest
from django.urls import reverse

from tests.browser import DESKTOP
from tests.clients import an_admin
from tests.factories.library import an_eye_chart

pytestmark = pytest.mark.browser

RED = "rgb(179, 38, 30)"
GOOD = "eye-chart__offers--good"


@pytest.fixture
def editor(page, network, live_server):
    chart = an_eye_chart()
    cookie = an_admin().cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size(DESKTOP)
    page.goto(reverse("wagtailadmin_pages:edit", args=[chart.pk]))
    page.locator(".eye-chart__offers").wait_for()
    return page


# Wagtail lets a removed row fade away; what counts is what it will not send.
ROW = ".eye-chart [data-streamfield-child]:not([aria-hidden])"


def rows(editor):
    return editor.locator(f'{ROW} input[name$="-value-text"]')


def notes(editor):
    found = editor.locator(f"{ROW} .eye-chart__fits").all()
    return [note.locator("span").all_inner_texts() for note in found]


def line(editor):
    return editor.locator(".eye-chart__offers").inner_text()


def press(editor, row, action):
    """Press one of the buttons that Wagtail puts on every row."""
    editor.locator(ROW).nth(row).locator(f'[data-streamfield-action="{action}"]').click()


def test_a_row_that_grows_too_long_turns_red_and_says_how_much(editor):
    assert notes(editor)[0] == ["4.3 / 0.2", "字高 21.9 毫米", "已写 3 / 最多 8 个字"]
    assert "这 8 行可以印：A4（1、2、3、4、5 米）、A3（1、2、3、4、5 米）" in line(editor)
    rows(editor).first.fill("安全账户全都是骗局")
    assert notes(editor)[0][2:] == ["已写 9 / 最多 8 个字", "要去掉 1 个"]
    assert rows(editor).first.evaluate("e => getComputedStyle(e).color") == RED
    assert line(editor).startswith("所选的纸张和距离印不下。这 8 行可以印：A4（1、2 米）")
    assert GOOD not in editor.locator(".eye-chart__offers").get_attribute("class")
    described = rows(editor).first.get_attribute("aria-describedby")
    assert described.split()[-1] == editor.locator(".eye-chart__fits").first.get_attribute("id")
    rows(editor).first.fill("停")
    assert notes(editor)[0][2] == "已写 1 / 最多 8 个字"
    assert GOOD in editor.locator(".eye-chart__offers").get_attribute("class")


def test_rows_that_come_go_and_move_are_marked_anew(editor):
    marks = [note[0] for note in notes(editor)]
    assert (len(marks), marks[0], marks[-1]) == (8, "4.3 / 0.2", "5.0 / 1.0")
    press(editor, 0, "DUPLICATE")
    editor.locator(f"{ROW} .eye-chart__fits").nth(8).wait_for()
    marks = [note[0] for note in notes(editor)]
    assert (len(marks), marks[0], marks[-1]) == (9, "4.2 / 0.15", "5.0 / 1.0")
    rows(editor).nth(8).fill("最下面的一行话")
    press(editor, 8, "MOVE_UP")
    assert [note[2] for note in notes(editor)[7:]] == [
        "已写 7 / 最多 34 个字",
        "已写 3 / 最多 40 个字",
    ]
    press(editor, 0, "DELETE")
    press(editor, 0, "DELETE")
    editor.get_by_text("现在 7 行，还要加 1 行。").wait_for()
    assert len(notes(editor)) == 7
    assert notes(editor)[0] == ["已写 3 个字"]


def test_another_paper_brings_its_usual_distance_and_hides_what_it_cannot(editor):
    for _ in range(5):
        press(editor, 0, "DUPLICATE")
    distance = editor.locator('.eye-chart select[name$="-distance"]')
    editor.locator('.eye-chart select[name$="-paper"]').select_option("a4")
    assert distance.input_value() == "2"
    offered = distance.evaluate("e => [...e.options].filter(o => !o.hidden).map(o => o.value)")
    assert offered == ["2"]
    assert notes(editor)[0][:2] == ["4.0 / 0.1", "字高 29.1 毫米"]
