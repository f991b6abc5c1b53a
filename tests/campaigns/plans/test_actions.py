import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaigns.plans.actions import open_campaign
from campaigns.plans.models import CampaignListPage, CampaignPage, Participation, Target
from tests.clients import in_group
from tests.factories.plans import a_campaign

pytestmark = pytest.mark.django_db


def targets(campaign) -> dict[str, int]:
    return dict(Target.objects.filter(campaign=campaign).values_list("branch__code", "quantity"))


def test_publishing_gives_every_outlet_below_its_target(network):
    campaign = a_campaign(at={network.branch: 300})
    assert targets(campaign) == {"91101": 300, "91102": 300, "91201": 300}


def test_deepest_participation_decides(network):
    campaign = a_campaign(at={network.branch: 300})
    Participation.objects.create(campaign=campaign, branch=network.garden, target_per_outlet=50)
    open_campaign(campaign=campaign, user=None)
    assert targets(campaign) == {"91101": 300, "91102": 300, "91201": 50}


def test_opening_again_changes_nothing_and_closed_outlets_drop_out(network):
    campaign = a_campaign(at={network.east: 100})
    kept = list(Target.objects.values_list("pk", flat=True))
    open_campaign(campaign=campaign, user=None)
    assert list(Target.objects.values_list("pk", flat=True)) == kept
    network.bridge.is_open = False
    network.bridge.save()
    open_campaign(campaign=campaign, user=None)
    assert targets(campaign) == {"91101": 100}


def test_campaign_that_ends_before_it_begins_is_told_so_in_the_editor(network):
    form = {
        "title": "日期反了", "slug": "wrong-way", "summary": "", "slogan": "口号",
        "starts_on": "2026-12-31", "ends_on": "2026-12-01", "picture": "", "picture_alt": "",
        "body": streamfield([]), "campaign_materials": inline_formset([]),
        "participations": inline_formset([]), "seo_title": "", "search_description": "",
        "comments": inline_formset([]), "action-submit": "1",
    }  # fmt: skip
    parent = CampaignListPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["plans", "campaignpage", parent.pk])
    response = in_group("市场").post(address, nested_form_data(form))
    assert "结束日期不能早于开始日期，请核对两个日期。" in response.text
    assert CampaignPage.objects.count() == 0
