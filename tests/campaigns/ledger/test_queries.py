from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry
from campaigns.ledger.queries import (
    balance,
    balances,
    handed_out_for,
    overdrawn,
    statement,
    totals_on,
    undoable,
)
from tests.factories.branches import a_network, staff
from tests.factories.ledger import Shelf
from tests.factories.library import an_edition
from tests.factories.plans import a_campaign

TODAY = timezone.localdate


def test_a_branch_that_never_had_an_edition_has_none(shelf):
    assert balance(shelf.branch, shelf.edition) == 0
    assert balances(shelf.branch) == {}


def test_balances_hold_each_edition_and_no_other_branchs(shelf, network):
    other = Shelf(shelf.branch, an_edition(), shelf.user)
    shelf.receives(20)
    shelf.hands_out(3)
    other.hands_out(4)
    Shelf(network.garden, shelf.edition, staff(network.garden)).receives(100)
    assert balances(shelf.branch) == {shelf.edition.pk: 17, other.edition.pk: -4}


def test_totals_of_a_day_are_net_of_reversals(shelf):
    yesterday = TODAY() - timedelta(days=1)
    shelf.hands_out(5)
    shelf.reverses(shelf.hands_out(2))
    shelf.hands_out(9, occurred_on=yesterday)
    assert totals_on(shelf.branch, EntryKind.HANDOUT, TODAY()) == {shelf.edition.pk: 5}
    assert totals_on(shelf.branch, EntryKind.HANDOUT, yesterday) == {shelf.edition.pk: 9}


def test_hand_outs_of_a_campaign_are_net_and_this_branchs(shelf, network):
    campaign = a_campaign(materials=[shelf.edition.material], at={network.branch: 30})
    shelf.hands_out(5)
    shelf.reverses(shelf.hands_out(2))
    Shelf(network.garden, shelf.edition, staff(network.garden)).hands_out(50)
    assert handed_out_for(shelf.branch, [campaign]) == {campaign.pk: 5}


def test_the_statement_holds_the_days_asked_for_newest_first(shelf):
    days = [TODAY() - timedelta(days=n) for n in (40, 3, 0)]
    _, second, third = [shelf.hands_out(1, occurred_on=day) for day in days]
    assert list(statement(shelf.branch, TODAY() - timedelta(days=29), TODAY())) == [third, second]


def test_undoable_is_ones_own_newest_hand_out_of_today(shelf):
    first, second = shelf.hands_out(1), shelf.hands_out(2)
    colleague = Shelf(shelf.branch, shelf.edition, staff(shelf.branch))
    colleague.hands_out(3)
    shelf.receives(9)
    assert undoable(shelf.branch, shelf.user, TODAY()) == second
    shelf.reverses(second)
    assert undoable(shelf.branch, shelf.user, TODAY()) == first
    shelf.reverses(first)
    assert undoable(shelf.branch, shelf.user, TODAY()) is None


def test_yesterdays_hand_out_is_not_undone_with_one_tap(shelf):
    shelf.hands_out(1, occurred_on=TODAY() - timedelta(days=1))
    assert undoable(shelf.branch, shelf.user, TODAY()) is None


def test_overdrawn_names_the_shelves_that_need_a_stocktake(shelf, network):
    shelf.hands_out(3)
    Shelf(network.garden, shelf.edition, staff(network.garden)).receives(3)
    assert list(overdrawn()) == [
        {"branch": shelf.branch.pk, "edition": shelf.edition.pk, "left": -3}
    ]
    shelf.counts(0)
    assert list(overdrawn()) == []


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["receives", "hands_out", "writes_off", "counts", "sends", "reverses"]),
        st.integers(1, 500),
    ),
    max_size=12,
)


@pytest.fixture
def pair(db) -> tuple[Shelf, Shelf]:
    network = a_network()
    edition = an_edition()
    user = staff(network.head_office)
    return Shelf(network.riverside, edition, user), Shelf(network.garden, edition, user)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=DEEDS)
def test_the_books_always_agree_with_what_was_done(pair, deeds):
    """Whatever is done in whatever order: the balance is the sum, and hand-outs are net."""
    here, there = pair
    start = {shelf: balance(shelf.branch, shelf.edition) for shelf in pair}
    before = totals_on(here.branch, EntryKind.HANDOUT, TODAY()).get(here.edition.pk, 0)
    left, handed_out, arrived, open_entries = start[here], 0, 0, []
    for deed, number in deeds:
        if deed == "reverses":
            if not open_entries:
                continue
            entry = open_entries.pop(number % len(open_entries))
            here.reverses(entry)
            left -= entry.delta
            handed_out += entry.delta if entry.kind == EntryKind.HANDOUT else 0
            arrived += entry.delta if entry.kind == EntryKind.TRANSFER_OUT else 0
            continue
        entry = here.sends(number, to=there.branch)[0] if deed == "sends" else getattr(here, deed)(
            number
        )  # fmt: skip
        if entry.delta == 0:
            continue
        open_entries.append(entry)
        left += entry.delta
        handed_out += number if deed == "hands_out" else 0
        arrived += number if deed == "sends" else 0
    deltas = Entry.objects.filter(branch=here.branch).values_list("delta", flat=True)
    assert balance(here.branch, here.edition) == left == sum(deltas)
    assert balance(there.branch, there.edition) == start[there] + arrived
    net = totals_on(here.branch, EntryKind.HANDOUT, TODAY()).get(here.edition.pk, 0)
    assert net == before + handed_out
