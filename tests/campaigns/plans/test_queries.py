from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.plans.queries import (
    campaign_editions,
    campaign_of,
    campaigns_for,
    materials_for,
    running,
)
from cms.library.actions import withdraw_edition
from cms.library.queries import current_edition
from tests.factories.branches import UserFactory
from tests.factories.library import a_leaflet, a_tip, next_edition
from tests.factories.plans import a_campaign

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def codes(editions) -> list[str]:
    return [edition.code for edition in editions]


def test_campaign_runs_from_its_first_day_to_its_last():
    campaign = a_campaign()
    days = [campaign.starts_on - DAY, campaign.starts_on, campaign.ends_on, campaign.ends_on + DAY]
    assert [running(day).count() for day in days] == [0, 1, 1, 0]


def test_campaign_that_ends_first_is_at_the_top():
    today = timezone.localdate()
    later, sooner = (a_campaign(ends_on=today + DAY * n) for n in (9, 2))
    assert list(running()) == [sooner, later]


def test_campaign_taken_down_does_not_run():
    a_campaign().unpublish()
    assert list(running()) == []


def test_branch_sees_only_campaigns_it_takes_part_in(network):
    campaign = a_campaign(materials=[a_tip(), a_leaflet()], at={network.east: 100})
    assert list(campaigns_for(network.riverside)) == [campaign]
    assert list(campaigns_for(network.garden)) == []
    assert codes(materials_for(network.riverside)) == ["002-1", "001-1"]
    assert codes(materials_for(network.garden)) == []


def test_campaign_named_twice_above_a_branch_is_shown_once(network):
    campaign = a_campaign(materials=[a_tip()], at={network.branch: 100, network.east: 50})
    assert list(campaigns_for(network.riverside)) == [campaign]
    assert codes(materials_for(network.riverside)) == ["001-1"]


def test_material_in_two_campaigns_is_shown_once(network):
    tip = a_tip()
    for _ in range(2):
        a_campaign(materials=[tip], at={network.branch: 100})
    assert codes(materials_for(network.garden)) == ["001-1"]


def test_materials_of_a_campaign_are_those_in_force_today(network):
    old, gone = a_tip(), a_tip()
    a_campaign(materials=[old, gone], at={network.branch: 100})
    new = next_edition(current_edition(old))
    admin = UserFactory(admin=True)
    withdraw_edition(
        edition=current_edition(gone), user=admin, severity="stop", reason="电话号码印错了"
    )
    assert list(materials_for(network.garden)) == [new]


def test_another_branchs_material_in_a_campaign_stays_its_own(network):
    own = a_tip(owner_branch=network.east)
    a_campaign(materials=[own], at={network.branch: 100})
    assert codes(materials_for(network.riverside)) == ["10001-1"]
    assert codes(materials_for(network.garden)) == []


def test_editions_of_a_campaign_hold_the_old_ones_too(network):
    tip = a_tip()
    campaign = a_campaign(materials=[tip])
    next_edition(current_edition(tip))
    assert sorted(codes(campaign_editions(campaign))) == ["001-1", "001-2"]


def test_hand_out_counts_for_the_campaign_that_ends_first(network):
    tip, today = a_tip(), timezone.localdate()
    a_campaign(materials=[tip], at={network.branch: 100})
    sooner = a_campaign(materials=[tip], at={network.branch: 100}, ends_on=today + 2 * DAY)
    edition = current_edition(tip)
    assert campaign_of(edition, network.garden, today) == sooner
    assert campaign_of(edition, network.head_office, today) is None
    assert campaign_of(edition, network.garden, sooner.ends_on + DAY) != sooner
