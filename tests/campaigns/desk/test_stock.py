import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.ledger.models import Entry
from cms.library.actions import withdraw_edition
from tests.factories.branches import UserFactory, staff
from tests.factories.ledger import Shelf
from tests.factories.library import next_edition


def post(cast, name, **form):
    address = reverse(f"desk:{name}", args=[cast.edition.code])
    return cast.lobby().post(address, {"client_ref": uuid.uuid4(), **form}, follow=True)


def test_the_shelf_shows_old_editions_that_are_still_there(cast):
    cast.shelf.receives(40)
    new = next_edition(cast.edition)
    shown = cast.lobby().get("/desk/stock/").content.decode()
    assert "剩 <b>40</b> 份" in shown
    assert "旧版" in shown
    assert new.code in shown


def test_a_withdrawn_edition_asks_to_be_written_off(cast):
    cast.shelf.receives(40)
    withdraw_edition(
        edition=cast.edition, user=UserFactory(admin=True), severity="stop", reason="号码有误"
    )
    assert "已召回：停发" in cast.lobby().get("/desk/stock/").content.decode()
    answer = post(cast, "record_receipt", quantity="5")
    assert "号码有误" in answer.content.decode()
    assert cast.entries() == [("receipt", 40, 40)]


def test_each_deed_is_recorded_and_said(cast):
    assert (
        "已入库 50 份，现在结存 50 份"
        in post(cast, "record_receipt", quantity="50", note="总行送来").content.decode()
    )
    assert (
        "已报废 4 份，现在结存 46 份"
        in post(cast, "write_off", quantity="4", reason="damaged").content.decode()
    )
    assert (
        "盘点少了 6 份，已补平，现在结存 40 份"
        in post(cast, "stocktake", counted="40").content.decode()
    )
    assert "盘点无差异，现在结存 40 份" in post(cast, "stocktake", counted="40").content.decode()
    assert cast.entries() == [
        ("receipt", 50, 50),
        ("write_off", 4, -4),
        ("stocktake", 6, -6),
        ("stocktake", 0, 0),
    ]


@pytest.mark.parametrize(
    ("name", "form", "words"),
    [
        ("record_receipt", {"quantity": "0"}, "份数要大于 0。"),
        ("record_receipt", {"quantity": "很多"}, "请用数字填写份数"),
        ("write_off", {"quantity": "5"}, "请选择报废原因。"),
        ("write_off", {"quantity": "-5", "reason": "damaged"}, "份数要大于 0。"),
        ("stocktake", {"counted": "-1"}, "份数不能是负数。"),
        ("stocktake", {"counted": "1000000000"}, "一次最多 1000000 份"),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_is_kept(cast, name, form, words):
    answer = post(cast, name, **form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert cast.entries() == []


def test_a_form_sent_twice_counts_once(cast):
    ref = uuid.uuid4()
    for _ in range(2):
        post(cast, "record_receipt", quantity="50", client_ref=ref)
    assert cast.entries() == [("receipt", 50, 50)]


def test_the_statement_offers_to_reverse_ones_own_entries_only(cast):
    own = cast.shelf.receives(50)
    colleagues = Shelf(cast.here, cast.edition, staff(cast.here)).hands_out(5)
    shown = cast.lobby().get("/desk/stock/statement/").content.decode()
    assert reverse("desk:reverse", args=[own.pk]) in shown
    assert reverse("desk:reverse", args=[colleagues.pk]) not in shown


def test_the_statement_ends_thirty_days_ago(cast):
    for days, quantity in ((29, 291), (30, 302)):
        cast.shelf.receives(quantity, occurred_on=timezone.localdate() - timedelta(days=days))
    shown = cast.lobby().get("/desk/stock/statement/").content.decode()
    assert ("+291" in shown, "+302" in shown) == (True, False)


def test_an_entry_is_reversed_with_a_reason_once(cast):
    client, entry = cast.lobby(), cast.shelf.receives(50)
    address = reverse("desk:reverse", args=[entry.pk])
    form = {"client_ref": uuid.uuid4(), "note": "多填了一个 0"}
    client.post(address, form)
    client.post(address, form)
    assert cast.entries() == [("receipt", 50, 50), ("reversal", 50, -50)]
    assert Entry.objects.first().note == "多填了一个 0"
    again = client.post(address, {"client_ref": uuid.uuid4()}, follow=True)
    assert "这一笔已经冲正过了。" in again.content.decode()
    stale = client.post(address, {"client_ref": ""}, follow=True)
    assert "页面放得太久了" in stale.content.decode()
