import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from campaigns.ledger import actions
from campaigns.ledger.enums import Channel, EntryKind, WriteOffReason
from campaigns.ledger.models import MOST_SHEETS, Entry
from campaigns.ledger.queries import balance
from cms.branches.enums import StaffRole
from cms.library.actions import withdraw_edition
from tests.factories.branches import BranchStaffFactory, UserFactory, staff
from tests.factories.ledger import Shelf
from tests.factories.library import an_edition
from tests.factories.plans import a_campaign
from tests.factories.printing import PrintRunFactory


def words(refusal) -> str:
    return " ".join(refusal.value.messages)


# ── sent twice ──────────────────────────────────────────────────────────────────────────────


def test_a_tap_sent_twice_is_one_entry(shelf):
    ref = uuid.uuid4()
    assert shelf.hands_out(5, client_ref=ref) == shelf.hands_out(5, client_ref=ref)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("change", ["quantity", "kind", "edition", "branch"])
def test_a_reference_with_another_meaning_is_refused(shelf, network, change):
    ref = uuid.uuid4()
    shelf.hands_out(5, client_ref=ref)
    again = {
        "quantity": lambda: shelf.hands_out(6, client_ref=ref),
        "kind": lambda: shelf.receives(5, client_ref=ref),
        "edition": lambda: Shelf(shelf.branch, an_edition(), shelf.user).hands_out(
            5, client_ref=ref
        ),
        "branch": lambda: Shelf(network.garden, shelf.edition, staff(network.garden)).hands_out(
            5, client_ref=ref
        ),
    }[change]
    with pytest.raises(ValidationError) as refusal:
        again()
    assert words(refusal) == "这个编号已经用在另一笔流水上了，请刷新页面再记。"
    assert Entry.objects.count() == 1


def test_a_transfer_sent_twice_moves_once(shelf, network):
    ref = uuid.uuid4()
    assert shelf.sends(5, to=network.bridge, client_ref=ref) == shelf.sends(
        5, to=network.bridge, client_ref=ref
    )
    assert Entry.objects.count() == 2


def test_a_transfer_sent_again_to_another_branch_is_refused(shelf, network):
    ref = uuid.uuid4()
    shelf.sends(5, to=network.bridge, client_ref=ref)
    with pytest.raises(ValidationError) as refusal:
        shelf.sends(5, to=network.garden, client_ref=ref)
    assert words(refusal) == "这个编号已经用在另一笔流水上了，请刷新页面再记。"
    assert balance(network.garden, shelf.edition) == 0


def test_a_stocktake_sent_twice_is_one_entry(shelf):
    ref = uuid.uuid4()
    first = shelf.counts(12, client_ref=ref)
    assert shelf.counts(12, client_ref=ref) == first
    with pytest.raises(ValidationError):
        shelf.counts(13, client_ref=ref)
    with pytest.raises(ValidationError):
        shelf.receives(12, client_ref=ref)
    assert Entry.objects.count() == 1


def test_a_stocktake_under_a_hand_outs_reference_is_refused(shelf):
    ref = uuid.uuid4()
    shelf.hands_out(3, client_ref=ref)
    with pytest.raises(ValidationError):
        shelf.counts(3, client_ref=ref)
    assert Entry.objects.count() == 1


# ── what can be true ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("quantity", [0, -5, MOST_SHEETS + 1, 10**9])
@pytest.mark.parametrize("deed", ["receives", "hands_out", "writes_off"])
def test_an_impossible_quantity_is_refused_and_nothing_is_kept(shelf, deed, quantity):
    with pytest.raises(ValidationError):
        getattr(shelf, deed)(quantity)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("quantity", [1, MOST_SHEETS])
def test_the_smallest_and_the_largest_quantity_are_taken(shelf, quantity):
    assert shelf.receives(quantity).delta == quantity


def test_tomorrow_is_refused_and_last_month_is_taken(shelf):
    today = timezone.localdate()
    with pytest.raises(ValidationError) as refusal:
        shelf.hands_out(1, occurred_on=today + timedelta(days=1))
    assert words(refusal) == "业务日期不能晚于今天。"
    with pytest.raises(ValidationError):
        shelf.counts(1, occurred_on=today + timedelta(days=1))
    past = today - timedelta(days=30)
    assert shelf.hands_out(1, occurred_on=past).occurred_on == past


@pytest.mark.parametrize("bad", [{"channel": "moon"}, {"reason": "boredom"}])
def test_a_word_from_no_list_is_refused(shelf, bad):
    with pytest.raises(ValidationError):
        shelf.hands_out(1, **bad) if "channel" in bad else shelf.writes_off(1, **bad)
    assert Entry.objects.count() == 0


def test_more_than_the_balance_is_recorded_because_it_happened(shelf):
    shelf.receives(2)
    shelf.hands_out(5)
    assert balance(shelf.branch, shelf.edition) == -3


def test_a_withdrawn_edition_is_not_received_or_printed_but_is_written_off(shelf):
    run = PrintRunFactory(edition=shelf.edition, branch=shelf.branch, made_by=shelf.user)
    shelf.receives(9)
    withdraw_edition(
        edition=shelf.edition, user=UserFactory(admin=True), severity="stop", reason="号码有误"
    )
    shelf.edition.refresh_from_db()
    run.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        shelf.receives(1)
    assert "号码有误" in words(refusal)
    with pytest.raises(ValidationError):
        actions.record_print(print_run=run, quantity=1, user=shelf.user)
    assert shelf.writes_off(9, reason=WriteOffReason.RECALL).delta == -9


# ── whose ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("deed", ["receives", "hands_out", "writes_off", "counts"])
def test_another_branchs_lobby_is_refused(shelf, network, deed):
    stranger = Shelf(shelf.branch, shelf.edition, staff(network.bridge))
    with pytest.raises(PermissionDenied):
        getattr(stranger, deed)(5)
    assert Entry.objects.count() == 0


def test_a_stranger_neither_transfers_nor_reverses_nor_prints(shelf, network):
    entry = shelf.hands_out(5)
    stranger = Shelf(shelf.branch, shelf.edition, staff(network.garden))
    run = PrintRunFactory(edition=shelf.edition, branch=shelf.branch, made_by=shelf.user)
    for deed in (
        lambda: stranger.sends(5, to=network.garden),
        lambda: stranger.reverses(entry),
        lambda: actions.record_print(print_run=run, quantity=5, user=stranger.user),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert Entry.objects.count() == 1


def test_a_posting_that_has_ended_ends_the_right(shelf, network):
    posting = BranchStaffFactory(branch=network.riverside, valid_until=timezone.localdate())
    late = Shelf(network.riverside, shelf.edition, posting.user)
    late.hands_out(1)
    posting.valid_until = timezone.localdate() - timedelta(days=1)
    posting.save()
    with pytest.raises(PermissionDenied):
        late.hands_out(1)


@pytest.mark.parametrize("role", ["marketing", "consumer_protection", "compliance"])
def test_who_stands_at_no_counter_is_refused(shelf, network, role):
    planner = Shelf(shelf.branch, shelf.edition, staff(network.head_office, role))
    with pytest.raises(PermissionDenied):
        planner.hands_out(1)


def test_the_manager_above_may_act_for_the_outlet(shelf, network):
    manager = staff(network.east, StaffRole.MANAGER)
    assert Shelf(network.riverside, shelf.edition, manager).receives(4).delta == 4


# ── campaigns, prints, transfers, stocktakes ────────────────────────────────────────────────


def test_a_hand_out_counts_for_the_campaign_that_runs_here(shelf, network):
    campaign = a_campaign(materials=[shelf.edition.material], at={network.east: 30})
    entry = shelf.hands_out(5, channel=Channel.TALK)
    assert (entry.campaign, entry.channel, entry.account) == (campaign, "talk", "handout")
    elsewhere = Shelf(network.garden, shelf.edition, staff(network.garden))
    assert elsewhere.hands_out(5).campaign is None


def test_copies_of_a_print_run_go_to_its_branch_and_edition(shelf):
    run = PrintRunFactory(edition=shelf.edition, branch=shelf.branch, made_by=shelf.user)
    entry = actions.record_print(print_run=run, quantity=30, user=shelf.user)
    assert (entry.kind, entry.delta, entry.print_run) == (EntryKind.PRINT, 30, run)
    assert balance(shelf.branch, shelf.edition) == 30


def test_a_transfer_moves_both_balances(shelf, network):
    shelf.receives(20)
    out, arrived = shelf.sends(8, to=network.garden)
    assert (out.delta, arrived.delta) == (-8, 8)
    assert balance(network.riverside, shelf.edition) == 12
    assert balance(network.garden, shelf.edition) == 8
    with pytest.raises(ValidationError):
        shelf.sends(1, to=shelf.branch)


@pytest.mark.parametrize(("counted", "delta"), [(25, 5), (13, -7), (0, -20)])
def test_a_stocktake_posts_the_difference(shelf, counted, delta):
    shelf.receives(20)
    entry = shelf.counts(counted)
    assert (entry.delta, entry.quantity) == (delta, abs(delta))
    assert balance(shelf.branch, shelf.edition) == counted


def test_a_stocktake_that_agrees_is_kept_once_and_moves_nothing(shelf):
    shelf.receives(20)
    ref = uuid.uuid4()
    entry = shelf.counts(20, client_ref=ref)
    assert (entry.quantity, entry.delta, entry.note) == (0, 0, "盘点实有 20 份")
    shelf.hands_out(3)
    assert shelf.counts(20, client_ref=ref) == entry
    assert balance(shelf.branch, shelf.edition) == 17
    with pytest.raises(ValidationError) as refusal:
        shelf.reverses(entry)
    assert words(refusal) == "这次盘点没有差异，不用冲正。"


@pytest.mark.parametrize("counted", [-1, MOST_SHEETS + 1])
def test_an_impossible_count_is_refused(shelf, counted):
    with pytest.raises(ValidationError):
        shelf.counts(counted)


# ── reversals ───────────────────────────────────────────────────────────────────────────────


def test_a_reversal_mirrors_its_entry_on_the_same_business_day(shelf):
    past = timezone.localdate() - timedelta(days=3)
    entry = shelf.hands_out(5, occurred_on=past, channel=Channel.CAMPUS)
    reversal = shelf.reverses(entry, note="多点了")
    assert (reversal.kind, reversal.account, reversal.delta) == ("reversal", "handout", 5)
    assert (reversal.occurred_on, reversal.reverses) == (past, entry)
    assert (reversal.channel, reversal.note) == ("campus", "多点了")
    assert balance(shelf.branch, shelf.edition) == 0


def test_an_entry_is_reversed_once(shelf):
    entry, ref = shelf.hands_out(5), uuid.uuid4()
    first = shelf.reverses(entry, client_ref=ref)
    assert shelf.reverses(entry, client_ref=ref) == first
    with pytest.raises(ValidationError) as refusal:
        shelf.reverses(entry)
    assert words(refusal) == "这一笔已经冲正过了。"
    assert Entry.objects.count() == 2


def test_a_reversal_is_not_reversed(shelf):
    reversal = shelf.reverses(shelf.hands_out(5))
    with pytest.raises(ValidationError) as refusal:
        shelf.reverses(reversal)
    assert words(refusal) == "冲正本身不能再冲正。请重新记一笔正确的。"


def test_a_reversal_under_another_entrys_reference_is_refused(shelf):
    ref = uuid.uuid4()
    shelf.receives(5, client_ref=ref)
    with pytest.raises(ValidationError):
        shelf.reverses(shelf.hands_out(5), client_ref=ref)
    assert Entry.objects.count() == 2


def test_a_transfer_is_reversed_by_its_sender_on_both_sides(shelf, network):
    shelf.receives(20)
    out, arrived = shelf.sends(8, to=network.garden)
    receiver = Shelf(network.garden, shelf.edition, staff(network.garden))
    with pytest.raises(ValidationError) as refusal:
        receiver.reverses(arrived)
    assert words(refusal) == "调入要由调出的网点冲正，请联系对方。"
    ref = uuid.uuid4()
    assert shelf.reverses(out, client_ref=ref) == shelf.reverses(out, client_ref=ref)
    assert balance(network.riverside, shelf.edition) == 20
    assert balance(network.garden, shelf.edition) == 0


def test_every_other_kind_can_be_reversed(shelf):
    for entry in (shelf.receives(9), shelf.writes_off(2), shelf.counts(30)):
        before = balance(shelf.branch, shelf.edition)
        shelf.reverses(entry)
        assert balance(shelf.branch, shelf.edition) == before - entry.delta
