"""What the entries add up to."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet, Sum

from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry
from campaigns.plans.models import CampaignPage
from cms.branches.models import Branch, User
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
