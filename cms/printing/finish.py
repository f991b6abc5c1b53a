"""What typst cannot say in a PDF: print it true to size, turn it over this edge, cut it here.

Typst writes the many small objects that tell a listener what is a heading one by one and in the
clear. Packed together they make a leaflet's file a sixth smaller, and one for many branches half.
"""

import io
import logging
import re
import zlib
from itertools import pairwise

import pikepdf

from cms.printing.press import name_bleed

logger = logging.getLogger(__name__)

PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
BOX = re.compile(rb"/MediaBox\[([\d.\- ]+)\]")
TABLE = re.compile(rb"xref\n0 \d+\n")
TRAILER = re.compile(rb"trailer\n<</Size \d+(.*)>>\nstartxref\n(\d+)\n%%EOF\s*$", re.DOTALL)
WISHES = b"/ViewerPreferences<<"
END = b"\nendobj\n"
ENTRY = 20  # bytes of an object's entry in the table
IN_A_PACK = 200


def finish(pdf: bytes, *, press: bool, pack: bool = True) -> bytes:
    """Ask the viewer for true size and the right flip; for a press say where to cut.

    Packing a file for many branches costs a sixth of making it, and whoever puts several of them
    together packs them anyway.
    """
    try:
        said = wishes(pdf)
        made = packed(pdf, said) if pack else with_wishes(pdf, said)
    except ValueError:
        # Typst may write its files otherwise one day; paper must come out that day too.
        logger.warning("typst writes files in another way: finishing costs a quarter more")
        made = by_the_library(pdf)
    return with_boxes(made) if press else made


def wishes(pdf: bytes) -> bytes:
    """Return what the viewer is asked for, in PDF's own words."""
    said, pages, box = b"/PrintScaling/None", PAGES.search(pdf), BOX.search(pdf)
    if not pages or not box:
        raise ValueError("not a file as typst writes it")
    if int(pages[1]) > 1:
        left, bottom, right, top = (float(side) for side in box[1].split())
        is_wide = right - left > top - bottom
        said += b"/Duplex/DuplexFlipShortEdge" if is_wide else b"/Duplex/DuplexFlipLongEdge"
    return said


def ending(pdf: bytes) -> tuple[re.Match, re.Match]:
    """Return where the table of places begins, and the trailer behind it.

    Raises ValueError for a file that typst did not write.
    """
    trailer = TRAILER.search(pdf, max(0, len(pdf) - 2_000))
    table = trailer and TABLE.match(pdf, int(trailer[2]))
    # The catalogue is what typst writes last.
    if not table or pdf.rfind(WISHES, table.start() - 2_000, table.start()) < 0:
        raise ValueError("not a file as typst writes it")
    return table, trailer


def with_wishes(pdf: bytes, said: bytes) -> bytes:
    """Return the file with words put into its wishes: only the table behind them moves."""
    table, trailer = ending(pdf)
    at = pdf.rfind(WISHES, 0, table.start()) + len(WISHES)
    moved = b"%d\n%%%%EOF" % (table.start() + len(said))
    return b"".join((pdf[:at], said, pdf[at : trailer.start(2)], moved))


def packed(pdf: bytes, said: bytes) -> bytes:
    """Return the file with words put into its wishes and its small objects in packs.

    Opening and saving it would do the same for a quarter of what making a leaflet costs.
    """
    table, trailer = ending(pdf)
    starts = [int(pdf[at : at + 10]) for at in range(table.end() + ENTRY, trailer.start(), ENTRY)]
    out, small = io.BytesIO(), []
    out.write(pdf[: starts[0]])
    places = {0: (0, 0, 65535)}  # number: kind, where, and where in it (ISO 32000-1, 7.5.8)
    for number, (start, end) in enumerate(pairwise([*starts, table.start()]), 1):
        if pdf.endswith(b"endstream" + END, start, end):
            places[number] = (1, out.tell(), 0)
            out.write(pdf[start:end])
        else:
            small.append((number, pdf[pdf.index(b"\n", start) + 1 : end - len(END)]))
    number, catalogue = small.pop()
    small.append((number, catalogue.replace(WISHES, WISHES + said)))
    for first in range(0, len(small), IN_A_PACK):
        pack = len(starts) + 1 + first // IN_A_PACK
        _write_pack(out, small[first : first + IN_A_PACK], places, pack)
    _write_places(out, places, trailer[1])
    return out.getvalue()


def _write_pack(out: io.BytesIO, some: list[tuple[int, bytes]], places: dict, pack: int) -> None:
    """Write objects into one compressed stream and note where each of them is."""
    heads, at = [], 0
    for place, (number, body) in enumerate(some):
        heads.append(b"%d %d" % (number, at))
        places[number] = (2, pack, place)
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    places[pack] = (1, out.tell(), 0)
    said = b"/Type/ObjStm/N %d/First %d" % (len(some), len(head))
    _write_stream(out, pack, said, head + b"\n".join(body for _, body in some))


def _write_places(out: io.BytesIO, places: dict, trailer: bytes) -> None:
    """Write where every object is, and that this table is the end."""
    number, at = len(places), out.tell()
    places[number] = (1, at, 0)
    rows = b"".join(
        kind.to_bytes(1) + where.to_bytes(4) + within.to_bytes(2)
        for kind, where, within in (places[n] for n in range(len(places)))
    )
    said = b"/Type/XRef/W[1 4 2]/Size %d%s" % (len(places), trailer)
    _write_stream(out, number, said, rows)
    out.write(b"startxref\n%d\n%%%%EOF" % at)


def _write_stream(out: io.BytesIO, number: int, said: bytes, body: bytes) -> None:
    data = zlib.compress(body, 9)
    out.write(b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\n" % (number, said, len(data)))
    out.write(b"stream\n%s\nendstream%s" % (data, END))


def by_the_library(pdf: bytes) -> bytes:
    """Ask the viewer for the same and pack the file by opening and saving it."""
    finished = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        wishes = document.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        wishes.PrintScaling = pikepdf.Name("/None")
        if len(document.pages) > 1:
            left, bottom, right, top = (float(side) for side in document.pages[0].mediabox)
            edge = "Short" if right - left > top - bottom else "Long"
            wishes.Duplex = pikepdf.Name(f"/DuplexFlip{edge}Edge")
        document.Root.ViewerPreferences = wishes
        document.save(
            finished,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return finished.getvalue()


def with_boxes(pdf: bytes) -> bytes:
    """Name the bleed on every page; deterministic_id keeps the bytes fixed."""
    finished = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        name_bleed(document)
        document.save(finished, deterministic_id=True, fix_metadata_version=False)
    return finished.getvalue()
