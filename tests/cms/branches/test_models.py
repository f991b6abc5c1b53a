from datetime import date

import pytest
from django.db import IntegrityError

from cms.branches.models import Branch, BranchStaff
from tests.factories.branches import BranchFactory, BranchStaffFactory, a_network

pytestmark = pytest.mark.django_db


def test_branch_covers_itself_and_everything_under_it():
    network = a_network()
    assert network.east.covers(network.east)
    assert network.head_office.covers(network.garden)
    assert not network.east.covers(network.garden)
    assert not network.riverside.covers(network.east)


def test_branch_knows_the_paths_above_it_without_a_query(django_assert_num_queries):
    network = a_network()
    above = [network.head_office, network.branch, network.east, network.riverside]
    with django_assert_num_queries(0):
        assert network.riverside.covering_paths() == [branch.path for branch in above]


def test_below_covering_and_lobbies_read_the_tree():
    network = a_network()
    assert list(Branch.objects.below(network.east)) == [
        network.east,
        network.riverside,
        network.bridge,
    ]
    assert list(Branch.objects.covering(network.garden)) == [
        network.head_office,
        network.branch,
        network.west,
        network.garden,
    ]
    assert list(Branch.objects.lobbies()) == network.outlets


def test_tel_is_what_a_phone_dials():
    assert Branch(phone="000-5550101 转 8").tel == "0005550101"
    assert Branch(phone="000-5550101，000-5550102").tel == "0005550101"
    assert Branch(phone="").tel == ""


def test_label_is_the_short_name_when_there_is_one():
    assert Branch(name="岚江银行滨河路网点", short_name="滨河路").label == "滨河路"
    assert Branch(name="滨河路网点").label == "滨河路网点"


def test_head_office_cannot_hang_under_a_branch():
    network = a_network()
    with pytest.raises(IntegrityError):
        network.east.add_child(code="99999", name="又一个总行", kind="head_office")


def test_posting_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError):
        BranchStaffFactory(valid_from=date(2026, 2, 1), valid_until=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("on", "works"),
    [
        (date(2026, 1, 31), False),
        (date(2026, 2, 1), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_posting_holds_from_its_first_day_to_its_last(on, works):
    BranchStaffFactory(valid_from=date(2026, 2, 1), valid_until=date(2026, 2, 28))
    assert BranchStaff.objects.at_work(on).exists() == works


def test_closed_branch_is_not_among_the_open_ones():
    shut = BranchFactory(closed=True)
    assert shut not in Branch.objects.open()
