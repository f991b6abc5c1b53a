"""What is to be made: an edition in one layout, for these branches, put together so."""

import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from django.conf import settings

from cms.branches.models import Branch, BranchQuerySet
from cms.library.models import Edition
from cms.printing import templates
from cms.printing.bundles.names import file_names
from cms.printing.enums import BundleOutput
from cms.printing.layouts import Layout
from cms.printing.options import PrintOptions
from cms.printing.rendering import PrintJob, print_job

# Small enough that a crash costs seconds, large enough that starting one costs nothing. What the
# branches of merged chunks share is remembered from one to the next, so that larger ones are no
# cheaper: they only need more memory (32 branches 220 MB, 100 of them 400).
CHUNK = {BundleOutput.ZIP: 50, BundleOutput.PDF: 32}
# What of a branch goes on paper: another value makes its chunk anew.
ON_PAPER = ("pk", "code", "name", "address", "phone", "hours")


def outlets_below(branch: Branch) -> BranchQuerySet:
    """Return the open outlets of a subtree in the order of the tree: whoever hands paper out."""
    return Branch.objects.below(branch).lobbies().open().order_by("path")


@dataclass(frozen=True)
class Chunk:
    """一组 — the branches that are made together, and the hash of all that decides their bytes."""

    number: int
    branches: tuple[Branch, ...]
    names: tuple[str, ...]
    fingerprint: str

    @property
    def folder_name(self) -> str:
        return f"{self.number:05d}"


@dataclass(frozen=True)
class Order:
    """印厂包的内容. Read once; branches are fetched a chunk at a time."""

    job: PrintJob
    output: BundleOutput
    places: tuple[tuple[int, str, str], ...]  # (pk, code, name) in the order of the tree
    chunk_size: int

    @property
    def total(self) -> int:
        return len(self.places)

    @property
    def number_of_chunks(self) -> int:
        return math.ceil(self.total / self.chunk_size)

    @cached_property
    def fingerprint(self) -> str:
        """Return a hash of everything that decides the bytes, save the branches' own words."""
        job = self.job
        sources = job.sources or templates.current_sources()
        said = {
            "edition": [job.edition.code, job.edition.content_hash],
            "issued": int(job.edition.issued_at.timestamp()),
            "layout": job.layout.code,
            "options": job.options.said(),
            "output": [str(self.output), self.chunk_size],
            "templates": templates.sources_sha256(sources),
            "engine": [templates.engine(), templates.fonts_sha256()],
            "address": settings.MINGYAN_PUBLIC_URL,
            "bank": job.bank_name,
        }
        return _sha256(said)

    def name_at(self, out: Path) -> str:
        """Return the name of the work folder of this order for that file; the same every time."""
        said = [self.fingerprint, str(out), [pk for pk, _, _ in self.places[:1]]]
        return f"command-{_sha256(said)[:16]}"

    def chunks(self) -> Iterator[Chunk]:
        """Yield the chunks in order; each asks the database once."""
        size = self.chunk_size
        names = file_names(((code, name) for _, code, name in self.places), self.job.edition.code)
        for number, start in enumerate(range(0, self.total, size), 1):
            wanted = [pk for pk, _, _ in self.places[start : start + size]]
            found = Branch.objects.in_bulk(wanted)
            pairs = [
                (found[pk], name)
                for pk, name in zip(wanted, names[start : start + size], strict=True)
                if pk in found
            ]
            branches = tuple(branch for branch, _ in pairs)
            given = tuple(name for _, name in pairs)
            on_paper = [[getattr(b, field) for field in ON_PAPER] for b in branches]
            fingerprint = _sha256([self.fingerprint, on_paper, given])
            yield Chunk(number, branches, given, fingerprint)


def bundle_order(
    *,
    edition: Edition,
    layout: Layout,
    options: PrintOptions,
    branches: BranchQuerySet,
    output: BundleOutput,
    chunk_size: int = 0,
) -> Order:
    """Read what is needed of the edition. Raises ContentError for what the layout cannot take."""
    places = tuple(branches.values_list("pk", "code", "name"))
    root = edition.owner_branch.get_root()
    bare = Edition.objects.get(pk=edition.pk)  # goes to other processes: nothing hangs on it
    job = replace(print_job(bare, layout, options), bank_name=root.name)
    size = chunk_size or CHUNK[BundleOutput(output)]
    return Order(job=job, output=BundleOutput(output), places=places, chunk_size=size)


def _sha256(said: object) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
