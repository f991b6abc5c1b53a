"""Head office plans a campaign in the admin, as its form sends it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaigns.plans.models import CampaignPage, Target
from tests.factories.branches import UserFactory
from tests.factories.library import a_tip
from tests.factories.plans import campaign_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = UserFactory(admin=True)
    client.force_login(user)
    return user


def form(materials: list[dict], participations: list[dict], **fields) -> dict:
    today = timezone.localdate()
    data = {
        "title": "春节护钱袋",
        "slug": "spring",
        "summary": "过年了，先停一停再转账。",
        "slogan": "擦亮明眼，不要被诈骗",
        "starts_on": str(today),
        "ends_on": str(today + timedelta(days=20)),
        "picture": "",
        "picture_alt": "",
        "body": streamfield([]),
        "campaign_materials": inline_formset(materials),
        "participations": inline_formset(participations),
        "seo_title": "",
        "search_description": "",
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data({**data, **fields})


def send(client, data: dict):
    return client.post(
        reverse("wagtailadmin_pages:add", args=["plans", "campaignpage", campaign_list().pk]), data
    )


def test_a_campaign_is_planned_with_materials_participants_and_targets(client, admin, network):
    tip = a_tip()
    participations = [
        {"branch": network.branch.pk, "target_per_outlet": "300", "ORDER": "1"},
        {"branch": network.garden.pk, "target_per_outlet": "120", "ORDER": "2"},
    ]
    response = send(client, form([{"material": tip.pk, "ORDER": "1"}], participations))
    assert response.status_code == 302
    page = CampaignPage.objects.get(slug="spring")
    assert page.live
    assert [row.material_id for row in page.campaign_materials.all()] == [tip.pk]
    targets = dict(Target.objects.filter(campaign=page).values_list("branch__name", "quantity"))
    assert targets == {"滨河路网点": 300, "大桥网点": 300, "花园网点": 120}


@pytest.mark.parametrize("wrong", ["-5", "很多", "1000000000"])
def test_a_target_that_cannot_be_is_refused_in_words(client, admin, network, wrong):
    rows = [{"branch": network.branch.pk, "target_per_outlet": wrong, "ORDER": "1"}]
    response = send(client, form([], rows))
    assert response.status_code == 200
    errors = response.context["form"].formsets["participations"].errors
    assert errors[0]["target_per_outlet"]
    assert CampaignPage.objects.filter(slug="spring").count() == 0


def test_a_branch_named_twice_is_refused_in_words(client, admin, network):
    row = {"branch": network.branch.pk, "target_per_outlet": "10"}
    response = send(client, form([], [{**row, "ORDER": "1"}, {**row, "ORDER": "2"}]))
    assert response.status_code == 200
    assert CampaignPage.objects.filter(slug="spring").count() == 0
