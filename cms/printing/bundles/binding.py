"""Putting the chunks together: one ZIP with its manifest inside, or one PDF with it beside."""

import hashlib
import os
import zipfile
from pathlib import Path

from cms.printing.bundles import manifest
from cms.printing.bundles.chunks import DoneChunk, Line, Tick, damaged
from cms.printing.bundles.merging import write_pdf
from cms.printing.bundles.order import Order
from cms.printing.enums import BundleOutput
from cms.printing.inputs.imprint import CHINA

MANIFEST = "manifest.csv"
BLOCK = 1 << 20
FILES_A_TICK = 200


def manifest_beside(out: Path) -> Path:
    """Return where the manifest of a merged PDF lies."""
    return out.with_suffix(".csv")


def bind(order: Order, chunks: list[DoneChunk], out: Path, tick: Tick) -> tuple[str, int]:
    """Write the whole to `out`, at one stroke; return its SHA-256 and size in bytes.

    Raises DamagedChunkError when a file is no longer what was made.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f"{out.name}.part")
    tick()
    if order.output == BundleOutput.ZIP:
        _write_zip(order, chunks, unfinished, tick)
    else:
        write_pdf(order, chunks, unfinished, tick)
    tick()
    with unfinished.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size = unfinished.stat().st_size
    if order.output == BundleOutput.PDF:
        pages = manifest.of_pages(chunks, out.name, size, sha256)
        manifest_beside(out).write_bytes(pages)
    os.replace(unfinished, out)
    return sha256, size


def _write_zip(order: Order, chunks: list[DoneChunk], out: Path, tick: Tick) -> None:
    """PDFs are compressed already: stored, they cost a tenth of the time and 8 % more room."""
    stamp = order.job.edition.issued_at.astimezone(CHINA).timetuple()[:6]
    made = [(chunk, line) for chunk in chunks for line in chunk.lines if line.file]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, (chunk, line) in enumerate(made, 1):
            _store(archive, chunk, line, stamp)
            if number % FILES_A_TICK == 0:
                tick()
        archive.writestr(_entry(MANIFEST, stamp), manifest.of_files(chunks))


def _entry(name: str, stamp: tuple) -> zipfile.ZipInfo:
    """The day is the edition's, not the clock's: the same bundle has the same bytes."""
    entry = zipfile.ZipInfo(name, stamp)
    entry.external_attr = 0o644 << 16
    return entry


def _store(archive: zipfile.ZipFile, chunk: DoneChunk, line: Line, stamp: tuple) -> None:
    """Copy one file in small blocks, taking its hash again: a power cut may have eaten it."""
    entry = _entry(line.file, stamp)
    entry.file_size = line.size
    digest = hashlib.sha256()
    try:
        with (chunk.folder / line.file).open("rb") as source, archive.open(entry, "w") as target:
            while block := source.read(BLOCK):
                digest.update(block)
                target.write(block)
    except FileNotFoundError as error:
        raise damaged(chunk) from error
    if digest.hexdigest() != line.sha256:
        raise damaged(chunk)
