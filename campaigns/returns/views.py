"""Where a printed or spoken code leads."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.returns.actions import count_scan
from campaigns.returns.enums import ScanMeans
from campaigns.returns.readers import is_a_readers_visit
from cms.branches.models import Branch
from cms.branches.queries import branch_by_code
from cms.library.models import Edition
from cms.library.queries import (
    changes_since,
    current_edition,
    edition_by_code,
    material_by_code,
    replacement_for,
)

CODE = re.compile(r"^(\d{3,8})(?:-(\d{1,4}))?\Z")


def tidy(typed: str) -> str:
    """Return what somebody typed as a code: full-width digits, spaces and dashes put right."""
    plain = typed.strip().translate(str.maketrans("０１２３４５６７８９－—–", "0123456789---"))
    return re.sub(r"\s+", "", plain)


def unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """Answer a code nobody has given out, kindly: the input, the doors, and what is near it.

    "017-9" where only three editions exist still says which material 017 is.
    """
    material = material_by_code(typed.partition("-")[0])
    near = material if material and material.live else None
    context = {"typed": typed[:20], "near": near and near.specific}
    return render(request, "returns/unknown_code.html", context, status=404)


@require_safe
@never_cache
def look_up_code(request: HttpRequest) -> HttpResponse:
    """Lead from the box on every page to the code that was typed."""
    typed = tidy(request.GET.get("code", ""))
    if not CODE.match(typed):
        return unknown(request, request.GET.get("code", ""))
    return redirect("returns:code", code=typed)


def _find(code: str) -> Edition | None:
    """Return the edition of a printed code, or the newest edition of a spoken one."""
    if "-" in code:
        return edition_by_code(code)
    material = material_by_code(code)
    return current_edition(material) if material else None


def _count(request: HttpRequest, edition: Edition, branch: Branch | None) -> None:
    if is_a_readers_visit(request.method, request.headers):
        means = ScanMeans.QR if branch else ScanMeans.TYPED
        count_scan(edition=edition, branch=branch, on=timezone.localdate(), means=means)


def leads_on(edition: Edition, code: str) -> bool:
    """Return whether a code opens the material itself rather than a word about its edition.

    The digits said aloud mean the newest; one that was stopped is not to be followed by anybody.
    """
    return edition.is_in_force() or ("-" not in code and not edition.is_stopped)


@require_safe
@never_cache
def follow_code(request: HttpRequest, code: str, branch_code: str = "") -> HttpResponse:
    """Count the visit and lead to the material, or explain an edition that is no longer in force.

    A branch code nobody knows still leads on: the paper is real, only its branch is gone.
    """
    code = tidy(code)
    edition = _find(code) if CODE.match(code) else None
    if edition is None:
        return unknown(request, code)
    branch = branch_by_code(branch_code) if branch_code else None
    _count(request, edition, branch)
    material = edition.material
    if material.live and leads_on(edition, code):
        return redirect(material.specific.get_url(request))
    newest = replacement_for(edition)
    context = {
        "edition": edition,
        "material": material,
        "newest": newest,
        "changes": changes_since(edition, newest) if newest else [],
        "branch": branch,
    }
    return render(request, "returns/old_edition.html", context)
