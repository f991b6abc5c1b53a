"""Who may have paper made for a whole subtree. What stands at one counter is in cms.branches."""

from django.core.exceptions import PermissionDenied

from cms.branches.enums import PLANNING_ROLES
from cms.branches.models import Branch, User
from cms.branches.permissions import user_can_plan_for
from cms.branches.queries import postings


def user_can_bundle_for(user: User, branch: Branch) -> bool:
    """Return whether the user may have bundles made for this branch, and fetch them."""
    return user_can_plan_for(user, branch)


def require_can_bundle_for(user: User, branch: Branch) -> None:
    """Raise PermissionDenied with words a colleague understands."""
    if not user_can_bundle_for(user, branch):
        raise PermissionDenied(f"您没有给“{branch}”做印厂包的权限。如需办理，请联系总行市场部。")


def bundle_paths(user: User) -> list[str]:
    """Return the paths of the branches whose bundles the user may see, those below included."""
    if user.is_superuser:
        return [""]
    return [p.branch.path for p in postings(user) if p.role in PLANNING_ROLES]
