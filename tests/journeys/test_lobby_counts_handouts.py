"""Lobby staff count what they give away on a phone, and undo a slip of the finger."""

import pytest

pytestmark = pytest.mark.browser

TIP = "孙子出事了？先挂再问"


def counter_of(page):
    return page.locator(".counters > *", has_text=TIP).first


def figures(page) -> tuple[int, int]:
    """Return (given today, left) of the tip's card."""
    numbers = counter_of(page).locator("b[data-today], b[data-left]").all_inner_texts()
    today, left = (int(number.replace(",", "")) for number in numbers)
    return today, left


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_taps_are_counted_and_the_last_one_can_be_undone(at_the_desk, javascript):
    page = at_the_desk("lobby", java_script_enabled=javascript)
    page.goto("/desk/handouts/")
    today, left = figures(page)

    for button in ("加 5 份", "加 10 份"):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            counter_of(page).get_by_role("button", name=button).click()
    page.reload()
    assert figures(page) == (today + 15, left - 15)

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="撤销上一笔").click()
    page.goto("/desk/handouts/")
    assert figures(page) == (today + 5, left - 5)


@pytest.mark.parametrize("typed", ["0", "-5", "1000000000", "很多"])
def test_a_number_that_cannot_be_is_explained_where_it_was_typed(at_the_desk, typed):
    page = at_the_desk("lobby2", java_script_enabled=False)
    page.goto("/desk/handouts/")
    before = figures(page)
    card = counter_of(page)
    card.locator("summary").click()
    card.locator("input[name=quantity]").last.fill(typed)
    card.get_by_role("button", name="记", exact=False).last.click()
    page.wait_for_load_state("networkidle")
    error = page.locator("[id$=error]").first
    assert error.inner_text().strip()
    page.goto("/desk/handouts/")
    assert figures(page) == before


def test_lobby_staff_cannot_enter_the_admin(at_the_desk):
    page = at_the_desk("lobby")
    for address in ("/admin/", "/admin/pages/", "/admin/images/", "/admin/reports/"):
        answer = page.request.get(address, max_redirects=0)
        assert answer.status in (302, 403, 404)
