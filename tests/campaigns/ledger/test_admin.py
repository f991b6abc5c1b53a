"""The ledger in the admin: head office reads, filters and exports; nobody writes there."""

import csv
import io

import pytest
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook

from campaigns.ledger.models import Entry
from tests.clients import in_group, queries_of, signed_in
from tests.factories.branches import staff
from tests.factories.ledger import Shelf
from tests.factories.library import a_founded_site

INDEX = "/admin/entries/"
BYTE_ORDER_MARK = "\ufeff"


@pytest.fixture
def books(shelf, network) -> Shelf:
    """Two entries at riverside and one at the garden outlet of the other sub-branch."""
    a_founded_site()
    shelf.receives(100)
    shelf.hands_out(5)
    Shelf(network.garden, shelf.edition, staff(network.garden)).receives(30)
    return shelf


def export(as_file: str, **query) -> bytes:
    response = in_group("合规").get(INDEX, {"export": as_file, **query})
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def csv_rows(**query) -> list[dict]:
    text = export("csv", **query).decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))


def test_csv_holds_every_entry_with_its_branch_and_edition(books):
    rows = csv_rows()
    told = {(r["机构号"], r["事项"], r["版次编号"], r["份数"], r["库存增减"]) for r in rows}
    assert len(rows) == 3
    assert told == {
        ("91101", "到货入库", "001-1", "100", "100"),
        ("91101", "发放", "001-1", "5", "-5"),
        ("91201", "到货入库", "001-1", "30", "30"),
    }


def test_export_takes_the_filters_along(books):
    assert {row["机构号"] for row in csv_rows(branch="91200")} == {"91201"}
    assert [row["份数"] for row in csv_rows(kind="handout")] == ["5"]
    assert csv_rows(edition="999-9") == []


def test_excel_holds_numbers_as_numbers(books):
    rows = load_workbook(io.BytesIO(export("xlsx"))).active.iter_rows(values_only=True)
    heading, *rows = [dict(enumerate(row)) for row in rows]
    place = {words: column for column, words in heading.items()}
    assert sorted(row[place["库存增减"]] for row in rows) == [-5, 30, 100]


def test_csv_runs_no_formula_from_a_note(books):
    books.receives(1, note="=HYPERLINK(1)")
    assert [row["备注"] for row in csv_rows() if row["备注"]] == ["'=HYPERLINK(1)"]


def test_screen_shows_an_entry_and_opens_it(books):
    client, entry = in_group("市场"), Entry.objects.first()
    assert "滨河路网点" in client.get(INDEX).text
    assert client.get(reverse("entries:inspect", args=[entry.pk])).status_code == 200


@pytest.mark.parametrize("deed", ["add", "edit", "delete"])
def test_there_is_no_address_to_write_entries_at(deed):
    for args in ([], [1]):
        with pytest.raises(NoReverseMatch):
            reverse(f"entries:{deed}", args=args)


def test_only_groups_that_read_figures_read_the_ledger(books):
    assert in_group("编审").get(INDEX).status_code == 302
    assert signed_in(books.user).get(INDEX).status_code in (302, 403)


def test_dashboard_names_shelves_below_nothing(books):
    assert "请网点盘点" not in in_group("市场").get("/admin/").text
    books.hands_out(100)
    page = in_group("市场").get("/admin/").text
    assert "001-1 超发 5 份" in page
    assert "/admin/entries/?branch=91101&amp;edition=001-1" in page


def test_list_asks_as_little_of_ten_times_the_entries(books):
    client = in_group("市场")
    few = queries_of(client, INDEX)
    for _ in range(27):
        books.receives(1)
    assert queries_of(client, INDEX) == few
