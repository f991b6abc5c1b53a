"""A reader of 75, on a phone, finds out whether this is a scam and what to do."""

import pytest

pytestmark = pytest.mark.browser


def test_three_doors_and_the_hotlines_greet_the_reader(visit):
    page = visit()
    page.goto("/")
    for door in ("我遇到了可疑的事", "学防骗", "找网点和活动"):
        assert page.get_by_role("link", name=door).first.is_visible()
    assert page.locator("a[href='tel:110']").first.is_visible()
    assert page.locator("a[href='tel:96110']").first.is_visible()


def test_from_a_suspicious_call_to_what_to_do_now(visit):
    page = visit(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="我遇到了可疑的事").first.click()
    page.get_by_role("link", name="奶奶").first.click()
    assert page.get_by_role("heading", name="现在就做").is_visible()
    assert page.get_by_role("heading", name="情景故事").is_visible()


def test_tips_by_topic(visit):
    page = visit()
    page.goto("/tips/")
    every = page.locator("main article, main li.card, main .card").count()
    page.get_by_role("link", name="非法集资").first.click()
    assert "谨防非法集资陷阱" in page.locator("main").inner_text()
    assert page.locator("main article, main li.card, main .card").count() < every


def test_a_spoken_code_typed_on_any_page_leads_to_its_material(visit):
    page = visit(java_script_enabled=False)
    page.goto("/branches/")
    page.locator("input[name=code]").first.fill("13")
    page.locator("input[name=code]").first.press("Enter")
    assert page.locator("main input[name=code]").first.input_value() == "13"
    page.locator("main input[name=code]").first.fill("０13")
    page.locator("main input[name=code]").first.press("Enter")
    title = page.locator("h1").inner_text()
    page.goto("/d/013-1/")
    assert page.locator("h1").inner_text() == title


def test_search_finds_chinese_words_inside_longer_ones(visit):
    page = visit()
    page.goto("/")
    page.locator("input[name=q]").first.fill("养老")
    page.locator("input[name=q]").first.press("Enter")
    assert page.locator("main mark").first.inner_text()
    assert "养老" in page.locator("main").inner_text()


def test_the_campaign_shows_its_dates_materials_and_events_nearby(visit):
    page = visit()
    page.goto("/campaigns/winter-2026/?branch=0111")
    words = page.locator("main").inner_text()
    for wanted in ("擦亮明眼，不要被诈骗", "防诈秘籍", "防骗微沙龙", "钟楼街"):
        assert wanted in words


def test_a_branch_shows_where_when_and_its_own_material(visit):
    page = visit()
    page.goto("/branches/")
    page.locator("main input[name=q]").fill("钟楼街")
    page.locator("main input[name=q]").press("Enter")
    page.get_by_role("link", name="钟楼街网点").first.click()
    words = page.locator("main").inner_text()
    for wanted in ("钟楼街30号", "周六 9:30—15:30", "防骗微沙龙"):
        assert wanted in words
    assert page.locator("a[href='tel:0005550111']").first.is_visible()


@pytest.mark.parametrize(
    "address",
    ["/", "/help/", "/tips/", "/tips/fake-police/", "/leaflets/fraud-handbook/",
     "/posters/fraud-eye-chart/", "/posters/eight-rights/", "/videos/mingyan-shake/",
     "/campaigns/", "/campaigns/winter-2026/", "/branches/", "/branches/0111/",
     "/search/?q=刷单", "/search/?q=zzzz", "/d/?code=999", "/nothing-here/"],
)  # fmt: skip
def test_no_page_scrolls_sideways_at_320_pixels(visit, address):
    page = visit(viewport={"width": 320, "height": 640})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
