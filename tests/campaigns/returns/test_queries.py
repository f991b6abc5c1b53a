import pytest
from django.utils import timezone

from campaigns.ledger.actions import record_handout
from campaigns.returns.actions import count_scan
from campaigns.returns.enums import ScanMeans
from campaigns.returns.queries import campaign_return
from cms.library.models import Edition
from tests.factories.branches import UserFactory
from tests.factories.library import a_tip
from tests.factories.plans import a_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(network):
    return a_campaign(materials=(a_tip(),), at={network.east: 10})


def figures(lines) -> dict[str, tuple]:
    return {line.branch.code: (line.target, line.handed_out, line.scans) for line in lines}


def test_branch_that_did_nothing_and_has_no_target_is_left_out(campaign):
    assert list(figures(campaign_return(campaign))) == ["90000", "91000", "91100", "91101", "91102"]


def test_hand_out_beyond_the_plan_shows_without_a_target(network, campaign):
    record_handout(
        branch=network.garden,
        edition=Edition.objects.get(),
        quantity=4,
        user=UserFactory(admin=True),
        campaign=campaign,
    )
    line = campaign_return(campaign)[-1]
    assert (line.branch, line.target, line.handed_out) == (network.garden, 0, 4)
    assert line.completion is None


def test_a_typed_code_shows_at_the_top_line_only(network, campaign):
    today = timezone.localdate()
    count_scan(edition=Edition.objects.get(), branch=None, on=today, means=ScanMeans.TYPED)
    assert [line.lookups for line in campaign_return(campaign)] == [1, 0, 0, 0, 0]


def test_scans_outside_the_campaigns_days_do_not_count(network, campaign):
    edition = Edition.objects.get()
    for on in (campaign.starts_on, campaign.ends_on.replace(year=campaign.ends_on.year + 1)):
        count_scan(edition=edition, branch=network.bridge, on=on, means=ScanMeans.QR)
    assert figures(campaign_return(campaign))["91102"] == (10, 0, 1)


def test_same_code_twice_in_a_day_is_one_row_that_counts_two(network):
    a_tip()
    edition, today = Edition.objects.get(), timezone.localdate()
    for _ in range(2):
        count_scan(edition=edition, branch=None, on=today, means=ScanMeans.TYPED)
    assert list(edition.daily_scans.values_list("count", flat=True)) == [2]
