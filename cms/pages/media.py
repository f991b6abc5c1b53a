"""Uploaded files, served so that nothing in them can run.

A bank would let nginx serve /media/; this is the same answer without one.
"""

import re
from pathlib import Path

from csp.decorators import csp_replace
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

RANGE = re.compile(r"^bytes=(\d*)-(\d*)\Z")
A_YEAR = 31_536_000
# A player asks for "from here to the end"; it gets this much and asks again.
MOST_AT_ONCE = 4 * 1024 * 1024


def _wanted(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte asked for, or None for the whole file or nonsense."""
    match = RANGE.match(header or "")
    if not match or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    if not start:
        return max(size - int(end), 0), size - 1
    return int(start), min(int(end) if end else size - 1, size - 1)


@require_safe
@csp_replace({"default-src": ["'none'"], "media-src": ["'self'"], "img-src": ["'self'"]})
def serve_media(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a file of MEDIA_ROOT, whole or the range that a video player asks for."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
    except ValueError as error:
        raise Http404 from error
    if not file.is_file() or file.name.startswith("."):
        raise Http404
    size = file.stat().st_size
    wanted = _wanted(request.headers.get("Range", ""), size)
    if wanted and wanted[0] >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    stream = file.open("rb")
    if wanted is None:
        response = FileResponse(stream)
    else:
        first, last = wanted[0], min(wanted[1], wanted[0] + MOST_AT_ONCE - 1)
        stream.seek(first)
        response = HttpResponse(stream.read(last - first + 1), status=206)
        response["Content-Type"] = FileResponse(file.open("rb")).headers["Content-Type"]
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        stream.close()
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"public, max-age={A_YEAR}"
    return response
