from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from cms.branches.enums import StaffRole
from cms.branches.permissions import require_can_act_for, user_can_act_for, user_has_role
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


def test_refusal_names_the_branch_in_words():
    network = a_network()
    with pytest.raises(PermissionDenied, match="您没有办理“花园网点”业务的权限"):
        require_can_act_for(staff(network.east), network.garden)


def test_role_is_asked_for_over_the_branch():
    network = a_network()
    marketing = staff(network.head_office, StaffRole.MARKETING)
    roles = {StaffRole.MARKETING}
    assert user_has_role(marketing, network.garden, roles)
    assert not user_has_role(staff(network.garden), network.garden, roles)
    assert user_has_role(UserFactory(admin=True), network.garden, roles)
