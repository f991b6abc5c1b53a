"""召回进展 in the admin: who has not answered, for whom, on screen and as a file."""

import csv
import io
import uuid

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.ledger.actions import answer_recall
from cms.branches.enums import StaffRole
from tests.clients import an_admin, in_group, queries_of, signed_in
from tests.factories.branches import staff
from tests.factories.ledger import Shelf
from tests.factories.library import a_founded_site, an_edition, next_edition, withdrawn

REPORT = "/admin/reports/recalls/"
BYTE_ORDER_MARK = "\ufeff"


@pytest.fixture
def edition(shelf, network):
    """Stopped, with 50 sheets at riverside, 30 at the bridge, 20 at the garden; one answered."""
    a_founded_site()
    for branch, sheets in ((network.riverside, 50), (network.bridge, 30), (network.garden, 20)):
        Shelf(branch, shelf.edition, staff(branch)).receives(sheets)
    edition = withdrawn(shelf.edition, "stop", "热线号码印错了")
    answer_recall(
        branch=network.riverside,
        edition=edition,
        destroyed=38,
        used=2,
        kept=10,
        user=staff(network.riverside, first_name="林岚"),
        client_ref=uuid.uuid4(),
        note="=1+1",
    )
    return edition


def reader(branch, *groups: str):
    """Return the browser of somebody posted at this branch, in these groups."""
    person = staff(branch, StaffRole.CONSUMER_PROTECTION)
    person.groups.set([Group.objects.get(name=name) for name in groups])
    return signed_in(person)


def names(page: str) -> list[str]:
    """Return the outlets that the table shows, from top to bottom."""
    outlets = ("滨河路网点", "大桥网点", "花园网点")
    return sorted((name for name in outlets if name in page), key=page.index)


def exported(client, suffix: str) -> bytes:
    answer = client.get(REPORT, {"export": suffix})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_those_who_have_not_answered_stand_first_with_their_telephone(edition, network):
    page = reader(network.head_office, "消保").get(REPORT).text
    assert names(page) == ["大桥网点", "花园网点", "滨河路网点"]
    assert page.index(network.bridge.phone) < page.index("林岚")
    assert ("热线号码印错了" in page, "替换它的新版还没有发布" in page) == (True, True)
    assert "<dd>50 <small>份</small></dd>" in page


def test_the_replacement_is_named(edition, network):
    new = next_edition(edition)
    assert f"替换它的新版：{new.code}" in reader(network.head_office, "合规").get(REPORT).text


def test_one_sees_the_branches_beneath_ones_own_postings_only(edition, network):
    assert names(reader(network.west, "消保").get(REPORT).text) == ["花园网点"]
    assert names(reader(network.east, "消保").get(REPORT).text) == ["大桥网点", "滨河路网点"]
    nobody = in_group("合规").get(REPORT).text
    assert (names(nobody), "没有任职机构" in nobody) == ([], True)
    assert len(names(an_admin().get(REPORT).text)) == 3


@pytest.mark.parametrize(
    ("group", "may"), [("合规", True), ("消保", True), ("市场", True), ("编审", False)]
)
def test_it_is_open_to_those_who_withdraw_or_read_the_ledger(edition, network, group, may):
    client = reader(network.head_office, group)
    answer = client.get(REPORT)
    assert (answer.status_code == 200) is may
    home = client.get("/admin/").text
    assert (REPORT in home) is may
    assert ("份召回回执没交" in home, "2 家网点没答复" in home) == (may, may)


def test_the_list_of_editions_leads_there(edition, network):
    an_edition()
    page = reader(network.head_office, "合规").get(reverse("editions:index")).text
    assert page.count(f"{REPORT}?edition=") == 1
    assert f"{REPORT}?edition={edition.code}" in page


def test_an_edition_is_chosen_by_its_code(edition, network):
    other = withdrawn(an_edition(title="另一份"), "destroy", "话术有误")
    client = reader(network.head_office, "合规")
    assert "话术有误" in client.get(REPORT).text
    assert "热线号码印错了" in client.get(REPORT, {"edition": edition.code}).text
    empty = client.get(REPORT, {"edition": other.code}).text
    assert "不用答复" in empty


def test_without_any_withdrawal_the_page_says_so(network):
    a_founded_site()
    page = reader(network.head_office, "合规").get(REPORT)
    assert (page.status_code, "还没有撤回过版次" in page.text) == (200, True)


def test_the_table_is_downloaded_with_its_figures(edition, network):
    client = reader(network.head_office, "合规")
    text = exported(client, "csv").decode()
    assert text.startswith(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))
    assert [(r["机构"], r["状态"], r["现存（份）"]) for r in rows] == [
        ("大桥网点", "未答复", "30"),
        ("花园网点", "未答复", "20"),
        ("滨河路网点", "已答复", "10"),
    ]
    assert (rows[2]["销毁（份）"], rows[2]["填写人"], rows[2]["备注"]) == ("38", "林岚", "'=1+1")
    _, *lines = load_workbook(io.BytesIO(exported(client, "xlsx"))).active.iter_rows()
    kept, note = lines[2][7], lines[2][11]
    assert (kept.value, note.value, note.data_type) == (10, "=1+1", "s")


def test_more_branches_cost_no_more_queries(edition, network):
    client = reader(network.head_office, "合规")
    few = queries_of(client, REPORT)
    for branch in (network.east, network.west, network.branch):
        Shelf(branch, edition, staff(branch)).counts(9)
    assert queries_of(client, REPORT) == few
