"""A recall at a branch: answering, and the books afterwards."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.ledger.actions import acknowledge_recall, answer_recall
from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry, RecallAnswer
from campaigns.ledger.queries import balance, recall_progress, recalls_open_at
from cms.branches.models import Branch
from cms.library.models import Edition
from tests.factories.branches import staff
from tests.factories.ledger import Shelf
from tests.factories.library import an_edition, next_edition, withdrawn
from tests.factories.plans import a_campaign

NOT_TRUE = "一份也不能留"


@pytest.fixture
def stopped(shelf) -> Shelf:
    """A shelf of 50 sheets whose edition has been stopped."""
    shelf.receives(50)
    return recall(shelf, "stop")


def recall(shelf: Shelf, severity: str) -> Shelf:
    shelf.edition = withdrawn(shelf.edition, severity, "号码有误")
    return shelf


def answer(shelf: Shelf, destroyed=0, used=0, kept=0, **more) -> RecallAnswer:
    more.setdefault("client_ref", uuid.uuid4())
    common = {"branch": shelf.branch, "edition": shelf.edition, "user": shelf.user}
    return answer_recall(**{**common, "destroyed": destroyed, "used": used, "kept": kept, **more})


def left(shelf: Shelf) -> int:
    return balance(shelf.branch, shelf.edition)


def posted(shelf: Shelf) -> list[tuple]:
    rows = Entry.objects.filter(recall_answer__isnull=False, branch=shelf.branch).order_by("pk")
    return list(rows.values_list("kind", "delta"))


def open_here(branch: Branch) -> list[tuple[str, int]]:
    return [(recall.edition.code, recall.left) for recall in recalls_open_at(branch)]


# ── the books afterwards ────────────────────────────────────────────────────────────────────


def test_what_adds_up_is_written_off_and_handed_out(stopped):
    said = answer(stopped, destroyed=40, used=10)
    assert posted(stopped) == [("handout", -10), ("write_off", -40)]
    assert (said.booked, said.difference, left(stopped)) == (50, 0, 0)
    assert Entry.objects.get(kind=EntryKind.WRITE_OFF).reason == "recall"


@pytest.mark.parametrize(
    ("before", "figures", "entries"),
    [
        (50, (45, 0, 0), [("stocktake", -5), ("write_off", -45)]),
        (50, (45, 10, 5), [("stocktake", 10), ("handout", -10), ("write_off", -45)]),
        (50, (0, 0, 0), [("stocktake", -50)]),
        (50, (0, 0, 50), []),
        (0, (3, 0, 0), [("stocktake", 3), ("write_off", -3)]),
        (0, (0, 0, 0), []),
        (-5, (3, 0, 2), [("stocktake", 10), ("write_off", -3)]),
    ],
)
def test_the_books_hold_what_was_kept_whatever_they_held_before(shelf, before, figures, entries):
    if before > 0:
        shelf.receives(before)
    elif before < 0:
        shelf.hands_out(-before)
    recall(shelf, "stop")
    destroyed, used, kept = figures
    said = answer(shelf, destroyed, used, kept)
    assert posted(shelf) == entries
    assert (said.booked, left(shelf)) == (before, kept)


def test_used_sheets_count_for_the_running_campaign(shelf, network):
    campaign = a_campaign(materials=[shelf.edition.material], at={network.east: 30})
    shelf.receives(50)
    answer(recall(shelf, "stop"), destroyed=40, used=10)
    assert Entry.objects.get(kind=EntryKind.HANDOUT).campaign == campaign


def test_nothing_is_posted_when_a_part_is_refused(stopped):
    with pytest.raises(ValidationError):
        answer(stopped, destroyed=1_000_000, used=1_000_000)
    assert (RecallAnswer.objects.count(), posted(stopped), left(stopped)) == (0, [], 50)


# ── what each severity allows ───────────────────────────────────────────────────────────────


def test_of_what_must_be_destroyed_nothing_is_kept(shelf):
    shelf.receives(50)
    recall(shelf, "destroy")
    with pytest.raises(ValidationError) as refusal:
        answer(shelf, destroyed=40, kept=10)
    assert NOT_TRUE in refusal.value.message_dict["kept"][0]
    answer(shelf, destroyed=50)
    assert left(shelf) == 0


@pytest.mark.parametrize("severity", ["stop", "use_up"])
def test_of_the_others_sheets_may_be_kept(shelf, severity):
    shelf.receives(50)
    answer(recall(shelf, severity), destroyed=20, kept=30)
    assert (left(shelf), open_here(shelf.branch)) == (30, [])


def test_an_edition_to_be_used_up_is_acknowledged_and_goes_on_being_handed_out(shelf):
    shelf.receives(50)
    recall(shelf, "use_up")
    assert open_here(shelf.branch) == [("001-1", 50)]
    ref = uuid.uuid4()
    common = {"branch": shelf.branch, "edition": shelf.edition, "user": shelf.user}
    said = acknowledge_recall(client_ref=ref, **common)
    shelf.hands_out(5)
    assert acknowledge_recall(client_ref=ref, **common) == said
    assert (said.kept, posted(shelf), left(shelf)) == (50, [], 45)
    assert open_here(shelf.branch) == []
    with pytest.raises(ValidationError, match="已经撤回"):
        shelf.receives(5)


def test_what_was_stopped_cannot_be_acknowledged_away(stopped):
    with pytest.raises(ValidationError, match="不能继续发"):
        acknowledge_recall(
            branch=stopped.branch,
            edition=stopped.edition,
            user=stopped.user,
            client_ref=uuid.uuid4(),
        )


def test_a_stopped_edition_is_handed_out_no_more(shelf):
    ref = uuid.uuid4()
    counted = shelf.hands_out(5, client_ref=ref)
    recall(shelf, "stop")
    with pytest.raises(ValidationError, match="不能再发"):
        shelf.hands_out(5)
    assert shelf.hands_out(5, client_ref=ref) == counted
    yesterday = timezone.localdate() - timedelta(days=1)
    assert shelf.hands_out(2, occurred_on=yesterday).delta == -2


def test_an_edition_that_nobody_withdrew_is_not_answered_for(shelf):
    with pytest.raises(ValidationError, match="没有召回"):
        answer(shelf, destroyed=1)


# ── once, by whom, and again ────────────────────────────────────────────────────────────────


def test_an_answer_sent_twice_counts_once(stopped):
    ref = uuid.uuid4()
    first = answer(stopped, destroyed=50, client_ref=ref)
    assert answer(stopped, destroyed=50, client_ref=ref) == first
    assert (RecallAnswer.objects.count(), left(stopped)) == (1, 0)
    with pytest.raises(ValidationError, match="已经用在另一笔"):
        answer(stopped, destroyed=49, client_ref=ref)


def test_nobody_answers_for_another_branch(stopped, network):
    with pytest.raises(PermissionDenied, match="没有办理"):
        answer(stopped, destroyed=50, user=staff(network.bridge))
    assert RecallAnswer.objects.count() == 0


@pytest.mark.parametrize("figures", [{"destroyed": -1}, {"used": -1}, {"kept": 1_000_001}])
def test_figures_that_cannot_be_true_are_refused_by_name(stopped, figures):
    with pytest.raises(ValidationError) as refusal:
        answer(stopped, **figures)
    assert set(refusal.value.message_dict) == set(figures)


def test_sheets_that_turn_up_later_are_asked_for_again_and_added(stopped, network):
    answer(stopped, destroyed=50)
    assert open_here(stopped.branch) == []
    stopped.counts(8)
    assert open_here(stopped.branch) == [("001-1", 8)]
    answer(stopped, destroyed=8)
    (row,) = recall_progress(stopped.edition, Branch.objects.all()).rows
    assert (row.destroyed, row.left, row.is_open) == (58, 0, False)


def test_a_reversed_entry_opens_the_recall_again_and_takes_its_figure_back(stopped):
    answer(stopped, destroyed=50)
    stopped.reverses(Entry.objects.get(kind=EntryKind.WRITE_OFF))
    assert open_here(stopped.branch) == [("001-1", 50)]
    (row,) = recall_progress(stopped.edition, Branch.objects.all()).rows
    assert (row.destroyed, row.is_open) == (0, True)


def test_what_was_kept_aside_is_not_asked_for_again(stopped):
    answer(stopped, destroyed=20, kept=30)
    assert open_here(stopped.branch) == []
    stopped.writes_off(30)
    assert open_here(stopped.branch) == []


def test_an_answer_is_never_changed_or_deleted(stopped):
    said = answer(stopped, destroyed=50)
    for deed in (said.save, said.delete, RecallAnswer.objects.all().delete):
        with pytest.raises(ValidationError):
            deed()
    with pytest.raises(ValidationError):
        RecallAnswer.objects.update(kept=1)


# ── who must answer ─────────────────────────────────────────────────────────────────────────


def test_only_a_branch_with_sheets_left_is_asked(shelf, network):
    for branch, sheets in ((network.riverside, 50), (network.bridge, 3)):
        Shelf(branch, shelf.edition, staff(branch)).receives(sheets)
    Shelf(network.bridge, shelf.edition, staff(network.bridge)).hands_out(3)
    Shelf(network.garden, shelf.edition, staff(network.garden)).hands_out(4)
    assert open_here(network.riverside) == []
    recall(shelf, "destroy")
    found = {branch.name: open_here(branch) for branch in network.outlets}
    assert found == {"滨河路网点": [("001-1", 50)], "大桥网点": [], "花园网点": []}


def test_the_severest_comes_first_with_what_replaces_it(shelf):
    shelves = [Shelf(shelf.branch, an_edition(), shelf.user) for _ in range(3)]
    for one, severity in zip(shelves, ("use_up", "destroy", "stop"), strict=True):
        one.receives(10)
        recall(one, severity)
    new = next_edition(shelves[0].edition)
    found = recalls_open_at(shelf.branch)
    assert [r.edition.withdrawal_severity for r in found] == ["destroy", "stop", "use_up"]
    assert [r.replacement for r in found] == [None, None, new]


def count_queries(ask) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def test_many_recalls_and_branches_cost_no_more_queries(shelf, network):
    def stock(edition: Edition) -> None:
        for branch in network.outlets:
            Shelf(branch, edition, staff(branch)).receives(10)

    stock(shelf.edition)
    assert count_queries(lambda: recalls_open_at(shelf.branch)) == 1
    recall(shelf, "stop")
    assert count_queries(lambda: recalls_open_at(shelf.branch)) == 3
    few = count_queries(lambda: recall_progress(shelf.edition, Branch.objects.all()))
    for _ in range(4):
        edition = an_edition()
        stock(edition)
        withdrawn(edition, "stop", "号码有误")
    answer(shelf, destroyed=10)
    assert count_queries(lambda: recalls_open_at(shelf.branch)) == 3
    assert (few, count_queries(lambda: recall_progress(shelf.edition, Branch.objects.all()))) == (
        5,
        5,
    )


def test_progress_lists_who_has_not_answered_first_and_adds_up(shelf, network):
    for branch, sheets in ((network.riverside, 50), (network.bridge, 30), (network.garden, 20)):
        Shelf(branch, shelf.edition, staff(branch)).receives(sheets)
    recall(shelf, "stop")
    answer(shelf, destroyed=30, used=5, kept=10)
    progress = recall_progress(shelf.edition, Branch.objects.all())
    told = [(row.branch, row.left, row.is_open) for row in progress.rows]
    assert told == [
        (network.bridge, 30, True),
        (network.garden, 20, True),
        (network.riverside, 10, False),
    ]
    assert progress.totals == {
        "outstanding": 50,
        "destroyed": 30,
        "used": 5,
        "kept": 10,
        "difference": -5,
    }
    within_west = recall_progress(shelf.edition, Branch.objects.below(network.west))
    assert [row.branch for row in within_west.rows] == [network.garden]
