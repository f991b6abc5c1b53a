"""Making a branch's PDF and keeping who made it."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from cms.branches.models import Branch, User
from cms.branches.permissions import require_can_act_for
from cms.library.models import Edition
from cms.printing.inputs import imprint_for
from cms.printing.layouts import Layout, layouts_for
from cms.printing.models import PrintRun
from cms.printing.typst import compile_pdf


def render(edition: Edition, branch: Branch, layout: Layout) -> bytes:
    """Return the PDF of an edition with a branch's imprint; the same bytes every time.

    Raises PrintError, in Chinese, when the text does not fit or a character has no glyph.
    """
    imprint = imprint_for(
        branch,
        edition,
        public_url=settings.MINGYAN_PUBLIC_URL,
        bank_name=branch.get_root().name,
    )
    data = layout.build_input(edition.printed_content, imprint).as_data()
    return compile_pdf(layout.template, data, timestamp=int(edition.issued_at.timestamp()))


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
    if not edition.owner_branch.covers(branch):
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
