"""Who may see what became of a recall, and of which branches."""

from cms.branches.models import Branch, BranchQuerySet, User
from cms.branches.queries import postings
from cms.library.permissions import user_can_withdraw


def user_can_follow_recalls(user: User) -> bool:
    """Return whether the user withdraws editions or reads the ledger's figures."""
    return user.is_active and (user_can_withdraw(user) or user.has_perm("ledger.view_entry"))


def branches_in_sight(user: User) -> BranchQuerySet:
    """Return the branches where the user holds any posting, with all beneath them.

    A superuser sees the whole bank; without a posting one sees none.
    """
    if user.is_superuser:
        return Branch.objects.all()
    found = Branch.objects.none()
    for posting in postings(user):
        found = found | Branch.objects.below(posting.branch)
    return found
