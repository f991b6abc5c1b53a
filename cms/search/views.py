import re
import unicodedata

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.search.clauses import LONGEST_QUERY
from cms.search.queries import marked, pages_about, with_cards

PAGES_AT_A_TIME = 10
# For a page whose room brings no card of its own.
PLAIN_CARD = "search/card.html"
# 017 and 017-3 are on paper; a branch's own 10001-2 too, but 96110 alone is a telephone number.
CODE = re.compile(r"(?:\d{3}|\d{3}-\d{1,4}|\d{5}-\d{1,4})\Z", re.ASCII)
TELEPHONE_NUMBERS = {"110", "119", "120", "122", "315"}


def printed_code(typed: str) -> str:
    """Return the code on paper that was typed, or "" when it is something else."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed))
    return plain if CODE.match(plain) and plain not in TELEPHONE_NUMBERS else ""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the pages that hold what was typed; a code from paper leads to its material."""
    typed = request.GET.get("q", "").replace("\0", "").strip()
    if code := printed_code(typed):
        return HttpResponseRedirect(f"/d/{code}/")
    context = {"typed": typed, "longest": LONGEST_QUERY, "too_long": len(typed) > LONGEST_QUERY}
    if typed:
        found = Paginator(pages_about(typed), PAGES_AT_A_TIME).get_page(request.GET.get("page"))
        pages = marked(with_cards(list(found)), typed)
        cards = [(page, [getattr(page, "search_card", PLAIN_CARD), PLAIN_CARD]) for page in pages]
        context |= {"found": found, "cards": cards}
    return render(request, "search/search.html", context)
