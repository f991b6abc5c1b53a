"""From an edition and a branch to bytes, with the template set the edition is pinned to."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from cms.branches.models import Branch
from cms.library.models import Edition
from cms.printing.inputs import Imprint, imprint_for
from cms.printing.layouts import Layout, layouts_for
from cms.printing.models import TemplateSet
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError, ReadPicture, stored_picture
from cms.printing.queries import branch_with_most_words, template_set_of
from cms.printing.templates import Sources, current_sha256
from cms.printing.tiles import tiled
from cms.printing.typst import (
    MissingGlyphError,
    PrintError,
    TooLongError,
    compile_pdf,
    compile_png,
)

YOUNGER = "这种版式是这一版发布以后才有的，用的是现在的模板，以后再印可能略有不同。"


class BranchWordsError(PrintError):
    """What cannot be printed is the branch's own: whoever prints must ask who keeps it."""

    def __str__(self) -> str:
        return f"{super().__str__()}网点自己改不了，请联系总行管理员在“机构”里修改。"


def branch_words(branch: Branch, bank_name: str) -> str:
    """Return all that the imprint says in the branch's words."""
    return "".join((branch.name, branch.address, branch.phone, branch.hours, bank_name))


def imprint(edition: Edition, branch: Branch, bank_name: str = "") -> Imprint:
    """Return the branch's imprint. Raises BranchWordsError for words that have no room.

    Many branches share one bank: whoever prints for many gives its name.
    """
    try:
        return imprint_for(
            branch,
            edition,
            public_url=settings.MINGYAN_PUBLIC_URL,
            bank_name=bank_name or branch.get_root().name,
        )
    except ContentError as error:
        raise BranchWordsError(f"网点资料印不出来：{error}") from error


@dataclass(frozen=True)
class PrintJob:
    """印制任务 — an edition in one layout, made ready once for any number of branches.

    `differs` says in words why the print may not be the bytes of then; "" when it is.
    """

    edition: Edition
    layout: Layout
    options: PrintOptions
    content: dict
    sources: Sources | None
    differs: str = ""
    bank_name: str = ""  # read once by whoever prints for many

    def pdf(self, branch: Branch) -> bytes:
        """Return the branch's PDF; the same bytes every time.

        Raises PrintError, in Chinese, when text does not fit or a character has no glyph.
        """
        return self._pdf([branch])

    def merged(self, branches: Iterable[Branch]) -> bytes:
        """Return one PDF in which branch follows branch. Raises PrintError if one cannot be set."""
        return self._pdf(list(branches))

    def pictures(self, branch: Branch, ppi: float) -> list[bytes]:
        """Return each page as a PNG of so many pixels an inch."""
        return self._compile(functools.partial(compile_png, ppi=ppi), [branch])

    def _pdf(self, branches: list[Branch]) -> bytes:
        pdf = self._compile(compile_pdf, branches)
        if not self.options.tiles:
            return pdf
        imprints = self._imprints(branches, self._bank_name(branches))
        return tiled(pdf, imprints, self.options, title=self.content["title"], **self._when())

    def _bank_name(self, branches: list[Branch]) -> str:
        return self.bank_name or branches[0].get_root().name

    def _imprints(self, branches: list[Branch], bank_name: str) -> list[dict]:
        return [imprint(self.edition, branch, bank_name).as_data() for branch in branches]

    def _when(self) -> dict:
        """Return what the bytes depend on besides words and options."""
        return {"timestamp": int(self.edition.issued_at.timestamp()), "sources": self.sources}

    def _compile(self, make, branches: list[Branch]):
        bank_name = self._bank_name(branches)
        imprints = self._imprints(branches, bank_name)
        try:
            return make(self.layout.template, self.content, imprints, self.options, **self._when())
        except MissingGlyphError as error:
            said = "".join(branch_words(branch, bank_name) for branch in branches)
            if set(error.characters) & set(said):
                raise BranchWordsError(f"网点资料印不出来：{error}") from error
            raise


def why_it_may_differ(pinned: TemplateSet | None, layout: Layout) -> str:
    """Return, in words, why a print of today may not be the bytes of then; "" if it cannot."""
    if pinned is None:
        return ""
    return pinned.why_not_the_same() if layout.template in pinned.files else YOUNGER


def print_job(
    edition: Edition,
    layout: Layout,
    options: PrintOptions | None = None,
    read_picture: ReadPicture = stored_picture,
) -> PrintJob:
    """Read the edition's content once. Raises ContentError for what this layout cannot take."""
    settled = layout.settle(options or PrintOptions(), edition.printed_content)
    pinned = template_set_of(edition)
    has_its_own = (
        pinned is not None
        and pinned.sha256 != current_sha256()
        and layout.template in pinned.files
        and pinned.is_readable
    )
    return PrintJob(
        edition=edition,
        layout=layout,
        options=settled,
        content=layout.build_input(edition.printed_content, settled, read_picture).as_data(),
        sources=pinned.files if has_its_own else None,
        differs=why_it_may_differ(pinned, layout),
    )


def check_printable(edition: Edition, files: dict[str, bytes]) -> None:
    """Raise PrintError unless this edition's own sheet can be made wherever it is for.

    Head office's imprint is short. The branch with most to say stands for all the others: a
    sheet without room for it would only be refused at the desk, when it is too late.
    """
    root = edition.owner_branch.get_root()
    wordiest = branch_with_most_words(edition.owner_branch)
    for layout in layouts_for(edition):
        if layout.is_main:
            job = print_job(edition, layout, read_picture=files.__getitem__)
            job.pdf(root)
            if wordiest not in (None, root):
                _check_room_for(wordiest, job)


def _check_room_for(branch: Branch, job: PrintJob) -> None:
    """Raise TooLongError, naming the branch. What is wrong with its words alone is not asked."""
    try:
        job.pdf(branch)
    except BranchWordsError:
        return
    except TooLongError as error:
        raise TooLongError(
            f"“{branch.name}”的名称、地址和营业时间最长，给它印时放不下：{error}"
        ) from error
