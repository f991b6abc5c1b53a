from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from cms.branches.enums import StaffRole
from cms.branches.permissions import (
    require_can_act_for,
    require_can_plan_for,
    user_can_act_for,
    user_can_plan_for,
)
from tests.factories.branches import BranchStaffFactory, UserFactory, a_network, staff

pytestmark = pytest.mark.django_db


def test_lobby_acts_for_her_own_outlet_only():
    network = a_network()
    lobby = staff(network.riverside)
    allowed = [b for b in [*network.outlets, network.east] if user_can_act_for(lobby, b)]
    assert allowed == [network.riverside]


def test_manager_acts_for_everything_under_his_branch():
    network = a_network()
    manager = staff(network.east, StaffRole.MANAGER)
    assert user_can_act_for(manager, network.bridge)
    assert not user_can_act_for(manager, network.garden)
    assert not user_can_act_for(manager, network.branch)


@pytest.mark.parametrize(
    ("role", "acts", "plans"),
    [
        (StaffRole.LOBBY, True, False),
        (StaffRole.MANAGER, True, True),
        (StaffRole.MARKETING, False, True),
        (StaffRole.CONSUMER_PROTECTION, False, True),
        (StaffRole.COMPLIANCE, False, False),
    ],
)
def test_each_role_has_its_own_rights_below_its_branch(role, acts, plans):
    network = a_network()
    person = staff(network.head_office, role)
    assert user_can_act_for(person, network.garden) == acts
    assert user_can_plan_for(person, network.garden) == plans


def test_a_second_posting_adds_its_own_right_and_no_other():
    network = a_network()
    person = staff(network.head_office, StaffRole.MARKETING)
    BranchStaffFactory(user=person, branch=network.garden, role=StaffRole.LOBBY)
    assert [b for b in network.outlets if user_can_act_for(person, b)] == [network.garden]


@pytest.mark.parametrize("who", ["anonymous", "leaver", "posting ended"])
def test_nobody_without_a_valid_role_acts(who):
    network = a_network()
    person = {
        "anonymous": AnonymousUser,
        "leaver": lambda: staff(network.garden, is_active=False),
        "posting ended": lambda: (
            BranchStaffFactory(branch=network.garden, valid_until=date(2026, 1, 2)).user
        ),
    }[who]()
    assert not user_can_act_for(person, network.garden)
    assert not user_can_plan_for(person, network.garden)


def test_a_superuser_acts_and_plans_everywhere():
    network, admin = a_network(), UserFactory(admin=True)
    assert all(user_can_act_for(admin, b) and user_can_plan_for(admin, b) for b in network.outlets)


def test_refusal_names_the_branch_in_words():
    network = a_network()
    stranger = staff(network.east)
    with pytest.raises(PermissionDenied, match="您没有办理“花园网点”业务的权限"):
        require_can_act_for(stranger, network.garden)
    with pytest.raises(PermissionDenied, match="您没有给“花园网点”安排日程的权限"):
        require_can_plan_for(stranger, network.garden)
