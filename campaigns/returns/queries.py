"""The return: what a campaign meant to do, and what came of it, along the branch tree."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry
from campaigns.plans.models import CampaignPage, Target
from campaigns.plans.queries import campaign_editions
from campaigns.returns.enums import ScanMeans
from campaigns.returns.models import DailyScan
from cms.branches.models import Branch

# Figures of a line, each in its own unit and never added to another.
FIGURES = ("target", "printed", "handed_out", "scans", "lookups")


@dataclass(frozen=True)
class ReturnLine:
    """One branch's figures with everything under it.

    `target`, `printed` and `handed_out` are sheets; `scans` counts QR openings and `lookups`
    typed codes. `printed` counts the branch's own prints; deliveries from the press are stock.
    """

    branch: Branch
    depth: int
    target: int
    printed: int
    handed_out: int
    scans: int
    lookups: int

    @property
    def completion(self) -> float | None:
        """Return handed out ÷ target, or None where there is no target to reach."""
        return self.handed_out / self.target if self.target else None


def _sheets(campaign: CampaignPage, account: EntryKind) -> Counter:
    """Return one account's net sheets of the campaign by branch id."""
    rows = Entry.objects.filter(campaign=campaign, account=account).order_by()
    sums = rows.values_list("branch").annotate(net=Sum("delta"))
    sign = -1 if account == EntryKind.HANDOUT else 1
    return Counter({branch: sign * net for branch, net in sums})


def _scans(campaign: CampaignPage) -> dict[str, Counter]:
    """Return the openings of the campaign's codes in its window by means and branch id or None."""
    rows = DailyScan.objects.filter(
        edition__in=campaign_editions(campaign),
        on__range=(campaign.starts_on, campaign.ends_on),
    ).order_by()
    found = {means: Counter() for means in ScanMeans.values}
    for means, branch, count in rows.values_list("means", "branch").annotate(n=Sum("count")):
        found[means][branch] = count
    return found


def own_figures(campaign: CampaignPage) -> dict[str, Counter]:
    """Return each figure by branch id, before anything is rolled up."""
    targets = Target.objects.filter(campaign=campaign).values_list("branch", "quantity")
    scans = _scans(campaign)
    return {
        "target": Counter(dict(targets)),
        "printed": _sheets(campaign, EntryKind.PRINT),
        "handed_out": _sheets(campaign, EntryKind.HANDOUT),
        "scans": scans[ScanMeans.QR],
        "lookups": scans[ScanMeans.TYPED],
    }


def _rolled_up(branches: list[Branch], own: dict[str, Counter]) -> dict[str, Counter]:
    """Add each branch's figures to all that stand above it; keys are tree paths."""
    path_of = {b.pk: b for b in branches}
    totals = {name: Counter() for name in FIGURES}
    root = branches[0].path if branches else ""
    for name, counts in own.items():
        for branch_id, count in counts.items():
            branch = path_of.get(branch_id)
            # Typed codes belong to no branch: they show at the top line only.
            for path in branch.covering_paths() if branch else [root]:
                totals[name][path] += count
    return totals


def campaign_return(campaign: CampaignPage) -> list[ReturnLine]:
    """Return a line for each branch that takes part or did something, in tree order.

    Five grouped queries and the tree, whatever the number of entries.
    """
    branches = list(Branch.objects.order_by("path"))
    totals = _rolled_up(branches, own_figures(campaign))
    shown = set().union(*totals.values()) if totals else set()
    return [
        ReturnLine(b, b.depth, **{name: totals[name][b.path] for name in FIGURES})
        for b in branches
        if b.path in shown
    ]
