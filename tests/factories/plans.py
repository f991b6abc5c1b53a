"""Campaigns that run around a day, with their materials, participants and targets."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from campaigns.plans.actions import open_campaign
from campaigns.plans.models import (
    CampaignListPage,
    CampaignMaterial,
    CampaignPage,
    Participation,
)
from tests.factories.library import home_page


def campaign_list() -> CampaignListPage:
    found = CampaignListPage.objects.first()
    return found or home_page().add_child(
        instance=CampaignListPage(title="宣传活动", slug="campaigns")
    )


class CampaignPageFactory(DjangoModelFactory):
    """A live campaign that runs today; `materials` and `at` ({branch: target}) open it."""

    class Meta:
        model = CampaignPage

    class Params:
        over = factory.Trait(
            starts_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=60)),
            ends_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30)),
        )

    title = factory.Sequence(lambda n: f"宣传活动{n + 1}")
    slug = factory.Sequence(lambda n: f"campaign-{n + 1}")
    slogan = "擦亮明眼，不要被诈骗"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=5))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=20))
    live = True

    @classmethod
    def _create(cls, model_class, *args, materials=(), at=None, **fields):
        page = campaign_list().add_child(instance=model_class(**fields))
        for material in materials:
            CampaignMaterial.objects.create(campaign=page, material_id=material.pk)
        for branch, target in (at or {}).items():
            Participation.objects.create(campaign=page, branch=branch, target_per_outlet=target)
        open_campaign(campaign=page, user=None)
        return page
