"""打印包 — several prints as one file that one press of the printer's button turns into paper.

Every sheet goes through the printer upright, and both sides are set for turning on the long
edge, as office printers do when nobody chooses. So a page that lies across is turned a quarter,
and the back of paper made for turning on the *short* edge, a leaflet, is turned half round
besides: seen from the paper, flipping a half-turned back on the long edge is flipping the
upright one on the short edge. A page without a back gets an empty one, so that nothing is ever
printed on the back of something else.

A printer that knows one side only gets, for each print, all its fronts and then all its backs:
whoever prints puts the stack in again between the two.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf

QUARTER, HALF = 90, 180
A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)  # points
OF_ANOTHER_FILE = ("/StructParents", "/Annots", "/Tabs")


@dataclass(frozen=True)
class Stack:
    """One print and how often it is wanted."""

    pdf: bytes
    copies: int


def page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def two_on_one(pdfs: Iterable[bytes], *, title: str) -> bytes:
    """Return one-page A5 prints that lie across, two of them on each upright A4, at true size."""
    kept, prints = io.BytesIO(), list(pdfs)
    with pikepdf.new() as sheets:
        for first in range(0, len(prints), 2):
            page = sheets.add_blank_page(page_size=A4)
            for place, pdf in enumerate(prints[first : first + 2]):
                with pikepdf.open(io.BytesIO(pdf)) as document:
                    _, _, width, height = (float(side) for side in document.pages[0].mediabox)
                    top = A4[1] * (2 - place) / 2
                    half = pikepdf.Rectangle(0, top - height, width, top)
                    page.add_overlay(document.pages[0], half)
        _ask_the_viewer(sheets, both_sides=False)
        with sheets.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        sheets.save(kept, min_version="1.7", deterministic_id=True)
    return kept.getvalue()


def has_backs(pages: Iterable[int]) -> bool:
    """Return whether any print of so many pages has something on its back."""
    return any(count > 1 for count in pages)


def sheets_of(pages: int, copies: int, *, both_sides: bool) -> int:
    """Return how many sheets of paper so many copies take."""
    return copies * (-(-pages // 2) if both_sides else pages)


def bind(stacks: Iterable[Stack], *, title: str, both_sides: bool) -> bytes:
    """Return the stacks as one PDF at true size. A repeated page is one page drawn many times."""
    kept = io.BytesIO()
    with pikepdf.new() as pack:
        for stack in stacks:
            with pikepdf.open(io.BytesIO(stack.pdf)) as document:
                pages = list(_turned(document, both_sides=both_sides))
                _lay(pack, pages, stack.copies, both_sides=both_sides)
        _ask_the_viewer(pack, both_sides=both_sides)
        with pack.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        pack.docinfo["/Title"] = title
        pack.save(kept, min_version="1.7", deterministic_id=True)
    return kept.getvalue()


def _turned(document: pikepdf.Pdf, *, both_sides: bool) -> Iterator[pikepdf.Page]:
    """Give each page upright, backs as the long edge wants them, an empty back where none is."""
    wishes = document.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    on_short_edge = wishes.get("/Duplex") == pikepdf.Name.DuplexFlipShortEdge
    for number, page in enumerate(list(document.pages)):
        for key in OF_ANOTHER_FILE:
            if key in page.obj:
                del page.obj[key]
        turn = QUARTER if _is_wide(page) else 0
        if both_sides and on_short_edge and number % 2:
            turn += HALF
        page.rotate(turn, relative=False)
        yield page
    if both_sides and len(document.pages) % 2:
        left, bottom, right, upper = (float(side) for side in document.pages[-1].mediabox)
        document.add_blank_page(page_size=(right - left, upper - bottom))
        back = document.pages[-1]
        back.rotate(QUARTER if _is_wide(back) else 0, relative=False)
        yield back


def _is_wide(page: pikepdf.Page) -> bool:
    left, bottom, right, upper = (float(side) for side in page.mediabox)
    return right - left > upper - bottom


def _lay(pack: pikepdf.Pdf, pages: list, copies: int, *, both_sides: bool) -> None:
    first = len(pack.pages)
    pack.pages.extend(pages)
    once = [pack.pages[first + place] for place in range(len(pages))]
    if both_sides:
        rest = once * (copies - 1)
    else:
        for _ in once:
            del pack.pages[first]
        rest = [page for page in once for _ in range(copies)]
    for page in rest:
        pack.pages.append(page)


def _ask_the_viewer(pack: pikepdf.Pdf, *, both_sides: bool) -> None:
    sides = pikepdf.Name.DuplexFlipLongEdge if both_sides else pikepdf.Name.Simplex
    pack.Root.Lang = pikepdf.String("zh-CN")
    pack.Root.ViewerPreferences = pikepdf.Dictionary(
        PrintScaling=pikepdf.Name("/None"),
        Duplex=sides,
        PickTrayByPDFSize=True,
        DisplayDocTitle=True,
    )
