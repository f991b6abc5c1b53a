from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.branches.enums import StaffRole
from cms.branches.queries import (
    branch_by_code,
    branches_for,
    covering,
    find_branches,
    head_office,
    postings,
)
from tests.factories.branches import (
    BranchFactory,
    BranchStaffFactory,
    UserFactory,
    a_network,
    staff,
)

pytestmark = pytest.mark.django_db


def test_there_is_no_head_office_before_the_bank_is_founded():
    assert head_office() is None


def test_head_office_is_the_root():
    network = a_network()
    assert head_office() == network.head_office


def test_branches_for_a_manager_are_the_subtree():
    network = a_network()
    manager = staff(network.east, StaffRole.MANAGER)
    assert list(branches_for(manager)) == [network.east, network.riverside, network.bridge]


def test_branches_for_somebody_with_two_postings_are_both_subtrees():
    network = a_network()
    person = staff(network.riverside)
    BranchStaffFactory(user=person, branch=network.west)
    assert list(branches_for(person)) == [network.riverside, network.west, network.garden]


@pytest.mark.parametrize("role", ["marketing", "consumer_protection", "compliance"])
def test_branches_for_somebody_who_stands_at_no_counter_are_none(role):
    network = a_network()
    assert list(branches_for(staff(network.head_office, role))) == []


def test_branches_for_nobody_are_none():
    network = a_network()
    leaver = staff(network.east, is_active=False)
    assert list(branches_for(AnonymousUser())) == []
    assert list(branches_for(leaver)) == []
    assert list(branches_for(UserFactory())) == []


def test_superuser_may_act_everywhere():
    a_network()
    assert branches_for(UserFactory(admin=True)).count() == 7


def test_ended_posting_opens_no_branch():
    network = a_network()
    posting = BranchStaffFactory(branch=network.east, valid_until=date(2026, 2, 1))
    assert branches_for(posting.user, date(2026, 2, 1)).count() == 3
    assert branches_for(posting.user, date(2026, 2, 2)).count() == 0
    assert postings(posting.user, date(2026, 2, 2)) == []


def test_branch_by_code_ignores_case():
    network = a_network()
    network.garden.code = "AB12"
    network.garden.save()
    assert branch_by_code("ab12") == network.garden
    assert branch_by_code("0") is None


def test_covering_goes_from_head_office_down():
    network = a_network()
    assert [b.depth for b in covering(network.bridge)] == [1, 2, 3, 4]


def test_find_branches_wants_every_word():
    network = a_network()
    network.bridge.is_open = False
    network.bridge.save()
    assert list(find_branches("网点 花园")) == [network.garden]
    assert list(find_branches("大桥")) == []
    assert list(find_branches("没有这里")) == []


def test_find_branches_reads_a_code_in_either_case():
    branch = BranchFactory(code="B07x")
    assert list(find_branches("b07X")) == [branch]
