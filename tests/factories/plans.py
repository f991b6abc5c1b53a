"""Campaigns that run around a day, with their materials, participants and targets."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count

from django.utils import timezone

from campaigns.plans.models import CampaignListPage, CampaignMaterial, CampaignPage, Participation
from cms.branches.models import Branch
from cms.library.models import MaterialPage
from tests.factories.library import home_page

numbers = count(1)


def campaign_list() -> CampaignListPage:
    found = CampaignListPage.objects.first()
    return found or home_page().add_child(
        instance=CampaignListPage(title="宣传活动", slug="campaigns")
    )


def a_campaign(
    *,
    materials: Iterable[MaterialPage] = (),
    at: dict[Branch, int] | None = None,
    **fields,
) -> CampaignPage:
    """Publish a campaign that runs today with these materials; `at` names each branch's target."""
    number, today = next(numbers), timezone.localdate()
    defaults = {
        "title": f"宣传活动{number}",
        "slug": f"campaign-{number}",
        "slogan": "擦亮明眼，不要被诈骗",
        "starts_on": today - timedelta(days=3),
        "ends_on": today + timedelta(days=30),
    }
    page = CampaignPage(**{**defaults, **fields})
    page.campaign_materials = [CampaignMaterial(material=material) for material in materials]
    page.participations = [
        Participation(branch=branch, target_per_outlet=target)
        for branch, target in (at or {}).items()
    ]
    campaign_list().add_child(instance=page)
    page.save_revision().publish()
    return CampaignPage.objects.get(pk=page.pk)
