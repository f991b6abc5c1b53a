"""The one place that says who may act for which branch."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from cms.branches.enums import COUNTER_ROLES, PLANNING_ROLES, StaffRole
from cms.branches.models import Branch, User
from cms.branches.queries import postings


def user_has_role(user: User, branch: Branch, roles: Collection[StaffRole]) -> bool:
    """Return whether the user holds one of these roles over this branch or one above it."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or any(
        p.role in roles and p.branch.covers(branch) for p in postings(user)
    )


def user_can_act_for(user: User, branch: Branch) -> bool:
    """Return whether the user may print, hand out and count at this branch's counter."""
    return user_has_role(user, branch, COUNTER_ROLES)


def user_can_plan_for(user: User, branch: Branch) -> bool:
    """Return whether the user may put events into this branch's schedule."""
    return user_has_role(user, branch, PLANNING_ROLES)


def require_can_act_for(user: User, branch: Branch) -> None:
    """Raise PermissionDenied with words a colleague understands."""
    if not user_can_act_for(user, branch):
        raise PermissionDenied(f"您没有办理“{branch}”业务的权限。如需办理，请联系机构负责人。")


def require_can_plan_for(user: User, branch: Branch) -> None:
    """Raise PermissionDenied with words a colleague understands."""
    if not user_can_plan_for(user, branch):
        raise PermissionDenied(f"您没有给“{branch}”安排日程的权限。如需安排，请联系机构负责人。")
