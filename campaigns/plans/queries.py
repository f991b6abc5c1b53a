"""What runs where, and with which editions."""

from datetime import date

from django.utils import timezone

from campaigns.plans.models import CampaignPage
from cms.branches.models import Branch
from cms.library.models import Edition


def running(on: date | None = None):
    """Return the live campaigns that run on that day, the one that ends first at the top."""
    return CampaignPage.objects.live().running(on).order_by("ends_on")


def campaigns_for(branch: Branch, on: date | None = None):
    """Return the running campaigns that this branch takes part in."""
    return running(on).at_branch(branch)


def campaign_editions(campaign: CampaignPage):
    """Return every edition, old ones too, of the campaign's materials."""
    return Edition.objects.filter(material__in_campaigns__campaign=campaign)


def materials_for(branch: Branch, on: date | None = None):
    """Return the editions in force of the campaigns that run at this branch."""
    on = on or timezone.localdate()
    return (
        Edition.objects.in_force(on)
        .for_branch(branch)
        .filter(material__in_campaigns__campaign__in=campaigns_for(branch, on))
        .select_related("material")
        .distinct()
        .order_by("kind", "code")
    )


def campaign_of(edition: Edition, branch: Branch, on: date) -> CampaignPage | None:
    """Return the campaign that a hand-out of this edition counts for on that day.

    With several, the one that ends first: it has the least time left to reach its target.
    """
    return (
        campaigns_for(branch, on).filter(campaign_materials__material=edition.material_id).first()
    )
