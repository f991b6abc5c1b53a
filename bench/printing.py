"""The tri-fold leaflet in bulk and at the desk, beside WeasyPrint's drawing of an equal one.

Costs are CPU seconds of one process, threads included: they hold on a busy machine where seconds
by the clock do not. The engines take turns, so that a busy minute is a busy minute for all.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from bench import weasy
from bench.memory import in_chunks, press_memory
from bench.photo import with_photo
from cms.branches.models import Branch
from cms.library.models import Edition
from cms.printing.bundles.making import make_bundle
from cms.printing.bundles.order import CHUNK, bundle_order
from cms.printing.enums import BundleOutput
from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from cms.printing.rendering import PrintJob, imprint, print_job

BANK = 16_000  # outlets of the largest bank
TITLE = "防诈秘籍"  # the leaflet that WeasyPrint's is laid out after
ROUNDS = 4
FILES, OTHERS = 50, 3  # a round; WeasyPrint's are dear, so they are few
MERGED = 800
IN_ONE = CHUNK[BundleOutput.PDF]


class Meter:
    """Adds up what a kind of work took."""

    def __init__(self):
        self.cpu = self.wall = 0.0
        self.documents = 0

    def run(self, deed: Callable[[], object], documents: int) -> None:
        cpu, wall = time.process_time(), time.perf_counter()
        deed()
        self.cpu += time.process_time() - cpu
        self.wall += time.perf_counter() - wall
        self.documents += documents

    @property
    def each(self) -> float:
        """CPU seconds a document."""
        return self.cpu / self.documents

    def said(self) -> str:
        rate = self.documents / self.wall
        return f"{rate:.1f} documents/s, {self.each * 1000:.1f} ms CPU each"


def judged(line: str, target: str, *, met: bool) -> str:
    return f"{'✓' if met else '✗'} {line} (target {target})"


def measure() -> Iterator[str]:
    leaflets = Edition.objects.in_force().filter(kind="leaflet")
    edition = leaflets.get(printed_content__title=TITLE)
    job = print_job(edition, LAYOUTS["leaflet"])
    job = replace(job, bank_name=edition.owner_branch.get_root().name)
    branches = list(Branch.objects.lobbies().open().exclude(address="").order_by("path"))
    yield f"leaflet {edition.code}, {len(branches):,} branches, {os.cpu_count()} cores"
    yield from side_by_side(job, branches)
    yield from at_the_desk(job, branches)
    yield from sizes(edition, branches[0])
    yield from in_bulk(edition)
    yield from press_memory(job, branches)


# ── one process ───────────────────────────────────────────────────────────────────────────


def side_by_side(job: PrintJob, branches: list[Branch]) -> Iterator[str]:
    """200 branches one by one, more in chunks, and of WeasyPrint's enough to know its cost.

    QR codes are drawn beforehand for all of them, once a branch and edition.
    """
    said, codes = [], Meter()
    some = branches[:MERGED]
    codes.run(
        lambda: said.extend(imprint(job.edition, b, job.bank_name).as_data() for b in some),
        len(some),
    )
    other = rival(job)
    if isinstance(other, str):
        yield f"✗ {other}"
    ours, merged, theirs = Meter(), Meter(), Meter()
    job.pdf(branches[0])  # fonts are read once a process
    for number in range(ROUNDS):
        some = branches[number * FILES :][:FILES]
        ours.run(lambda some=some: [job.pdf(branch) for branch in some], len(some))
        if number == ROUNDS // 2:  # in one go, as bundles are: a chunk makes the next one cheaper
            merged.run(lambda: in_chunks(job, branches[:MERGED], IN_ONE), MERGED)
        if not isinstance(other, str):
            few = said[number * OTHERS :][:OTHERS]
            theirs.run(lambda few=few: [other.pdf(one) for one in few], len(few))
    yield f"one process, a file for each of {ours.documents} branches: {ours.said()}"
    yield f"one process, {merged.documents} branches, {IN_ONE} to a file: {merged.said()}"
    yield f"  in neither: {codes.each * 1000:.1f} ms for a branch's imprint and its QR code, kept"
    if theirs.documents:
        hours = theirs.each * BANK / 3600
        line = f"  WeasyPrint, {theirs.documents} of 200 made: {theirs.said()}"
        yield f"{line}; {BANK:,} would take {hours:.1f} h"
        one, many = theirs.each / ours.each, theirs.each / merged.each
        yield judged(f"a file each: {one:.1f} times cheaper", "12", met=one >= 12)
        yield judged(f"merged: {many:.1f} times cheaper", "40", met=many >= 40)


def rival(job: PrintJob) -> "weasy.Leaflet | str":
    """Return WeasyPrint's leaflet, warmed up; or what is missing for it."""
    try:
        other = weasy.Leaflet(job.content)
    except weasy.MissingError as error:
        return str(error)
    root = job.edition.owner_branch.get_root()
    other.pdf(imprint(job.edition, root, job.bank_name).as_data())
    return other


# ── at the desk ───────────────────────────────────────────────────────────────────────────

COLD = """
import json, sys, time
given = json.load(sys.stdin)
started = time.perf_counter()
from cms.printing import typst
from cms.printing.options import PrintOptions
typst.compile_pdf(*given, PrintOptions(paper="a4"), timestamp=0)
print(time.perf_counter() - started)
"""


def at_the_desk(job: PrintJob, branches: list[Branch]) -> Iterator[str]:
    """One branch, one PDF: in a server that has printed before, and in a fresh process."""
    taken = []
    for branch in branches[300:321]:
        meter = Meter()
        meter.run(lambda branch=branch: job.pdf(branch), 1)
        taken.append(meter.wall * 1000)
    warm = statistics.median(taken)
    yield judged(f"one PDF in a warm process: {warm:.0f} ms", "100 ms", met=warm <= 100)
    said = imprint(job.edition, branches[0], job.bank_name).as_data()
    given = json.dumps([job.layout.template, job.content, [said]])
    call = [sys.executable, "-c", COLD]
    cold = min(
        float(subprocess.run(call, input=given, text=True, capture_output=True, check=True).stdout)
        for _ in range(5)
    )
    line = f"one PDF in a fresh process, from the import of typst: {cold * 1000:.0f} ms"
    yield judged(line, "500 ms", met=cold <= 0.5)


def sizes(edition: Edition, branch: Branch) -> Iterator[str]:
    """The file a branch gets: the drawing as published, a photograph, no picture."""
    content = edition.printed_content
    kinds = (
        ("with its drawing", content, None, 450),
        ("with a photo of 1,600 px", *with_photo(content), 450),
        ("without a picture", {**content, "cover_picture": None}, None, 100),
    )
    for name, printed, read_picture, most in kinds:
        kept, edition.printed_content = edition.printed_content, printed
        more = {"read_picture": read_picture} if read_picture else {}
        size = len(print_job(edition, LAYOUTS["leaflet"], **more).pdf(branch)) / 1000
        edition.printed_content = kept
        yield judged(f"file {name}: {size:.0f} kB", f"{most} kB", met=size <= most)


# ── every core ────────────────────────────────────────────────────────────────────────────


def in_bulk(edition: Edition) -> Iterator[str]:
    """What the bundle command does, its processes started and all files written.

    The target is by the clock. The CPU beside it says what a machine would need that has nothing
    else to do.
    """
    cores = os.cpu_count()
    for most in (200, 1_600):
        for output, name in ((BundleOutput.ZIP, "a file each"), (BundleOutput.PDF, "merged")):
            before = cpu_of_children()
            done, taken, size = bundled(edition, output, most)
            each = (cpu_of_children() - before) / done
            line = f"all cores, {done:,} branches, {name}: {done / taken:.0f} documents/s"
            if most == 200:
                yield f"{line}, starting the processes included"
                continue
            minutes, space = taken / done * BANK / 60, size / done * BANK / 1e9
            quiet = each * BANK / cores / 60
            line = f"{line}; {BANK:,} would take {minutes:.1f} min and {space:.1f} GB"
            yield judged(line, "5 min", met=minutes <= 5)
            yield f"  {each * 1000:.1f} ms CPU each: {quiet:.1f} min on {cores} cores of their own"


def cpu_of_children() -> float:
    """Return the CPU seconds of the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def bundled(edition: Edition, output: BundleOutput, most: int) -> tuple[int, float, int]:
    """Return how many branches were printed, in how many seconds, and the bytes it came to."""
    chosen = Branch.objects.lobbies().open().exclude(address="").order_by("path")
    chosen = chosen.filter(pk__in=list(chosen.values_list("pk", flat=True)[:most]))
    with tempfile.TemporaryDirectory(dir=settings.MEDIA_ROOT) as name:
        order = bundle_order(
            edition=edition,
            layout=LAYOUTS["leaflet"],
            options=PrintOptions(),
            branches=chosen,
            output=output,
        )
        started = time.perf_counter()
        made = make_bundle(
            order,
            folder=Path(name) / "chunks",
            out=Path(name) / "bundle",
            jobs=os.cpu_count(),
            report=lambda _: None,
        )
        return made.total - len(made.failed), time.perf_counter() - started, made.size
