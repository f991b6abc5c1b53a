from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaigns.plans.actions import open_campaign
from campaigns.plans.models import CampaignListPage, CampaignPage, Participation, Target
from cms.branches.actions import close_branch, import_branches, save_branch
from cms.branches.importing import Row
from tests.clients import in_group
from tests.factories.branches import UserFactory
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


def test_targets_follow_branches_that_open_close_and_move(network):
    campaign = a_campaign(at={network.east: 100})
    admin = UserFactory(admin=True)
    new = {"code": "91103", "name": "新开网点", "kind": "outlet", "parent_code": "91100"}
    save_branch(user=admin, **new)
    assert targets(campaign) == {"91101": 100, "91102": 100, "91103": 100}
    close_branch(user=admin, branch=network.bridge)
    assert targets(campaign) == {"91101": 100, "91103": 100}
    save_branch(user=admin, **{**new, "parent_code": "91200"})
    assert targets(campaign) == {"91101": 100}
    row = {**new, "code": "91104", "name": "又一家网点", "parent": "91100"}
    import_branches(user=admin, rows=[Row(2, row)])
    assert targets(campaign) == {"91101": 100, "91104": 100}


def test_targets_of_a_campaign_that_has_ended_or_was_taken_down_stay(network):
    today = timezone.localdate()
    ended = a_campaign(
        at={network.east: 100},
        starts_on=today - timedelta(days=9),
        ends_on=today - timedelta(days=1),
    )
    withdrawn = a_campaign(at={network.east: 100})
    withdrawn.unpublish()
    close_branch(user=UserFactory(admin=True), branch=network.bridge)
    assert targets(ended) == targets(withdrawn) == {"91101": 100, "91102": 100}


def test_who_approves_is_logged_as_setting_the_targets(network):
    campaign, approver = a_campaign(), UserFactory(admin=True)
    Participation.objects.create(campaign=campaign, branch=network.east, target_per_outlet=9)
    with LogContext(user=approver):
        CampaignPage.objects.get(pk=campaign.pk).save_revision().publish()
    assert PageLogEntry.objects.get(action="plans.set_targets").user == approver


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
