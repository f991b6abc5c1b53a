"""Marketing changes a leaflet, two approvals follow, and a new edition is issued."""

import re

import pytest

pytestmark = pytest.mark.browser

LEAFLET = "整治拒收现金"


def edit_leaflet(page) -> None:
    """Open the leaflet's editor by searching for it."""
    page.goto("/admin/pages/search/?q=整治拒收现金")
    page.get_by_role("link", name=re.compile(LEAFLET)).first.click()
    page.wait_for_url("**/edit/")


def choose_action(page, selector: str) -> None:
    """Press one of the buttons at the foot of the editor, in its menu or before it."""
    button = page.locator(f"footer button{selector}").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        button.click()


def approve(page) -> None:
    edit_leaflet(page)
    choose_action(page, "[data-workflow-action-name=approve]")


def newest_edition(visit) -> str:
    """Return the edition code that the public page shows."""
    page = visit()
    page.goto("/leaflets/cash-refusal/")
    return re.search(r"\b(\d{3}-\d+)\b", page.locator("main").inner_text())[1]


def test_publishing_issues_an_edition_only_when_the_paper_changes(in_the_admin, visit):
    before = newest_edition(visit)
    page = in_the_admin("marketing")
    edit_leaflet(page)
    page.locator("#id_subtitle").fill("现金一样好用，您放心")
    choose_action(page, "[name=action-submit]")
    assert newest_edition(visit) == before

    approve(in_the_admin("editor"))
    approve(in_the_admin("compliance"))

    code, number = before.split("-")
    assert newest_edition(visit) == f"{code}-{int(number) + 1}"
    reader = visit()
    reader.goto(f"/d/{before}/")
    assert "旧版" in reader.locator("main").inner_text()


def test_publishing_a_change_that_is_not_printed_issues_nothing(in_the_admin, visit):
    before = newest_edition(visit)
    page = in_the_admin("admin")
    edit_leaflet(page)
    page.get_by_role("tab", name="网址与搜索").click()
    page.locator("#id_search_description").fill("只改给搜索引擎看的说明")
    choose_action(page, "[name=action-publish]")
    assert newest_edition(visit) == before


def test_the_editor_shows_the_leaflet_as_page_and_as_paper(in_the_admin):
    page = in_the_admin("marketing")
    edit_leaflet(page)
    page.locator("[data-side-panel-toggle=preview], button[aria-label*=预览]").first.click()
    frame = page.frame_locator("iframe#w-preview-iframe, iframe[title*=预览]").last
    frame.locator("h1", has_text=LEAFLET).wait_for()
    page.locator("[data-w-preview-target=mode], #id_preview_mode").first.select_option("print")
    frame = page.frame_locator("iframe#w-preview-iframe, iframe[title*=预览]").last
    frame.locator("img[src^='data:image/png']").first.wait_for()
