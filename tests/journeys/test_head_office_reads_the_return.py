"""Head office opens the campaign's return and takes it away as XLSX and CSV."""

import csv
import io

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.browser

RETURN = "/admin/reports/campaign-return/"


def rows_of(page) -> dict[str, list[str]]:
    """Return the table's cells by branch name."""
    found = {}
    for row in page.locator("main table tbody tr").all():
        name, *figures = [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        found[name.rsplit(" ", 1)[0]] = figures  # the branch's code stands behind its name
    return found


def number(text: str) -> int:
    return int(text.replace(",", "").replace("份", "").strip() or 0)


def test_a_handout_at_the_counter_shows_in_every_line_above(at_the_desk, in_the_admin):
    head_office = in_the_admin("admin")
    head_office.goto(RETURN)
    before = rows_of(head_office)

    desk = at_the_desk("lobby", java_script_enabled=False)
    desk.goto("/desk/handouts/")
    card = desk.locator(".counters > *", has_text="防诈秘籍").first
    card.get_by_role("button", name="加 10 份").click()
    desk.wait_for_load_state("networkidle")

    head_office.reload()
    after = rows_of(head_office)
    for name in ("岚江银行（演示）", "岚江银行岚江分行", "岚江银行江心支行", "岚江银行钟楼街网点"):
        assert number(after[name][2]) == number(before[name][2]) + 10
    assert after["岚江银行柳荫支行"] == before["岚江银行柳荫支行"]


def test_the_return_exports_as_xlsx_and_csv(in_the_admin):
    page = in_the_admin("admin")
    page.goto(RETURN)
    shown = rows_of(page)
    sheet = load_workbook(io.BytesIO(page.request.get(f"{RETURN}?export=xlsx").body())).active
    headings, *lines = sheet.iter_rows(values_only=True)
    assert headings[1:7] == ("机构", "层级", "目标（份）", "打印（份）", "发放（份）", "扫码（次）")
    assert len(lines) == len(shown)
    text = page.request.get(f"{RETURN}?export=csv").body().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == len(shown) + 1
