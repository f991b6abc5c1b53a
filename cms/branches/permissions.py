"""The one place that says who may act for which branch."""

from django.core.exceptions import PermissionDenied

from cms.branches.enums import StaffRole
from cms.branches.models import Branch, User
from cms.branches.queries import postings


def user_can_act_for(user: User, branch: Branch) -> bool:
    """Return whether the user holds a valid role over this branch or one above it."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or any(p.branch.covers(branch) for p in postings(user))


def user_can_see_figures_of(user: User, branch: Branch) -> bool:
    """Return whether the user may read this branch's figures: the same subtree rule."""
    return user_can_act_for(user, branch)


def user_has_role(user: User, branch: Branch, roles: set[StaffRole]) -> bool:
    """Return whether the user holds one of these roles over this branch."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or any(
        p.role in roles and p.branch.covers(branch) for p in postings(user)
    )


def require_can_act_for(user: User, branch: Branch) -> None:
    """Raise PermissionDenied with words a colleague understands."""
    if not user_can_act_for(user, branch):
        raise PermissionDenied(f"您没有办理“{branch}”业务的权限。如需办理，请联系机构负责人。")
