from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaigns.plans.actions import open_campaign
from campaigns.plans.models import CampaignListPage, CampaignPage, Participation, Target
from campaigns.plans.queries import campaign_of, campaigns_for, materials_for, running
from cms.library.models import Edition
from tests.factories.branches import UserFactory, a_network
from tests.factories.library import a_founded_site, a_leaflet, a_tip
from tests.factories.plans import a_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    network = a_network()
    a_founded_site()
    return network


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


def test_campaign_runs_from_its_first_day_to_its_last(network):
    campaign = a_campaign(at={network.east: 100})
    day = timedelta(days=1)
    on = [campaign.starts_on - day, campaign.starts_on, campaign.ends_on, campaign.ends_on + day]
    assert [running(day).count() for day in on] == [0, 1, 1, 0]


def test_branch_sees_only_campaigns_it_takes_part_in(network):
    campaign = a_campaign(materials=(a_tip(), a_leaflet()), at={network.east: 100})
    assert list(campaigns_for(network.riverside)) == [campaign]
    assert list(campaigns_for(network.garden)) == []
    assert [e.code for e in materials_for(network.riverside)] == ["002-1", "001-1"]
    assert list(materials_for(network.garden)) == []


def test_hand_out_counts_for_the_campaign_that_ends_first(network):
    tip, today = a_tip(), timezone.localdate()
    a_campaign(materials=(tip,), at={network.branch: 100})
    sooner = a_campaign(
        materials=(tip,), at={network.branch: 100}, ends_on=today + timedelta(days=2)
    )
    edition = Edition.objects.get()
    assert campaign_of(edition, network.garden, today) == sooner
    assert campaign_of(edition, network.head_office, today) is None


def test_campaign_that_ends_before_it_begins_is_told_so_in_the_editor(network):
    writer, client = UserFactory(), Client()
    writer.groups.add(Group.objects.get(name="市场"))
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    form = {
        "title": "日期反了", "slug": "wrong-way", "summary": "", "slogan": "口号",
        "starts_on": "2026-12-31", "ends_on": "2026-12-01", "picture": "", "picture_alt": "",
        "body": streamfield([]), "campaign_materials": inline_formset([]),
        "participations": inline_formset([]), "seo_title": "", "search_description": "",
        "comments": inline_formset([]), "action-submit": "1",
    }  # fmt: skip
    parent = CampaignListPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["plans", "campaignpage", parent.pk])
    response = client.post(address, nested_form_data(form))
    assert "结束日期不能早于开始日期，请核对两个日期。" in response.text
    assert CampaignPage.objects.count() == 0
