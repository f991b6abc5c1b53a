"""The recall at the desk: a card in the morning, an answer, and a shelf whose books are true."""

import uuid

import pytest
from django.urls import reverse

from campaigns.ledger.models import Entry, RecallAnswer
from campaigns.ledger.queries import balance
from tests.factories.ledger import Shelf
from tests.factories.library import next_edition, withdrawn

PRINT_NEW = "打印新版"


def recall(cast, severity="stop", sheets=50):
    if sheets:
        cast.shelf.receives(sheets)
    return withdrawn(cast.edition, severity, "热线号码印错了")


def address(edition) -> str:
    return reverse("desk:recall", args=[edition.code])


def answer(cast, edition, **form):
    form = {"client_ref": uuid.uuid4(), "used": "0", "kept": "0", **form}
    return cast.lobby().post(address(edition), form, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def left(cast) -> int:
    return balance(cast.here, cast.edition)


# ── the card ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("severity", "label"), [("use_up", "用完为止"), ("stop", "停发"), ("destroy", "立即销毁")]
)
def test_the_morning_page_begins_with_the_recall(cast, severity, label):
    edition = recall(cast, severity)
    page = cast.lobby().get("/desk/").text
    card = page[page.index('id="recalls"') : page.index('class="branch-name"')]
    assert [w for w in (label, "热线号码印错了", "<b>50</b> 份") if w not in card] == []
    assert (address(edition) in card, PRINT_NEW in card) == (True, False)


def test_the_card_offers_to_print_what_replaces_it(cast):
    edition = recall(cast)
    new = next_edition(edition)
    page = cast.lobby().get("/desk/").text
    assert page.index(PRINT_NEW) < page.index('class="branch-name"')
    assert f'href="{reverse("desk:print", args=[new.code])}"' in page


def test_only_the_branch_that_has_sheets_sees_the_card(cast):
    recall(cast)
    assert 'id="recalls"' in cast.lobby().get("/desk/").text
    assert 'id="recalls"' not in cast.client("sibling").get("/desk/").text


def test_the_card_goes_with_the_answer(cast):
    edition = recall(cast)
    page = answer(cast, edition, destroyed="50")
    assert said(page) == "谢谢您！001-1《先挂断再问》回执已交：销毁 50 份。现在结存 0 份。"
    assert 'id="recalls"' not in page.text


# ── the answer ──────────────────────────────────────────────────────────────────────────────


def test_three_figures_make_the_books_true(cast):
    edition = recall(cast)
    page = answer(cast, edition, destroyed="三", used="5", kept="7")
    assert (page.status_code, "请用数字填写份数" in page.text) == (422, True)
    page = answer(cast, edition, destroyed=" 38份", used="5", kept="７")
    assert "销毁 38 份，已发出 5 份，留存 7 份。现在结存 7 份。" in said(page)
    assert cast.entries() == [("receipt", 50, 50), ("handout", 5, -5), ("write_off", 38, -38)]


def test_figures_that_do_not_add_up_are_asked_about_once(cast):
    edition = recall(cast)
    page = answer(cast, edition, destroyed="45")
    assert page.status_code == 422
    assert "您填的合计 45 份，账面 50 份，少 5 份。" in page.text
    assert ("确认就是这些" in page.text, 'name="difference" value="-5"' in page.text) == (
        True,
        True,
    )
    assert (RecallAnswer.objects.count(), left(cast)) == (0, 50)
    page = answer(cast, edition, destroyed="46", difference="-5")
    assert (page.status_code, "少 4 份" in page.text) == (422, True)
    page = answer(cast, edition, destroyed="45", difference="-5", note="搬家时丢了")
    assert (page.status_code, left(cast)) == (200, 0)
    assert RecallAnswer.objects.get().note == "搬家时丢了"
    assert cast.entries()[1:] == [("stocktake", 5, -5), ("write_off", 45, -45)]


def test_more_than_booked_is_asked_about_too(cast):
    edition = recall(cast, sheets=0)
    cast.shelf.edition = edition
    page = cast.lobby().get(address(edition)).text
    assert "又找到了，填在这里" in page
    assert "多 3 份" in answer(cast, edition, destroyed="3").text
    answer(cast, edition, destroyed="3", difference="3")
    assert (cast.entries(), left(cast)) == ([("stocktake", 3, 3), ("write_off", 3, -3)], 0)


def test_what_must_be_destroyed_has_no_field_for_keeping(cast):
    edition = recall(cast, "destroy")
    assert 'name="kept"' not in cast.lobby().get(address(edition)).text
    page = answer(cast, edition, destroyed="40", kept="10")
    assert "少 10 份" in page.text
    assert (answer(cast, edition, destroyed="50").status_code, left(cast)) == (200, 0)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "请填写份数。"),
        ({"destroyed": "-1"}, "份数不能是负数。一份也没有就填 0。"),
        ({"destroyed": "9999999"}, "一次最多 1000000 份"),
        ({"destroyed": "50", "client_ref": "x"}, "页面放得太久了"),
    ],
)
def test_a_wrong_figure_is_said_at_its_field(cast, form, words):
    edition = recall(cast)
    page = answer(cast, edition, **form)
    assert (page.status_code, words in page.text) == (422, True)
    assert RecallAnswer.objects.count() == 0


def test_an_answer_sent_twice_counts_once(cast):
    edition = recall(cast)
    form = {"client_ref": uuid.uuid4(), "destroyed": "50"}
    answer(cast, edition, **form)
    answer(cast, edition, **form, difference="50")
    assert (RecallAnswer.objects.count(), left(cast)) == (1, 0)


def test_earlier_answers_are_shown_with_the_way_to_mend_them(cast):
    edition = recall(cast)
    answer(cast, edition, destroyed="50", note="已交碎纸机")
    page = cast.lobby().get(address(edition)).text
    assert "销毁 50 份，已发出 0 份，留存 0 份" in page
    assert ("已交碎纸机" in page, reverse("desk:statement") in page) == (True, True)


def test_what_was_answered_for_folds_its_form_away_until_sheets_turn_up(cast):
    edition = recall(cast)
    client = cast.lobby()
    assert "又有变动" not in client.get(address(edition)).text
    answer(cast, edition, destroyed="40", kept="10")
    page = client.get(address(edition)).text
    assert ("回执已交，封存 <b>10</b> 份" in page, "又有变动，再填一份" in page) == (True, True)
    cast.shelf.counts(30)
    page = client.get(address(edition)).text
    assert ("架上应有 <b>30</b> 份" in page, "又有变动" in page) == (True, False)


# ── 用完为止 ────────────────────────────────────────────────────────────────────────────────


def test_what_may_be_used_up_is_acknowledged_with_one_tap(cast):
    edition = recall(cast, "use_up")
    client = cast.lobby()
    page = client.get(address(edition)).text
    assert ("知道了，继续用完" in page, 'name="destroyed"' in page) == (True, False)
    page = client.post(address(edition), {"client_ref": uuid.uuid4()}, follow=True)
    assert "还有 50 份，可以继续发，发完为止。" in said(page)
    assert 'id="recalls"' not in page.text
    assert "知道了，继续用完" not in client.get(address(edition)).text
    assert cast.entries() == [("receipt", 50, 50)]


def test_a_stale_acknowledgement_is_asked_for_again(cast):
    edition = recall(cast, "use_up")
    page = cast.lobby().post(address(edition), {"client_ref": "x"})
    assert (page.status_code, "页面放得太久了" in page.text) == (422, True)
    assert RecallAnswer.objects.count() == 0


# ── the counter, the shelf and the printer ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("severity", "sheets", "offered"),
    [("use_up", 50, True), ("use_up", 0, False), ("stop", 50, False), ("destroy", 50, False)],
)
def test_only_what_may_be_used_up_is_offered_at_the_counter(cast, severity, sheets, offered):
    edition = recall(cast, severity, sheets)
    client = cast.lobby()
    assert (f'id="e-{edition.code}"' in client.get("/desk/handouts/").text) is offered
    tap = {"quantity": "3", "channel": "lobby", "client_ref": uuid.uuid4()}
    page = client.post(reverse("desk:record_handout", args=[edition.code]), tap, follow=True)
    refused = severity != "use_up"
    assert ("不能再发" in said(page) or "不能再发" in page.text) is refused
    assert Entry.objects.filter(kind="handout").exists() is not refused


def test_the_shelf_leads_to_the_answer_and_takes_nothing_in(cast):
    edition = recall(cast)
    page = cast.lobby().get("/desk/stock/").text
    line = page[page.index("已召回：停发") :]
    assert address(edition) in line
    assert reverse("desk:record_receipt", args=[edition.code]) not in page


def test_the_print_page_names_severity_reason_and_replacement(cast):
    edition = recall(cast)
    new = next_edition(edition)
    page = cast.lobby().get(reverse("desk:print", args=[edition.code])).text
    words = ("已经撤回：停发", "热线号码印错了", f"{PRINT_NEW} {new.code}", address(edition))
    assert [w for w in words if w not in page] == []


# ── whose recall it is ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("owner", "person", "status"),
    [
        ("head office", "lobby", 200),
        ("own", "manager", 200),
        ("parent", "sibling", 200),
        ("sibling", "lobby", 404),
        ("sibling", "superuser", 404),
        ("head office", "marketing", 403),
        ("head office", "anonymous", 302),
    ],
)
def test_a_recall_is_known_to_its_subtree_only(cast, method, owner, person, status):
    edition = withdrawn(cast.editions[owner])
    here = cast.here if person in ("manager", "superuser") else None
    form = {"client_ref": uuid.uuid4(), "destroyed": "0", "used": "0", "kept": "0"}
    response = getattr(cast.client(person, at=here), method)(address(edition), form)
    expected = 302 if method == "post" and status == 200 else status
    assert response.status_code == expected
    assert RecallAnswer.objects.exists() is (method == "post" and status == 200)


def test_an_edition_that_nobody_withdrew_has_no_recall(cast):
    assert cast.lobby().get(address(cast.edition)).status_code == 404


def test_an_answer_is_for_the_branch_one_stands_at(cast):
    edition = recall(cast)
    bridge = cast.network.bridge
    Shelf(bridge, cast.edition, cast.people["sibling"]).counts(7)
    answer(cast, edition, destroyed="50")
    assert (left(cast), balance(bridge, edition)) == (0, 7)


def test_many_recalls_cost_the_morning_no_more_queries(cast, django_assert_max_num_queries):
    def one_more(edition):
        Shelf(cast.here, edition, cast.people["lobby"]).receives(10)
        withdrawn(edition)

    client = cast.lobby()
    one_more(cast.editions["own"])
    with django_assert_max_num_queries(18) as one:
        client.get("/desk/")
    one_more(cast.editions["parent"])
    one_more(cast.edition)
    with django_assert_max_num_queries(len(one)):
        client.get("/desk/")
