"""Printing several editions at once: the pack of a week, the labels of a rack."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.branches.models import Branch, User
from cms.branches.permissions import require_can_act_for
from cms.library.models import Edition
from cms.printing.actions.runs import require_printable_here
from cms.printing.layouts import LAYOUTS, Layout
from cms.printing.models import PrintRun
from cms.printing.options import PrintOptions
from cms.printing.packs import Stack, bind, has_backs, page_count, sheets_of, two_on_one
from cms.printing.rendering import PrintJob, print_job
from cms.printing.typst import PrintError

MOST_SHEETS = 500  # a ream: more than this belongs to a press


@dataclass(frozen=True)
class PackLine:
    """One edition of a pack: in which layout, how, and how many sheets of it."""

    edition: Edition
    layout: Layout
    copies: int
    options: PrintOptions = field(default_factory=PrintOptions)


@dataclass(frozen=True)
class Refusal:
    edition: Edition
    why: str


@dataclass(frozen=True)
class PrintedPack:
    """What came of a pack: its runs, the one file, and what could not be printed."""

    pack: uuid.UUID
    runs: list[PrintRun]
    pdf: bytes
    refused: list[Refusal]


@dataclass(frozen=True)
class _Drawn:
    line: PackLine
    job: PrintJob
    pdf: bytes
    pages: int


def print_pack(
    *, branch: Branch, user: User, lines: list[PackLine], both_sides: bool = True
) -> PrintedPack:
    """Make one PDF of all lines and record a run for each; all runs are kept, or none.

    A line that cannot be printed is named in `refused` and the others come out. Raises
    PermissionDenied for another's branch; ValidationError when nothing is left to print, or it
    is more than MOST_SHEETS sheets.
    """
    require_can_act_for(user, branch)
    if not lines:
        raise ValidationError("一份都没有选。请勾选要印的材料。")
    if any(line.copies < 1 for line in lines):
        raise ValidationError("份数要大于 0。不印的请去掉勾。")
    _refuse_too_many(sum(line.copies for line in lines))
    drawn, refused = _draw(lines, branch)
    if not drawn:
        raise ValidationError([f"{r.edition.code}《{r.edition.title}》：{r.why}" for r in refused])
    turned = both_sides and has_backs(one.pages for one in drawn)
    _refuse_too_many(sum(sheets_of(one.pages, one.line.copies, both_sides=turned) for one in drawn))
    pdf = _bound([(one.pdf, one.line.copies) for one in drawn], branch, both_sides)
    pack = uuid.uuid4()
    # Setting type takes long; the books are only locked to write.
    with transaction.atomic():
        runs = PrintRun.objects.bulk_create(_run_of(one, pack, branch, user) for one in drawn)
    return PrintedPack(pack, runs, pdf, refused)


def print_pack_again(*, runs: Iterable[PrintRun], user: User, both_sides: bool = True) -> bytes:
    """Return the file of a pack once more: the same bytes, and nothing is recorded.

    Raises PermissionDenied for another's branch; ValidationError when an edition was stopped in
    the meantime; PrintError when it cannot be typeset any more.
    """
    runs = list(runs)
    branch = runs[0].branch
    require_can_act_for(user, branch)
    made = []
    for run in runs:
        require_printable_here(run.edition, branch)
        job = print_job(run.edition, LAYOUTS[run.layout], PrintOptions.of(run.options))
        made.append((job.pdf(branch), run.copies))
    return _bound(made, branch, both_sides)


def print_labels(
    *, branch: Branch, user: User, editions: Iterable[Edition]
) -> tuple[bytes, list[Refusal]]:
    """Make one PDF with a rack label for each edition, two to a sheet of A4, to be cut apart.

    Nobody hands labels out, so nothing is recorded. A label that cannot be made is named in what
    is refused. Raises PermissionDenied for another's branch, ValidationError when none is left.
    """
    require_can_act_for(user, branch)
    label, across = LAYOUTS["rack_label"], PrintOptions(paper="a5")
    drawn, refused = _draw([PackLine(edition, label, 1, across) for edition in editions], branch)
    if not drawn:
        raise ValidationError(
            [f"{r.edition.code}《{r.edition.title}》：{r.why}" for r in refused]
            or "架上还没有可以用的材料。"
        )
    pdfs = [one.pdf for one in drawn]
    return two_on_one(pdfs, title=f"架签 · {branch.label}"), refused


def _draw(lines: list[PackLine], branch: Branch) -> tuple[list[_Drawn], list[Refusal]]:
    drawn, refused = [], []
    for line in lines:
        try:
            require_printable_here(line.edition, branch)
            job = print_job(line.edition, line.layout, line.options)
            pdf = job.pdf(branch)
        except ValidationError as error:
            refused.append(Refusal(line.edition, " ".join(error.messages)))
        except PrintError as error:
            refused.append(Refusal(line.edition, str(error)))
        else:
            drawn.append(_Drawn(line, job, pdf, page_count(pdf)))
    return drawn, refused


def _bound(made: list[tuple[bytes, int]], branch: Branch, both_sides: bool) -> bytes:
    """Both sides only where something has two: else every second page would be empty."""
    stacks = [Stack(pdf, copies) for pdf, copies in made]
    turned = both_sides and has_backs(page_count(pdf) for pdf, _ in made)
    return bind(stacks, title=f"打印包 · {branch.label}", both_sides=turned)


def _run_of(one: _Drawn, pack: uuid.UUID, branch: Branch, user: User) -> PrintRun:
    return PrintRun(
        edition=one.line.edition,
        branch=branch,
        layout=one.job.layout.code,
        options=one.job.options.said(),
        pack=pack,
        copies=one.line.copies,
        pages=one.pages,
        sha256=hashlib.sha256(one.pdf).hexdigest(),
        size_bytes=len(one.pdf),
        differs=one.job.differs,
        made_by=user,
    )


def _refuse_too_many(sheets: int) -> None:
    if sheets > MOST_SHEETS:
        raise ValidationError(
            f"这一包要用 {sheets} 张纸，一次最多 {MOST_SHEETS} 张。请减少份数，"
            "或者分两次印；要得多的请向总行申请印刷厂印制。"
        )
