"""Uploaded files, served so that nothing in them can run.

A bank would let nginx serve /media/; this is the same answer without one.
"""

import mimetypes
import re
from pathlib import Path

from csp.decorators import csp_replace
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

RANGE = re.compile(r"^bytes=(\d*)-(\d*)\Z")
A_YEAR = 31_536_000
# A player asks for "from here to the end"; it gets this much and asks again.
MOST_AT_ONCE = 4 * 1024 * 1024


def file_of(path: str) -> Path:
    """Return the uploaded file of this address; Http404 for anything outside or hidden."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
        found = file.is_file() and not file.name.startswith(".")
    except (ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    if not found:
        raise Http404
    return file


def range_asked_for(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte asked for, or None for the whole file or nonsense."""
    match = RANGE.match(header)
    if not match or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    if not start:
        return max(size - int(end), 0), size - 1
    first = int(start)
    if end and int(end) < first:
        return None
    return first, min(int(end or size), size - 1, first + MOST_AT_ONCE - 1)


def part_of(file: Path, first: int, last: int, size: int) -> HttpResponse:
    if first >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with file.open("rb") as stream:
        stream.seek(first)
        data = stream.read(last - first + 1)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    headers = {"Content-Range": f"bytes {first}-{last}/{size}"}
    return HttpResponse(data, status=206, content_type=kind, headers=headers)


@require_safe
@csp_replace({"default-src": ["'none'"], "media-src": ["'self'"], "img-src": ["'self'"]})
def serve_media(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a file of MEDIA_ROOT, whole or the range that a video player asks for."""
    file = file_of(path)
    size = file.stat().st_size
    wanted = range_asked_for(request.headers.get("Range", ""), size)
    response = part_of(file, *wanted, size) if wanted else FileResponse(file.open("rb"))
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"public, max-age={A_YEAR}"
    return response
