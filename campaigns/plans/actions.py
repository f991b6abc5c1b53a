"""Opening a campaign."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.plans.models import CampaignListPage, CampaignPage, Participation, Target
from cms.branches.models import Branch, User
from cms.library.founding import found_child
from cms.pages.models import HomePage


def outlet_targets(campaign: CampaignPage) -> dict[int, int]:
    """Return the target of each open outlet, by its id: the deepest participation decides."""
    found: dict[int, int] = {}
    rows = Participation.objects.filter(campaign=campaign).select_related("branch")
    for row in sorted(rows, key=lambda r: r.branch.depth):
        outlets = Branch.objects.below(row.branch).open().lobbies()
        found.update(dict.fromkeys(outlets.values_list("pk", flat=True), row.target_per_outlet))
    return found


@transaction.atomic
def open_campaign(*, campaign: CampaignPage, user: User | None) -> dict[int, int]:
    """Write each outlet's target from the participations; return them by branch id.

    Called when the campaign is published: who may publish is Wagtail's to decide. Publishing
    again brings the targets up to date and changes nothing when nothing has changed.
    """
    wanted = outlet_targets(campaign)
    kept = dict(Target.objects.filter(campaign=campaign).values_list("branch_id", "quantity"))
    if wanted == kept:
        return wanted
    Target.objects.filter(campaign=campaign).delete()
    Target.objects.bulk_create(
        [Target(campaign=campaign, branch_id=b, quantity=q) for b, q in wanted.items()],
        batch_size=500,
    )
    log(
        campaign,
        "plans.set_targets",
        user=user,
        data={"outlets": len(wanted), "copies": sum(wanted.values())},
    )
    return wanted


@transaction.atomic
def set_targets_again(*, user: User | None, on: date | None = None) -> None:
    """Bring the targets of published campaigns that have not ended up to date.

    Called when outlets have opened, closed or moved: who may do that is for branches to decide.
    """
    today = on or timezone.localdate()
    for campaign in CampaignPage.objects.live().filter(ends_on__gte=today):
        open_campaign(campaign=campaign, user=user)


@transaction.atomic
def found_campaign_list(*, home: HomePage, user: User | None) -> CampaignListPage:
    """Put the list of campaigns under the home page, once. Founding's own check applies."""
    page = CampaignListPage(
        slug="campaigns", title="宣传活动", summary="正在进行的活动、去哪里参加、能领到什么。"
    )
    return found_child(home, page, user=user)
