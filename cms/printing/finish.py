"""What typst cannot say in a PDF: print it true to size, turn it over this edge, cut it here."""

import io
import re

import pikepdf

from cms.printing.press import name_bleed

PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
BOX = re.compile(rb"/MediaBox\[([\d.\- ]+)\]")
WISHES = b"/ViewerPreferences<<"
TABLE = b"\nxref\n"
TABLE_AT = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")


def finish(pdf: bytes, *, press: bool) -> bytes:
    """Ask the viewer for true size and the right flip; for a press say where to cut."""
    asked = with_wishes(pdf, wishes(pdf))
    return named_boxes(asked) if press else asked


def wishes(pdf: bytes) -> bytes:
    """Return what the viewer is asked for, in PDF's own words."""
    said = b"/PrintScaling/None"
    if int(PAGES.search(pdf)[1]) > 1:
        left, bottom, right, top = (float(side) for side in BOX.search(pdf)[1].split())
        is_wide = right - left > top - bottom
        said += b"/Duplex/DuplexFlipShortEdge" if is_wide else b"/Duplex/DuplexFlipLongEdge"
    return said


def with_wishes(pdf: bytes, said: bytes) -> bytes:
    """Put words into the catalogue's wishes. Raises ValueError for a file typst did not write.

    The catalogue is the last thing typst writes, so nothing moves but the table of places behind
    it. Opening and saving the file would cost a fifth of making it.
    """
    at, table, place = pdf.rfind(WISHES), pdf.rfind(TABLE), TABLE_AT.search(pdf)
    if not 0 < at < table or pdf.find(b"\nendobj", at) != table - len(b"\nendobj") or not place:
        raise ValueError("the catalogue is not where typst puts it")
    at += len(WISHES)
    moved = b"startxref\n%d\n%%%%EOF" % (int(place[1]) + len(said))
    return b"".join((pdf[:at], said, pdf[at : place.start()], moved))


def named_boxes(pdf: bytes) -> bytes:
    """Name the bleed on every page; deterministic_id keeps the bytes fixed."""
    finished = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        name_bleed(document)
        document.save(finished, deterministic_id=True, fix_metadata_version=False)
    return finished.getvalue()
