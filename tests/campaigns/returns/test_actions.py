import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.returns.actions import add_scans
from campaigns.returns.enums import ScanMeans
from campaigns.returns.models import DailyScan
from cms.library.models import Edition
from tests.factories.branches import UserFactory, staff
from tests.factories.library import a_tip

pytestmark = pytest.mark.django_db


@pytest.fixture
def counts(network):
    a_tip()
    edition, today = Edition.objects.get(), timezone.localdate()
    return {(edition, branch, today, ScanMeans.QR): 3 for branch in network.outlets}


def test_many_days_are_written_at_once_and_logged_once(counts):
    admin = UserFactory(admin=True)
    assert add_scans(user=admin, counts=counts) == 3
    logged = ModelLogEntry.objects.get(action="returns.add_scans")
    assert (logged.user, logged.data) == (admin, {"rows": 3, "openings": 9})


def test_a_branchs_staff_do_not_write_scans(network, counts):
    with pytest.raises(PermissionDenied):
        add_scans(user=staff(network.branch, "manager"), counts=counts)
    assert DailyScan.objects.count() == 0
