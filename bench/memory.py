"""How much memory a process needs that prints for a whole region, and whether that grows."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from cms.branches.models import Branch
from cms.printing.bundles.chunks import portable
from cms.printing.bundles.order import CHUNK
from cms.printing.enums import BundleOutput
from cms.printing.layouts import LAYOUTS
from cms.printing.pool import press_pool
from cms.printing.rendering import PrintJob

MOST = 1_600
MOST_MB = 400
STILL_FLAT = 1.1


def resident() -> float:
    """Return the memory of this process that is in RAM now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def in_chunks(job: PrintJob, branches: list[Branch], size: int) -> tuple[float, float]:
    """Print for the branches, so many to a file; return the memory after the hundredth branch
    and after the last."""
    hundredth = 0.0
    for start in range(0, len(branches), size):
        job.merged(branches[start : start + size])
        if not hundredth and start + size >= 100:
            hundredth = resident()
    return hundredth, resident()


def elsewhere(job: PrintJob, layout: str, branches: list[Branch], size: int) -> tuple[float, float]:
    return in_chunks(replace(job, layout=LAYOUTS[layout]), branches, size)


def press_memory(job: PrintJob, branches: list[Branch]) -> Iterator[str]:
    """Print for 1,600 branches in fresh processes, a file each in one, merged in the other."""
    bare = portable(job)
    some = branches[:MOST]
    with press_pool(2) as pool:
        files = pool.submit(elsewhere, *bare, some, 1)
        merged = pool.submit(elsewhere, *bare, some, CHUNK[BundleOutput.PDF])
        yield line("a file each", files, len(some))
        yield line("merged", merged, len(some))


def line(name: str, measured: Future, last: int) -> str:
    before, after = measured.result()
    met = max(before, after) <= MOST_MB and after <= before * STILL_FLAT
    return (
        f"{'✓' if met else '✗'} memory of one process, {name}: {before:.0f} MB after 100 branches, "
        f"{after:.0f} MB after {last:,} (target {MOST_MB} MB, no growth)"
    )
