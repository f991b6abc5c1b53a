"""The desk in a real browser: thumbs, small screens, and the script that saves a page load."""

import pytest

from campaigns.ledger.models import Entry
from tests.browser import DESKTOP

pytestmark = pytest.mark.browser

# Everything a finger may press, its name and its size; links inside a line of words are text.
TARGETS = """() => [...document.querySelectorAll("button, input:not([type=hidden]), summary, a")]
  .filter((e) => e.offsetParent && !e.closest("p > span, p.soft, .skip"))
  .filter((e) => !e.matches(".skip, input[type=radio]"))
  .map((e) => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 48 || box.height < 48)
  .map(([name, box]) => `${name} ${box.width}×${box.height}`)"""
SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter((e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
PAGES = ["", "handouts/", "stock/", "print/", "print/pack/", "stock/statement/", "branch/"]


@pytest.fixture
def desk(page, cast, live_server):
    cookie = cast.lobby().cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def test_taps_are_counted_without_loading_the_page(desk, cast):
    cast.shelf.receives(4)
    desk.goto("/desk/handouts/")
    desk.evaluate("window.stays = true")
    card = desk.locator(f"[id='e-{cast.edition.code}']")
    for _ in range(3):
        card.locator("button[value='1']").click()
    card.locator("button[value='5']").click()
    card.get_by_text("比账面多发了 4 份").wait_for()
    assert card.locator("[data-today]").inner_text() == "8"
    assert desk.locator("[data-day]").inner_text() == "8"
    assert desk.locator("#said").inner_text() == "已记 5 份，今天共 8 份"
    assert desk.evaluate("window.stays") is True
    desk.get_by_role("button", name="撤销上一笔").click()
    desk.get_by_text("已撤销：5 份").wait_for()
    assert [row[1:] for row in cast.entries()] == [
        (4, 4),
        (1, -1),
        (1, -1),
        (1, -1),
        (5, -5),
        (5, 5),
    ]


def test_when_the_script_gets_no_answer_the_plain_form_counts_once(desk, cast):
    desk.goto("/desk/handouts/")
    lost = []

    def lose_the_answer(route):
        if "json" in route.request.headers.get("accept", "") and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    desk.route("**/handouts/*/", lose_the_answer)
    desk.locator(f"[id='e-{cast.edition.code}'] button[value='5']").click()
    desk.get_by_text("已记 5 份，今天共 5 份").wait_for()
    assert len(lost) == 1
    assert Entry.objects.count() == 1


def test_pages_fit_small_screens_and_thumbs(desk, cast, campaign):
    cast.shelf.receives(100)
    cast.shelf.hands_out(5)
    found = {}
    for width in (320, 360, DESKTOP["width"]):
        desk.set_viewport_size({"width": width, "height": 740})
        for path in [
            *PAGES,
            f"print/{cast.edition.code}/",
            f"stock/{cast.edition.code}/write-off/",
        ]:
            desk.goto(f"/desk/{path}")
            too_wide = desk.evaluate("document.documentElement.scrollWidth > innerWidth")
            small = desk.evaluate(TARGETS)
            text = desk.evaluate(SMALLEST_TEXT)
            if too_wide or small or text < 16:
                found[width, path] = (too_wide, small, text)
    assert found == {}
    desk.goto("/desk/handouts/")
    heights = desk.locator(".steps button").evaluate_all(
        "all => all.map(b => b.getBoundingClientRect().height)"
    )
    assert min(heights) >= 60
