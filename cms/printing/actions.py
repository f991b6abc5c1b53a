"""Making a branch's PDF and keeping who made it."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from cms.branches.models import Branch, User
from cms.branches.permissions import require_can_act_for
from cms.library.models import Edition
from cms.printing.inputs import Imprint, imprint_for
from cms.printing.layouts import Layout, layouts_for
from cms.printing.models import PrintRun
from cms.printing.parts import ContentError, ReadPicture, stored_picture
from cms.printing.typst import MissingGlyphError, PrintError, compile_pdf


class BranchWordsError(PrintError):
    """What cannot be printed is the branch's own: whoever prints must ask who keeps it."""

    def __str__(self) -> str:
        return f"{super().__str__()}网点自己改不了，请联系总行管理员在“机构”里修改。"


def branch_words(branch: Branch) -> str:
    """Return all that the imprint says in the branch's words."""
    said = (branch.name, branch.address, branch.phone, branch.hours, branch.get_root().name)
    return "".join(said)


def render(
    edition: Edition, branch: Branch, layout: Layout, read_picture: ReadPicture = stored_picture
) -> bytes:
    """Return the PDF of an edition with a branch's imprint; the same bytes every time.

    Raises PrintError, in Chinese, when the text does not fit or a character has no glyph.
    """
    data = layout.build_input(edition.printed_content, imprint(edition, branch), read_picture)
    seconds = int(edition.issued_at.timestamp())
    try:
        return compile_pdf(layout.template, data.as_data(), timestamp=seconds)
    except MissingGlyphError as error:
        if set(error.characters) & set(branch_words(branch)):
            raise BranchWordsError(f"网点资料印不出来：{error}") from error
        raise


def imprint(edition: Edition, branch: Branch) -> Imprint:
    """Return the branch's imprint. Raises BranchWordsError for words that have no room."""
    try:
        return imprint_for(
            branch,
            edition,
            public_url=settings.MINGYAN_PUBLIC_URL,
            bank_name=branch.get_root().name,
        )
    except ContentError as error:
        raise BranchWordsError(f"网点资料印不出来：{error}") from error


def check_printable(edition: Edition, files: dict[str, bytes]) -> None:
    """Raise PrintError unless head office's own sheet of this edition can be made."""
    for layout in layouts_for(edition):
        render(edition, edition.owner_branch.get_root(), layout, files.__getitem__)


@transaction.atomic
def print_for_branch(
    *, edition: Edition, branch: Branch, user: User, layout: Layout | None = None
) -> tuple[PrintRun, bytes]:
    """Make the branch's PDF of an edition in force and record who made it.

    Raises PermissionDenied for another's branch; ValidationError when the edition is not in
    force or not this branch's; PrintError when it cannot be typeset.
    """
    require_can_act_for(user, branch)
    if not edition.is_in_force():
        raise ValidationError(f"{edition.code} 已停用，不能再打印。请打印新版。")
    if not edition.material.owner_branch.covers(branch):
        raise ValidationError(f"{edition.code} 不是给“{branch}”用的材料。")
    layout = layout or layouts_for(edition)[0]
    pdf = render(edition, branch, layout)
    run = PrintRun.objects.create(
        edition=edition,
        branch=branch,
        layout=layout.code,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size_bytes=len(pdf),
        made_by=user,
    )
    return run, pdf
