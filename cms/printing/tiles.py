"""A large sheet laid at true size over small ones, to be cut and glued together.

The finished page is put whole into the new file once; each small sheet shows its part of it.
"""

import io
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

import pikepdf

from cms.printing.options import PAPERS, PrintOptions
from cms.printing.press import POINTS_IN_MM
from cms.printing.templates import Sources
from cms.printing.typst import compile_pdf

TEMPLATE = "tile_marks.typ"
MARGIN_MM = 8  # what printers leave white
LABEL_MM = 6  # above each part, for the words that say which it is
OVERLAP_MM = 10

CLAIMS = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")


@dataclass(frozen=True)
class Box:
    """Millimetres from the upper left corner of a page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class TilePlan:
    """How a sheet is laid over smaller ones, all parts of it alike. Millimetres."""

    width: float
    height: float
    paper: tuple[int, int]
    columns: int
    rows: int

    @property
    def sheets(self) -> int:
        return self.columns * self.rows

    @property
    def part(self) -> Box:
        """Where on its small sheet every part stands."""
        across, down = self.paper
        width = (self.width + (self.columns - 1) * OVERLAP_MM) / self.columns
        height = (self.height + (self.rows - 1) * OVERLAP_MM) / self.rows
        return Box((across - width) / 2, (down - height + LABEL_MM) / 2, width, height)

    @property
    def picture(self) -> Box:
        """Where the first page shows the whole, small: left on a wide page, above on a tall one."""
        across, down = self.paper
        is_wide = across > down
        x, y = across * 0.05, down * (0.17 if is_wide else 0.12)
        room = (across * 0.42, down * 0.77) if is_wide else (across * 0.9, down * 0.52)
        scale = min(room[0] / self.width, room[1] / self.height)
        width, height = self.width * scale, self.height * scale
        return Box(x + (room[0] - width) / 2, y, width, height)

    def placements(self) -> Iterator[tuple[Box, Box]]:
        """Yield for each page what it shows of the sheet, and where: the whole, then each part."""
        yield Box(0, 0, self.width, self.height), self.picture
        part = self.part
        for row in range(self.rows):
            for column in range(self.columns):
                x, y = column * (part.width - OVERLAP_MM), row * (part.height - OVERLAP_MM)
                yield Box(x, y, part.width, part.height), part


def plan_tiles(width: float, height: float, small: str) -> TilePlan:
    """Return the plan with the fewest small sheets ("a3" or "a4"), upright or across."""
    upright = PAPERS[small]
    plans = [_plan(width, height, paper) for paper in (upright, (upright[1], upright[0]))]
    return min(plans, key=lambda plan: plan.sheets)


def _plan(width: float, height: float, paper: tuple[int, int]) -> TilePlan:
    across, down = paper[0] - 2 * MARGIN_MM, paper[1] - 2 * MARGIN_MM - LABEL_MM
    return TilePlan(
        width=width,
        height=height,
        paper=paper,
        columns=math.ceil((width - OVERLAP_MM) / (across - OVERLAP_MM)),
        rows=math.ceil((height - OVERLAP_MM) / (down - OVERLAP_MM)),
    )


def tiled(
    pdf: bytes,
    imprints: list[dict],
    options: PrintOptions,
    *,
    title: str,
    timestamp: datetime | int,
    sources: Sources | None = None,
) -> bytes:
    """Lay every page of a finished PDF, one for each imprint, over sheets of `options.tiles`.

    Before the parts of each comes a page that says how to put them together. The same bytes
    every time. The claims of PDF/A and PDF/UA go: a part in pieces has no reading order.
    """
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        left, bottom, right, top = (float(side) for side in whole.pages[0].mediabox)
        plan = plan_tiles(
            (right - left) / POINTS_IN_MM, (top - bottom) / POINTS_IN_MM, options.tiles
        )
        has_marks = sources is not None and TEMPLATE in sources
        marks = compile_pdf(
            TEMPLATE,
            _as_data(plan, title, options),
            imprints,
            options,
            timestamp=timestamp,
            sources=sources if has_marks else None,
        )
        with pikepdf.open(io.BytesIO(marks)) as document:
            pages = iter(document.pages)
            for page in whole.pages:
                form = document.copy_foreign(page.as_form_xobject())
                for (shown, where), sheet in zip(plan.placements(), pages, strict=False):
                    _lay_under(sheet, form, plan, shown, where)
            return _saved(document)


def _as_data(plan: TilePlan, title: str, options: PrintOptions) -> dict:
    return {
        "title": title,
        "title_words": [title],
        "hotlines": [],
        "columns": plan.columns,
        "rows": plan.rows,
        "overlap": OVERLAP_MM,
        "margin": MARGIN_MM,
        "paper": {"width": plan.paper[0], "height": plan.paper[1], "name": options.tiles.upper()},
        "whole": {"width": plan.width, "height": plan.height, "name": options.paper.upper()},
        "part": asdict(plan.part),
        "picture": asdict(plan.picture),
    }


def _lay_under(
    page: pikepdf.Page, form: pikepdf.Object, plan: TilePlan, shown: Box, where: Box
) -> None:
    """Draw what is shown of the form below what is on the page, its upper left corner in place."""
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.Whole)
    scale = where.width / shown.width
    # PDF counts points from the lower left corner.
    x, y = where.x, plan.paper[1] - where.y - where.height
    left = x - shown.x * scale
    bottom = y - (plan.height - shown.y - shown.height) * scale
    clip = " ".join(f"{n * POINTS_IN_MM:.4f}" for n in (x, y, where.width, where.height))
    move = f"{scale:.6f} 0 0 {scale:.6f} {left * POINTS_IN_MM:.4f} {bottom * POINTS_IN_MM:.4f}"
    page.contents_add(f"q {clip} re W n {move} cm {name} Do Q\n".encode(), prepend=True)


def _saved(document: pikepdf.Pdf) -> bytes:
    for name in ("/StructTreeRoot", "/MarkInfo"):
        if name in document.Root:
            del document.Root[name]
    for page in document.pages:
        for name in ("/StructParents", "/Tabs"):
            if name in page.obj:
                del page.obj[name]
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        for claim in CLAIMS:
            about.pop(claim, None)
    document.Root.ViewerPreferences.Duplex = pikepdf.Name("/Simplex")
    finished = io.BytesIO()
    document.save(finished, deterministic_id=True, fix_metadata_version=False)
    return finished.getvalue()
