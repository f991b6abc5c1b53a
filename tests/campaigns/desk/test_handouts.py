import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.ledger.models import Entry
from cms.library.actions import withdraw_edition
from tests.factories.branches import UserFactory
from tests.factories.library import next_edition


def tap(client, edition, quantity="5", ref=None, **more):
    form = {"client_ref": ref or uuid.uuid4(), "quantity": quantity, "channel": "lobby"}
    address = reverse("desk:record_handout", args=[edition.code])
    return client.post(address, {**form, **more.pop("form", {})}, **more)


def page(client, **query) -> str:
    return client.get(reverse("desk:handouts"), query).content.decode()


def test_a_tap_is_recorded_and_said(cast, campaign):
    client = cast.lobby()
    cast.shelf.receives(100)
    cast.shelf.hands_out(18)
    answer = tap(client, cast.edition)
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/handouts/#e-{cast.edition.code}"
    assert "已记 5 份，今天共 23 份" in page(client)
    newest = Entry.objects.first()
    assert (newest.quantity, newest.channel) == (5, "lobby")
    assert (newest.campaign, newest.recorded_by) == (campaign, cast.people["lobby"])


def test_a_double_tap_counts_once(cast):
    client, ref = cast.lobby(), uuid.uuid4()
    tap(client, cast.edition, ref=ref)
    tap(client, cast.edition, ref=ref)
    assert cast.entries() == [("handout", 5, -5)]


def test_plus_one_and_plus_five_from_one_page_both_count(cast):
    client, ref = cast.lobby(), uuid.uuid4()
    tap(client, cast.edition, "1", ref=ref)
    tap(client, cast.edition, "5", ref=ref)
    assert cast.entries() == [("handout", 1, -1), ("handout", 5, -5)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0", "份数要大于 0。"),
        ("-5", "不要填负数。"),
        ("1000000000", "一次最多 1000000 份"),
        ("很多", "请用数字填写份数"),
        ("", "请填写份数。"),
    ],
)
def test_an_impossible_number_is_explained_where_it_was_typed(cast, typed, words):
    answer = tap(cast.lobby(), cast.edition, typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert f'value="{typed}" aria-invalid="true"' in shown
    assert cast.entries() == []


def test_full_width_digits_are_numbers(cast):
    tap(cast.lobby(), cast.edition, "２０")
    assert cast.entries() == [("handout", 20, -20)]


def test_an_unknown_channel_is_refused(cast):
    assert tap(cast.lobby(), cast.edition, form={"channel": "moon"}).status_code == 422
    assert cast.entries() == []


def test_more_than_the_books_hold_is_recorded_and_flagged(cast):
    client = cast.lobby()
    cast.shelf.receives(2)
    tap(client, cast.edition)
    shown = page(client)
    assert "比账面多发了 <b data-overdrawn>3</b> 份" in shown
    assert reverse("desk:stocktake", args=[cast.edition.code]) in shown


def test_the_channel_is_kept_for_the_session(cast):
    client = cast.lobby()
    assert client.post("/desk/handouts/", {"channel": "talk"}).status_code == 302
    assert '<input type="hidden" name="channel" value="talk" />' in page(client)
    assert client.post("/desk/handouts/", {"channel": "moon"}).status_code == 404


def test_the_last_one_is_undone_and_named(cast):
    client = cast.lobby()
    tap(client, cast.edition, "1")
    tap(client, cast.edition, "5")
    entry = Entry.objects.first()
    assert f"5 份 {cast.edition.code}《先挂断再问》" in page(client)
    form = {"entry": entry.pk, "client_ref": uuid.uuid4()}
    client.post("/desk/handouts/undo/", form)
    client.post("/desk/handouts/undo/", form)
    assert cast.entries() == [("handout", 1, -1), ("handout", 5, -5), ("reversal", 5, 5)]
    shown = page(client)
    assert f"已撤销：5 份 {cast.edition.code}《先挂断再问》。今天共 1 份。" in shown
    assert f"<span data-undo-text>1 份 {cast.edition.code}" in shown


def test_undoing_what_is_already_undone_is_explained(cast):
    client = cast.lobby()
    entry = cast.shelf.hands_out(5)
    cast.shelf.reverses(entry)
    client.post("/desk/handouts/undo/", {"entry": entry.pk, "client_ref": uuid.uuid4()})
    assert "这一笔已经冲正过了。" in page(client)


@pytest.mark.parametrize("entry", ["", "很多", "0"])
def test_an_undo_of_nothing_undoes_nothing(cast, entry):
    form = {"entry": entry, "client_ref": uuid.uuid4()}
    assert cast.lobby().post("/desk/handouts/undo/", form).status_code in (302, 404)
    assert cast.entries() == []


def test_the_undo_bar_hides_when_there_is_nothing_to_undo(cast):
    cast.shelf.hands_out(5, occurred_on=timezone.localdate() - timedelta(days=1))
    shown = page(cast.lobby())
    bar = shown[shown.index('id="undo"') : shown.index('id="undo"') + 120]
    assert "hidden" in bar


def test_an_old_edition_is_used_up_and_a_withdrawn_one_is_not_offered(cast):
    client = cast.lobby()
    cast.shelf.receives(10)
    new = next_edition(cast.edition)
    shown = page(client)
    assert (f'id="e-{cast.edition.code}"' in shown, f'id="e-{new.code}"' in shown) == (True, True)
    assert "旧版，用完为止" in shown
    withdraw_edition(
        edition=cast.edition, user=UserFactory(admin=True), severity="stop", reason="号码有误"
    )
    assert f'id="e-{cast.edition.code}"' not in page(client)


def test_a_chosen_edition_comes_first_and_a_search_finds_by_code_and_title(cast, campaign):
    client, own = cast.lobby(), cast.editions["own"]
    shown = page(client, edition=own.code)
    assert shown.index(f'id="e-{own.code}"') < shown.index(f'id="e-{cast.edition.code}"')
    for words in (own.code, "滨河路"):
        found = page(client, q=words)
        assert f'id="e-{own.code}"' in found
        assert f'id="e-{cast.edition.code}"' not in found


def test_the_script_is_told_what_the_page_would_show(cast):
    client = cast.lobby()
    cast.shelf.receives(3)
    answer = tap(client, cast.edition, "5", headers={"Accept": "application/json"})
    told = answer.json()
    assert (told["said"], told["today"]) == ("已记 5 份，今天共 5 份", 5)
    assert (told["left"], told["overdrawn"]) == (-2, 2)
    assert told["undo"]["entry"] == Entry.objects.first().pk
    refused = tap(client, cast.edition, "很多", headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["refused"]) == (
        422,
        "请用数字填写份数，例如 20。",
    )


@pytest.mark.parametrize("code", ["999-9", "no-such", "0"])
def test_an_unknown_code_is_not_found(cast, code):
    client = cast.lobby()
    form = {"client_ref": uuid.uuid4(), "quantity": "1", "channel": "lobby"}
    assert client.post(f"/desk/handouts/{code}/", form).status_code == 404
    assert client.get(f"/desk/print/{code}/").status_code == 404
