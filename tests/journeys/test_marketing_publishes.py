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


def approve(page) -> None:
    edit_leaflet(page)
    page.locator("button[data-workflow-action-name=approve]").first.click(force=True)
    if page.locator(".modal.in, [role=dialog]:visible").count():
        page.locator("[role=dialog]:visible button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")


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
    page.locator("button[name=action-submit]").first.click(force=True)
    page.wait_for_load_state("networkidle")
    assert newest_edition(visit) == before

    approve(in_the_admin("marketing"))
    approve(in_the_admin("compliance"))

    code, number = before.split("-")
    assert newest_edition(visit) == f"{code}-{int(number) + 1}"
    reader = visit()
    reader.goto(f"/d/{before}/")
    assert "旧版" in reader.locator("main").inner_text()
