"""One PDF of many chunks, with a bookmark for every branch."""

from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import pikepdf

from cms.printing.bundles.chunks import MERGED, DoneChunk, Tick, checked
from cms.printing.bundles.manifest import has_backs, with_first_page
from cms.printing.bundles.order import Order
from cms.printing.options import SCRIPTS


def write_pdf(order: Order, chunks: list[DoneChunk], out: Path, tick: Tick) -> None:
    """Append the chunks' pages. The tags of each chunk stay behind: they describe one file."""
    two_sided = has_backs(chunks)
    made = [chunk for chunk in chunks if any(line.pages for line in chunk.lines)]
    with pikepdf.new() as whole, ExitStack() as sources:
        for chunk in made:
            tick()
            source = sources.enter_context(pikepdf.open(checked(chunk, MERGED, chunk.sha256)))
            _append(whole, source, chunk, two_sided=two_sided)
            if "/ViewerPreferences" not in whole.Root:
                whole.Root.ViewerPreferences = _wishes(source, two_sided=two_sided)
        _describe(order, whole)
        _bookmark(whole, chunks)
        whole.save(out, min_version="1.7", deterministic_id=True, progress=lambda percent: tick())


def _append(whole: pikepdf.Pdf, source: pikepdf.Pdf, chunk: DoneChunk, *, two_sided: bool) -> None:
    """Nobody's paper begins on the back of another's: what has no back gets an empty one."""
    pages = iter(list(source.pages))
    for line in chunk.lines:
        for page in islice(pages, line.pages):
            if "/StructParents" in page.obj:
                del page.obj["/StructParents"]
            whole.pages.append(page)
        if two_sided and line.pages % 2:
            left, bottom, right, top = (float(side) for side in whole.pages[-1].mediabox)
            whole.add_blank_page(page_size=(right - left, top - bottom))


def _wishes(source: pikepdf.Pdf, *, two_sided: bool) -> pikepdf.Dictionary:
    """True size, and both sides only where one branch's paper has two."""
    asked = source.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    duplex = str(asked.get("/Duplex", "/Simplex")) if two_sided else "/Simplex"
    return pikepdf.Dictionary(
        PrintScaling=pikepdf.Name("/None"), Duplex=pikepdf.Name(duplex), DisplayDocTitle=True
    )


def _describe(order: Order, whole: pikepdf.Pdf) -> None:
    job = order.job
    title = f"{job.edition} · {job.layout.name} · {SCRIPTS[job.options.script]}"
    whole.Root.Lang = pikepdf.String("zh-Hant" if job.options.script == "hant" else "zh-Hans")
    with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title


def _bookmark(whole: pikepdf.Pdf, chunks: list[DoneChunk]) -> None:
    with whole.open_outline() as outline:
        for line, first in with_first_page(chunks):
            if line.pages:
                outline.root.append(pikepdf.OutlineItem(f"{line.code} {line.name}", first - 1))
