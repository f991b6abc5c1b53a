"""One chunk: made in a folder beside its place and renamed into it when it is whole.

Runs in processes of its own and asks the database nothing.
"""

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pikepdf

from cms.branches.models import Branch
from cms.printing.bundles.order import Chunk
from cms.printing.enums import BundleOutput
from cms.printing.layouts import LAYOUTS
from cms.printing.rendering import PrintJob
from cms.printing.typst import PrintError

LINES = "lines.json"
MERGED = "merged.pdf"
# One way of being whole for both outputs: a folder of this name with its lines in it.
UNFINISHED = ".part"

Tick = Callable[[], None]
"""Called every now and then during long work, so that somebody hears it is alive."""


class BundleError(Exception):
    """A bundle cannot go on; str() is a sentence in Chinese for the person who asked."""


class DamagedChunkError(BundleError):
    """A file on disk is no longer what was written there."""


@dataclass(frozen=True)
class Line:
    """清单的一行 — what became of one branch; `reason` says in Chinese why it was left out."""

    pk: int
    code: str
    name: str
    file: str = ""
    pages: int = 0
    size: int = 0
    sha256: str = ""
    reason: str = ""


@dataclass(frozen=True)
class DoneChunk:
    folder: Path
    fingerprint: str
    lines: list[Line]
    sha256: str = ""  # of the merged file

    @property
    def failed(self) -> list[Line]:
        return [line for line in self.lines if line.reason]


def finished_chunk(folder: Path, chunk: Chunk) -> DoneChunk | None:
    """Return the chunk if it stands there whole and its branches still say the same."""
    place = folder / chunk.folder_name
    try:
        kept = json.loads((place / LINES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if kept["fingerprint"] != chunk.fingerprint:
        return None
    lines = [Line(**line) for line in kept["lines"]]
    return DoneChunk(place, kept["fingerprint"], lines, kept["sha256"])


def portable(job: PrintJob) -> tuple[PrintJob, str]:
    """Return the job without its layout, and the layout's code: layouts hold functions."""
    return replace(job, layout=None), job.layout.code


def make_chunk(
    job: PrintJob, layout_code: str, output: BundleOutput, chunk: Chunk, folder: Path
) -> DoneChunk:
    """Make the chunk's files and put them in place at one stroke."""
    job = replace(job, layout=LAYOUTS[layout_code])
    place = folder / chunk.folder_name
    unfinished = folder / f"{chunk.folder_name}{UNFINISHED}"
    for old in (place, unfinished):
        shutil.rmtree(old, ignore_errors=True)
    unfinished.mkdir(parents=True)
    if output == BundleOutput.ZIP:
        lines, sha256 = _files(job, chunk, unfinished), ""
    else:
        lines, sha256 = _merged(job, chunk, unfinished)
    kept = {"fingerprint": chunk.fingerprint, "sha256": sha256, "lines": [asdict(x) for x in lines]}
    (unfinished / LINES).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    unfinished.rename(place)
    return DoneChunk(place, chunk.fingerprint, lines, sha256)


def _files(job: PrintJob, chunk: Chunk, folder: Path) -> list[Line]:
    lines = []
    for branch, name in zip(chunk.branches, chunk.names, strict=True):
        line = Line(branch.pk, branch.code, branch.name)
        try:
            pdf = job.pdf(branch)
        except PrintError as error:
            lines.append(replace(line, reason=str(error)))
            continue
        (folder / name).write_bytes(pdf)
        sha256 = hashlib.sha256(pdf).hexdigest()
        lines.append(replace(line, file=name, pages=pages_in(pdf), size=len(pdf), sha256=sha256))
    return lines


def _merged(job: PrintJob, chunk: Chunk, folder: Path) -> tuple[list[Line], str]:
    pdf, reasons = _set_together(job, chunk.branches)
    kept = [branch for branch in chunk.branches if branch.pk not in reasons]
    pages = _pages_each(job, kept, pdf) if kept else {}
    (folder / MERGED).write_bytes(pdf)
    lines = [
        Line(
            branch.pk,
            branch.code,
            branch.name,
            pages=pages.get(branch.pk, 0),
            reason=reasons.get(branch.pk, ""),
        )
        for branch in chunk.branches
    ]
    return lines, hashlib.sha256(pdf).hexdigest()


def _set_together(job: PrintJob, branches: tuple[Branch, ...]) -> tuple[bytes, dict[int, str]]:
    """Return one PDF of all that can be set, and why the others cannot; b"" if none can."""
    if not branches:
        return b"", {}
    try:
        return job.merged(branches), {}
    except PrintError:
        reasons = left_out(job, branches)
    kept = [branch for branch in branches if branch.pk not in reasons]
    return (job.merged(kept) if kept else b""), reasons


def left_out(job: PrintJob, branches: tuple[Branch, ...]) -> dict[int, str]:
    """Return, by branch, why it cannot be set: found by halves, as one bad branch fails all."""
    try:
        job.merged(branches)
    except PrintError as error:
        if len(branches) == 1:
            return {branches[0].pk: str(error)}
        middle = len(branches) // 2
        return left_out(job, branches[:middle]) | left_out(job, branches[middle:])
    return {}


def _pages_each(job: PrintJob, branches: list[Branch], pdf: bytes) -> dict[int, int]:
    """Return how many pages each branch has: all the same, or else each is set by itself."""
    first = pages_in(job.merged(branches[:1]))
    if pages_in(pdf) == first * len(branches):
        return {branch.pk: first for branch in branches}
    return {branch.pk: pages_in(job.merged([branch])) for branch in branches}


def pages_in(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def checked(chunk: DoneChunk, name: str, sha256: str) -> Path:
    """Return the path of a chunk's file. Raises DamagedChunkError if it is not what was made."""
    path = chunk.folder / name
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise damaged(chunk) from error
    if found != sha256:
        raise damaged(chunk)
    return path


def damaged(chunk: DoneChunk) -> DamagedChunkError:
    """Throw the chunk away, so that it is made anew, and return what to say of it."""
    (chunk.folder / LINES).unlink(missing_ok=True)
    return DamagedChunkError("有一组文件在磁盘上坏了，已经丢掉。再做一次，只会补做这一组。")
