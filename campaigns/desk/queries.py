"""What stands on a lobby's shelf, as its pages show it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q

from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry
from campaigns.ledger.queries import balances, handed_out_for, totals_on
from campaigns.plans.models import CampaignMaterial, CampaignPage, Target
from campaigns.plans.queries import campaigns_for
from cms.branches.models import Branch
from cms.library.enums import RecallSeverity
from cms.library.models import Edition
from cms.library.queries import editions_for_branch
from cms.printing.models import PrintRun


@dataclass(frozen=True)
class ShelfLine:
    """One edition at one branch: what is left, what went out today, whether it may still go."""

    edition: Edition
    left: int
    handed_out_today: int
    in_campaign: bool
    in_force: bool
    on: date

    @property
    def state(self) -> str:
        if self.in_force:
            return "在用"
        if self.edition.withdrawn_at:
            return "已撤回"
        if self.edition.valid_until and self.edition.valid_until < self.on:
            return "已过期"
        return "旧版" if self.edition.superseded_at else "未启用"

    @property
    def may_go_out(self) -> bool:
        """Return whether the counter still offers it: an old edition may be used up."""
        return self.in_force or (self.left > 0 and (self.state == "旧版" or self.is_to_be_used_up))

    @property
    def is_to_be_used_up(self) -> bool:
        """Return whether it was withdrawn gently: printed no more, but given out to the last."""
        return self.edition.withdrawal_severity == RecallSeverity.USE_UP

    @property
    def is_moving(self) -> bool:
        return self.left != 0 or self.handed_out_today != 0

    @property
    def overdrawn(self) -> int:
        return max(0, -self.left)

    def matches(self, words: str) -> bool:
        """Return whether code or title holds what was typed."""
        return all(w in f"{self.edition.code} {self.edition.title}" for w in words.split())


def shelf(branch: Branch, on: date) -> list[ShelfLine]:
    """Return a line for every edition that the branch may use or still has: campaigns' first."""
    campaigned = set(
        CampaignMaterial.objects.filter(campaign__in=campaigns_for(branch, on)).values_list(
            "material", flat=True
        )
    )
    left = balances(branch)
    today = totals_on(branch, EntryKind.HANDOUT, on)
    light = Edition.objects.defer("printed_content", "material__sources")
    in_force = {e.pk: e for e in editions_for_branch(branch, on).defer("printed_content")}
    old = light.filter(pk__in=[pk for pk in left if pk not in in_force])
    lines = [
        ShelfLine(
            edition=edition,
            left=left.get(edition.pk, 0),
            handed_out_today=today.get(edition.pk, 0),
            in_campaign=edition.material_id in campaigned,
            in_force=edition.pk in in_force,
            on=on,
        )
        for edition in [*in_force.values(), *old]
    ]
    return sorted(lines, key=shelf_order)


def shelf_order(line: ShelfLine) -> tuple:
    return (not line.in_force, not line.in_campaign, not line.is_moving, line.edition.code)


def shelf_line(branch: Branch, edition: Edition, on: date) -> ShelfLine:
    """Return the line of one edition, for the answer to a single tap."""
    mine = Entry.objects.filter(branch=branch, edition=edition)
    deltas = mine.values_list("delta", "account", "occurred_on")
    return ShelfLine(
        edition=edition,
        left=sum(d for d, _, _ in deltas),
        handed_out_today=-sum(d for d, a, o in deltas if a == EntryKind.HANDOUT and o == on),
        in_campaign=False,
        in_force=edition.is_in_force(on),
        on=on,
    )


def usable_editions(branch: Branch):
    """Return every edition that this branch may know of: its own, those above, those it had."""
    return Edition.objects.filter(
        Q(material__owner_branch__path__in=branch.covering_paths())
        | Q(pk__in=Entry.objects.filter(branch=branch).values("edition"))
    )


@dataclass(frozen=True)
class CampaignProgress:
    """How far this lobby is with a running campaign."""

    campaign: CampaignPage
    target: int
    handed_out: int

    @property
    def shown(self) -> int:
        """Return the length of the bar: never beyond its end, never below nothing."""
        return max(0, min(self.handed_out, self.target))

    @property
    def missing(self) -> int:
        return max(0, self.target - self.handed_out)


def campaign_progress(branch: Branch, on: date) -> list[CampaignProgress]:
    """Return the campaigns that run here on that day with the branch's target and figure."""
    mine = Prefetch("targets", Target.objects.filter(branch=branch), to_attr="targets_here")
    campaigns = list(campaigns_for(branch, on).prefetch_related(mine))
    handed_out = handed_out_for(branch, campaigns)
    return [
        CampaignProgress(
            campaign=campaign,
            target=sum(t.quantity for t in campaign.targets_here),
            handed_out=handed_out.get(campaign.pk, 0),
        )
        for campaign in campaigns
    ]


def posted_of(run: PrintRun):
    """Return the entries that say how many copies of a PDF came out, the reversed left out."""
    return run.entries.filter(kind=EntryKind.PRINT, reversed_by__isnull=True)


def print_runs_on(branch: Branch, on: date):
    """Return the PDFs that the branch made that day, each with the copies said so far."""
    posted = Entry.objects.filter(kind=EntryKind.PRINT, reversed_by__isnull=True)
    return (
        PrintRun.objects.filter(branch=branch, made_at__date=on)
        .order_by("-made_at", "-pk")
        .select_related("made_by", "edition")
        .defer("edition__printed_content")
        .prefetch_related(Prefetch("entries", posted, to_attr="posted"))
    )


def runs_of_pack(branch: Branch, pack: UUID):
    """Return the runs of one pack of this branch, in the order of the file."""
    return (
        PrintRun.objects.filter(branch=branch, pack=pack)
        .select_related("branch", "edition__material__owner_branch")
        .order_by("pk")
    )
