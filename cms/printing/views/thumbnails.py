"""An edition's picture in lists: never late for the list, never an error page."""

import logging

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.library.models import Edition
from cms.printing.layouts import layouts_for
from cms.printing.thumbnails import thumbnail, user_can_see
from cms.printing.typst import PrintError

logger = logging.getLogger(__name__)

A_YEAR = 31_536_000  # seconds; the address has the version in it
A_WHILE = 300
# A sheet with nothing on it: drawn where there is no picture, so that a list keeps its shape.
PLAIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="320" height="453">'
    '<rect width="210" height="297" fill="#fff"/>'
    '<rect x="30" y="40" width="150" height="18" fill="#e4eff7"/>'
    '<path d="M30 90h150M30 115h150M30 140h100" stroke="#c9d6e0" stroke-width="8"/></svg>'
)


def plain(status: int = 200) -> HttpResponse:
    response = HttpResponse(PLAIN, content_type="image/svg+xml", status=status)
    response["Cache-Control"] = f"private, max-age={A_WHILE}"
    return response


@require_safe
@login_required
@csp_replace({"default-src": ["'none'"]})
def edition_thumbnail(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with page 1 of the edition, in the layout that `?layout=` names or its main one.

    A stranger's edition answers as one that does not exist.
    """
    found = Edition.objects.filter(code=code).select_related("material__owner_branch").first()
    if found is None or not user_can_see(request.user, found):
        return plain(status=404)
    wanted = request.GET.get("layout", "")
    layouts = {layout.code: layout for layout in layouts_for(found)}
    if wanted and wanted not in layouts:
        return plain(status=404)
    try:
        png = thumbnail(found, layouts.get(wanted))
    except PrintError:
        return plain()
    except Exception:  # noqa: BLE001 - an old edition may hold anything; a list must still open
        logger.exception("no thumbnail of %s", code)
        return plain()
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return response
