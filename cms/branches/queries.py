"""Who and where, asked twice or more."""

from datetime import date

from cms.branches.enums import COUNTER_ROLES
from cms.branches.models import Branch, BranchQuerySet, BranchStaff, User


def head_office() -> Branch | None:
    """Return the root of the tree, or None before the bank has been founded."""
    return Branch.objects.filter(depth=1).first()


def lock_head_office() -> Branch | None:
    """Return head office's row, locked until the transaction ends.

    Whoever adds to a tree, or takes the next number of a row of numbers, stands in this line.
    """
    return Branch.objects.select_for_update().filter(depth=1).first()


def postings(user: User, on: date | None = None) -> list[BranchStaff]:
    """Return the user's roles that are valid on that day, with their branches."""
    if not user.is_authenticated:
        return []
    return list(user.postings.at_work(on).select_related("branch"))


def branches_for(user: User, on: date | None = None) -> BranchQuerySet:
    """Return every branch the user may act for: the subtrees of their postings at a counter.

    A superuser may act for all. An anonymous or leaving user gets none.
    """
    if not user.is_authenticated or not user.is_active:
        return Branch.objects.none()
    if user.is_superuser:
        return Branch.objects.all()
    found = Branch.objects.none()
    for posting in postings(user, on):
        if posting.role not in COUNTER_ROLES:
            continue
        found = found | Branch.objects.below(posting.branch)
    return found


def branch_by_code(code: str) -> Branch | None:
    return Branch.objects.filter(code__iexact=code).first()


def covering(branch: Branch) -> BranchQuerySet:
    """Return the branch and its ancestors, head office first."""
    return Branch.objects.covering(branch)


def find_branches(words: str) -> BranchQuerySet:
    """Return open branches whose name, district, address or code holds every word."""
    found = Branch.objects.open()
    for word in words.split():
        found = (
            found.filter(name__icontains=word)
            | found.filter(district__icontains=word)
            | found.filter(address__icontains=word)
            | found.filter(code__iexact=word)
        )
    return found
