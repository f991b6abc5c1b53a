"""Where to find a branch, and what a reader wants to know of it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cms.branches.models import Branch
from cms.branches.queries import branch_by_code, find_branches

PAGE_SIZE = 20
MOST_DISTRICTS = 12
MOST_TYPED = 40


def districts() -> list[str]:
    """Return the districts with open branches, for readers who would rather press than type."""
    found = Branch.objects.open().exclude(district="").order_by("district")
    return list(found.values_list("district", flat=True).distinct()[:MOST_DISTRICTS])


@require_safe
def branch_list(request: HttpRequest, missing: str = "") -> HttpResponse:
    """List open branches, narrowed by name, district, address or code."""
    typed = request.GET.get("q", "").strip()[:MOST_TYPED]
    pages = Paginator(find_branches(typed).order_by("path"), PAGE_SIZE)
    context = {
        "typed": typed,
        "missing": missing[:MOST_TYPED],
        "districts": districts(),
        "branches": pages.get_page(request.GET.get("page")),
    }
    return render(request, "branches/list.html", context, status=404 if missing else 200)


@require_safe
def branch_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one branch; a code nobody knows leads to the list, which says so."""
    branch = branch_by_code(code)
    if branch is None:
        return branch_list(request, missing=code)
    if branch.code != code:
        return redirect("branch_pages:page", code=branch.code)
    above = [b for b in Branch.objects.covering(branch) if b.pk != branch.pk]
    below = branch.get_children().filter(is_open=True)[:PAGE_SIZE]
    context = {"branch": branch, "above": above, "below": below}
    return render(request, "branches/page.html", context)
