"""What the entries add up to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry, RecallAnswer
from campaigns.plans.models import CampaignPage
from cms.branches.models import Branch, BranchQuerySet, User
from cms.library.enums import RecallSeverity
from cms.library.models import Edition


def balance(branch: Branch, edition: Edition) -> int:
    """Return how many sheets of an edition the branch should have; below zero when overdrawn."""
    found = Entry.objects.filter(branch=branch, edition=edition).aggregate(left=Sum("delta"))
    return found["left"] or 0


def balances(branch: Branch) -> dict[int, int]:
    """Return the balance of every edition the branch ever had, by edition id."""
    rows = Entry.objects.filter(branch=branch).order_by().values_list("edition")
    return dict(rows.annotate(left=Sum("delta")))


def totals_on(branch: Branch, account: str, on: date) -> dict[int, int]:
    """Return one account's net sheets at the branch on a day, by edition id, taking as positive."""
    rows = Entry.objects.filter(branch=branch, account=account, occurred_on=on).order_by()
    return {e: abs(n) for e, n in rows.values_list("edition").annotate(n=Sum("delta"))}


def handed_out_for(branch: Branch, campaigns: Iterable[CampaignPage]) -> dict[int, int]:
    """Return how many sheets the branch handed out for each campaign, net, by campaign id."""
    rows = Entry.objects.filter(
        branch=branch, account=EntryKind.HANDOUT, campaign__in=list(campaigns)
    ).order_by()
    return {c: -n for c, n in rows.values_list("campaign").annotate(n=Sum("delta"))}


def statement(branch: Branch, first: date, last: date) -> QuerySet[Entry]:
    """Return the branch's entries of these business days, newest first."""
    entries = Entry.objects.filter(branch=branch, occurred_on__range=(first, last))
    return entries.select_related("edition", "recorded_by", "reversed_by").defer(
        "edition__printed_content"
    )


def undoable(branch: Branch, user: User, on: date) -> Entry | None:
    """Return the user's newest hand-out of that day here that has not been reversed yet."""
    return (
        Entry.objects.filter(
            branch=branch,
            recorded_by=user,
            kind=EntryKind.HANDOUT,
            occurred_on=on,
            reversed_by__isnull=True,
        )
        .select_related("edition")
        .first()
    )


def overdrawn() -> QuerySet:
    """Return (branch, edition, left) rows whose balance is below zero: due for a stocktake."""
    rows = Entry.objects.order_by().values("branch", "edition").annotate(left=Sum("delta"))
    return rows.filter(left__lt=0)


SEVEREST_FIRST = {severity: -rank for rank, severity in enumerate(RecallSeverity)}


def recalls_open() -> QuerySet:
    """Return (branch, edition, left) rows of withdrawn sheets that a branch must still answer for.

    Open is what stands on a shelf and was never answered for; of a stopped edition also what
    stands there beyond what the newest answer kept. What may be used up is asked about once.
    """
    newest = RecallAnswer.objects.filter(branch=OuterRef("branch"), edition=OuterRef("edition"))
    rows = (
        Entry.objects.filter(edition__withdrawn_at__isnull=False)
        .order_by()
        .values("branch", "edition", "edition__withdrawal_severity")
        .annotate(left=Sum("delta"), kept=Subquery(newest.values("kept")[:1]))
    )
    stopped = ~Q(edition__withdrawal_severity=RecallSeverity.USE_UP)
    unanswered = Q(kept__isnull=True) | (stopped & Q(left__gt=F("kept")))
    return rows.filter(unanswered, left__gt=0)


@dataclass(frozen=True)
class OpenRecall:
    """A withdrawn edition that a branch must answer for; `left` is its balance in sheets."""

    edition: Edition
    left: int
    replacement: Edition | None


def recalls_open_at(branch: Branch, on: date | None = None) -> list[OpenRecall]:
    """Return what this branch must still answer for, the severest first. Three queries at most."""
    left = dict(recalls_open().filter(branch=branch).values_list("edition", "left"))
    if not left:
        return []
    light = Edition.objects.defer("printed_content")
    editions = list(light.filter(pk__in=left))
    materials = [edition.material_id for edition in editions]
    in_force = light.in_force(on).filter(material__in=materials)
    instead = {edition.material_id: edition for edition in in_force}
    found = [OpenRecall(e, left[e.pk], instead.get(e.material_id)) for e in editions]
    return sorted(found, key=lambda r: (SEVEREST_FIRST[r.edition.withdrawal_severity],
                                        r.edition.withdrawn_at))  # fmt: skip


@dataclass(frozen=True)
class RecallRow:
    """How far one branch is with a recall; all figures in sheets.

    `destroyed` and `used` are net of reversals, `difference` is what its counts found beyond
    the books (below zero: missing), `kept` is what it said it kept and still has.
    """

    branch: Branch
    left: int
    answer: RecallAnswer | None
    is_open: bool
    destroyed: int = 0
    used: int = 0
    difference: int = 0

    @property
    def kept(self) -> int:
        return max(0, min(self.left, self.answer.kept)) if self.answer else 0


@dataclass(frozen=True)
class RecallProgress:
    """Every branch that an edition's recall concerns, those that have not answered first."""

    edition: Edition
    rows: list[RecallRow]

    @property
    def outstanding(self) -> list[RecallRow]:
        return [row for row in self.rows if row.is_open]

    @property
    def answered(self) -> list[RecallRow]:
        return [row for row in self.rows if not row.is_open]

    def total(self, figure: str) -> int:
        return sum(getattr(row, figure) for row in self.rows)

    @property
    def totals(self) -> dict[str, int]:
        names = ("destroyed", "used", "kept", "difference")
        missing = sum(row.left for row in self.outstanding)
        return {"outstanding": missing, **{name: self.total(name) for name in names}}


def recall_progress(edition: Edition, within: BranchQuerySet) -> RecallProgress:
    """Return how far the recall of an edition is at these branches. Five queries, any size.

    Shown are branches that have answered or must; one that had none left when the edition was
    withdrawn has nothing to say.
    """
    entries = Entry.objects.filter(edition=edition).order_by()
    left = dict(entries.values_list("branch").annotate(n=Sum("delta")))
    still = set(recalls_open().filter(edition=edition).values_list("branch", flat=True))
    answers: dict[int, RecallAnswer] = {}
    for answer in RecallAnswer.objects.filter(edition=edition).select_related("answered_by"):
        answers.setdefault(answer.branch_id, answer)  # the newest comes first
    known = Q(pk__in=entries.values("branch")) | Q(recall_answers__edition=edition)
    net = Counter()
    said = entries.filter(recall_answer__isnull=False).values_list("branch", "account")
    for branch_id, account, sheets in said.annotate(n=Sum("delta")):
        net[branch_id, account] = sheets
    rows = [
        RecallRow(
            branch=branch,
            left=left.get(branch.pk, 0),
            answer=answers.get(branch.pk),
            is_open=branch.pk in still,
            destroyed=-net[branch.pk, EntryKind.WRITE_OFF],
            used=-net[branch.pk, EntryKind.HANDOUT],
            difference=net[branch.pk, EntryKind.STOCKTAKE],
        )
        for branch in within.filter(known).distinct().order_by("path")
        if branch.pk in still or branch.pk in answers
    ]
    return RecallProgress(edition, sorted(rows, key=lambda row: not row.is_open))
