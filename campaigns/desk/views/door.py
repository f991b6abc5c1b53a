"""The one door of the desk: nobody reaches a view without a right and a branch."""

from datetime import date

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from cms.branches.current import SESSION_KEY, branches_to_choose, current_branch
from cms.branches.models import Branch
from cms.branches.queries import branches_for
from cms.library.models import Edition

INVALID = 422


class DeskView(View):
    """A page of the desk: signed in, with a posting, at a branch that the session names.

    `checks.py` refuses to start with a desk address whose view does not come through here.
    """

    needs_branch = True
    section = ""
    branch: Branch
    today: date

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = self.admit(request) or super().dispatch(request, *args, **kwargs)
        # Counters share a PC: the next person's "back" must not show this one's pages.
        add_never_cache_headers(response)
        return response

    def admit(self, request: HttpRequest) -> HttpResponse | None:
        """Return what turns the visitor away, or None when they may pass."""
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method == "GET" else reverse("desk:today")
            return redirect_to_login(back, reverse("desk:sign_in"))
        self.today = timezone.localdate()
        if not self.needs_branch:
            if branches_for(request.user).open().exists():
                return None
            return render(request, "desk/no_posting.html", status=403)
        branch = current_branch(request)
        if branch is None:
            if branches_to_choose(request).exists():
                return redirect("desk:choose_branch")
            return render(request, "desk/no_posting.html", status=403)
        self.branch = branch
        return None

    def show(self, template: str, context: dict, status: int = 200) -> HttpResponse:
        frame = {
            "branch": getattr(self, "branch", None),
            "section": self.section,
            "today": self.today,
            # Only somebody who was asked has another one to change to.
            "may_change_branch": SESSION_KEY in self.request.session,
            **context,
        }
        return render(self.request, f"desk/{template}", frame, status=status)

    def edition_of(self, code: str, editions) -> Edition:
        """Return the edition with this code among these. Raises Http404 for all others."""
        edition = editions.filter(code=code).select_related("material__owner_branch").first()
        if edition is None:
            raise Http404("no such edition at this branch")
        return edition
