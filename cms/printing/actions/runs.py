"""Making a branch's PDF and keeping who made it."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.branches.models import Branch, User
from cms.branches.permissions import require_can_act_for
from cms.library.models import Edition
from cms.library.queries import why_not_printable
from cms.printing.layouts import Layout, layouts_for
from cms.printing.models import PrintRun
from cms.printing.options import PrintOptions
from cms.printing.packs import page_count
from cms.printing.rendering import print_job

SCREEN_PPI = 72  # a picture's layout counts one point a pixel


@transaction.atomic
def print_for_branch(
    *,
    edition: Edition,
    branch: Branch,
    user: User,
    layout: Layout | None = None,
    options: PrintOptions | None = None,
) -> tuple[PrintRun, bytes]:
    """Make the branch's PDF of an edition in force and record who made it.

    Raises PermissionDenied for another's branch; ValidationError when the edition is not in
    force or not this branch's; PrintError when it cannot be typeset.
    """
    require_can_act_for(user, branch)
    require_printable_here(edition, branch)
    job = print_job(edition, layout or layouts_for(edition)[0], options)
    pdf = job.pdf(branch)
    run = PrintRun.objects.create(
        edition=edition,
        branch=branch,
        layout=job.layout.code,
        options=job.options.said(),
        pages=page_count(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
        size_bytes=len(pdf),
        differs=job.differs,
        made_by=user,
    )
    return run, pdf


def draw_for_branch(
    *,
    edition: Edition,
    branch: Branch,
    user: User,
    layout: Layout,
    options: PrintOptions | None = None,
) -> bytes:
    """Make a picture for the branch to send on: a PNG, for a layout that is for screens.

    No paper comes of it, so nothing is recorded. Raises like `print_for_branch`.
    """
    require_can_act_for(user, branch)
    require_printable_here(edition, branch)
    job = print_job(edition, layout, options)
    return job.pictures(branch, ppi=SCREEN_PPI)[0]


def require_printable_here(edition: Edition, branch: Branch) -> None:
    """Raise ValidationError unless the edition is in force and this branch's to use.

    A stopped edition says why it was stopped, and what to print instead.
    """
    if why := why_not_printable(edition):
        raise ValidationError(why)
    if not edition.material.owner_branch.covers(branch):
        raise ValidationError(f"{edition.code} 不是给“{branch}”用的材料。")
