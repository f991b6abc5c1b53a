"""The one way a view learns which branch it works for."""

from django.http import HttpRequest

from cms.branches.models import Branch, BranchQuerySet
from cms.branches.queries import branches_for

SESSION_KEY = "branch_code"


def branches_to_choose(request: HttpRequest) -> BranchQuerySet:
    """Return the open lobbies among the user's branches; whatever else is theirs if none."""
    mine = branches_for(request.user).open()
    lobbies = mine.lobbies()
    return lobbies if lobbies.exists() else mine


def current_branch(request: HttpRequest) -> Branch | None:
    """Return the branch chosen in this session if the user may still act for it.

    Without a choice: the only branch of somebody who has just one, else None (ask them).
    The id never comes from the body of a request.
    """
    choices = branches_to_choose(request)
    code = request.session.get(SESSION_KEY)
    if code and (chosen := choices.filter(code=code).first()):
        return chosen
    only_two = list(choices[:2])
    return only_two[0] if len(only_two) == 1 else None


def choose_branch(request: HttpRequest, branch: Branch) -> None:
    request.session[SESSION_KEY] = branch.code
