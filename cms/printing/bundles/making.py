"""Making every chunk that is missing, on as many cores as there are, and then the whole."""

import fcntl
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from cms.printing.bundles.binding import bind
from cms.printing.bundles.chunks import (
    BundleError,
    DoneChunk,
    Line,
    finished_chunk,
    make_chunk,
    portable,
)
from cms.printing.bundles.order import Chunk, Order
from cms.printing.pool import press_pool

BEAT_SECONDS = 5  # how often somebody hears of it while a slow chunk is being made


@dataclass(frozen=True)
class Progress:
    total: int
    done: int = 0  # branches whose turn has come, those left out included
    failed: int = 0
    binding: bool = False  # all chunks stand; they are being put together


@dataclass(frozen=True)
class Made:
    """What came of it: the file, its manifest beside or inside it, and who was left out."""

    file: Path
    sha256: str
    size: int
    total: int
    failed: list[Line]


Report = Callable[[Progress], None]
"""Told of every step and every few seconds. What it raises stops the work; chunks made so far
stay."""


def make_bundle(order: Order, *, folder: Path, out: Path, jobs: int = 1, report: Report) -> Made:
    """Make what is missing in the folder and bind it to the file `out`.

    Chunks that stand already are kept, so that after a crash the same call goes on. Raises
    BundleError when another process is at this very folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        run = _Run(order, folder, report)
        run.beat()
        if min(jobs, order.number_of_chunks) > 1:
            run.on_cores(jobs)
        else:
            run.here()
        chunks = [run.found[number] for number in sorted(run.found)]
        failed = [line for chunk in chunks for line in chunk.failed]
        if len(failed) == order.total:
            raise BundleError(f"一家也没做成，例如“{failed[0].name}”：{failed[0].reason}")
        sha256, size = bind(order, chunks, out, tick=lambda: run.beat(binding=True))
    return Made(out, sha256, size, order.total, failed)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder; the lock goes with the process, however that ends."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BundleError("这一包正由另一个程序在做，请等它做完。") from error
        yield


@dataclass
class _Run:
    order: Order
    folder: Path
    report: Report
    found: dict[int, DoneChunk] = field(default_factory=dict)

    def beat(self, *, binding: bool = False) -> None:
        done = sum(len(chunk.lines) for chunk in self.found.values())
        failed = sum(len(chunk.failed) for chunk in self.found.values())
        self.report(Progress(self.order.total, done, failed, binding))

    def keep(self, number: int, chunk: DoneChunk) -> None:
        self.found[number] = chunk
        self.beat()

    def missing(self) -> Iterator[Chunk]:
        """Yield what has to be made; what stands already is counted on the way."""
        for chunk in self.order.chunks():
            if stands := finished_chunk(self.folder, chunk):
                self.keep(chunk.number, stands)
            else:
                yield chunk

    def here(self) -> None:
        job = portable(self.order.job)
        for chunk in self.missing():
            self.keep(chunk.number, make_chunk(*job, self.order.output, chunk, self.folder))

    def on_cores(self, jobs: int) -> None:
        """A chunk is handed out when a core is free, so that few branches are in memory."""
        pool = press_pool(jobs)
        try:
            self._hand_out(pool, jobs + 1)
        finally:
            pool.shutdown(cancel_futures=True)

    def _hand_out(self, pool: ProcessPoolExecutor, most: int) -> None:
        job, missing = portable(self.order.job), self.missing()
        at_work: dict = {}
        while True:
            for chunk in islice(missing, most - len(at_work)):
                made = pool.submit(make_chunk, *job, self.order.output, chunk, self.folder)
                at_work[made] = chunk.number
            if not at_work:
                return
            ready, _ = wait(at_work, timeout=BEAT_SECONDS, return_when=FIRST_COMPLETED)
            if not ready:
                self.beat()
            for made in ready:
                self.keep(at_work.pop(made), made.result())
