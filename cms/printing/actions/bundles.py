"""Bundles for a print shop: asked for, made in the background, broken off, taken up again."""

import logging
import shutil
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from cms.branches.models import Branch, User
from cms.library.models import Edition
from cms.printing.actions.runs import require_printable_here
from cms.printing.bundles.chunks import BundleError
from cms.printing.bundles.making import Made, Progress, make_bundle
from cms.printing.bundles.names import safe_name
from cms.printing.bundles.order import Order, bundle_order, outlets_below
from cms.printing.bundles.stopping import stop_asked
from cms.printing.enums import OPEN_STATES, BundleOutput, BundleState
from cms.printing.layouts import LAYOUTS, Layout, layouts_for
from cms.printing.models import PressBundle
from cms.printing.models.bundles import SILENCE
from cms.printing.options import PrintOptions
from cms.printing.permissions import require_can_bundle_for
from cms.printing.typst import PrintError

logger = logging.getLogger(__name__)

MOST_LISTED = 200  # of those left out; the manifest names them all


class Broken(Exception):
    """Somebody cancelled it, or the worker is being stopped: what stands stays."""


def check_order(*, edition: Edition, layout: Layout, options: PrintOptions, branch: Branch) -> None:
    """Raise ValidationError for what no branch of this subtree could have printed."""
    require_printable_here(edition, branch)
    if layout not in layouts_for(edition):
        raise ValidationError(f"{edition.code} 没有“{layout.name}”这种版式。")
    if layout.is_picture:
        raise ValidationError(f"“{layout.name}”是发在手机上的图片，不送印。")
    outlets = outlets_below(branch)
    if not outlets.exists():
        raise ValidationError(f"“{branch}”下面没有营业中的网点。")
    try:
        order = bundle_order(
            edition=edition, layout=layout, options=options, branches=outlets,
            output=BundleOutput.ZIP,
        )  # fmt: skip
        order.job.pdf(branch.get_root())
    except PrintError as error:
        raise ValidationError(str(error)) from error


def request_bundle(
    *,
    edition: Edition,
    layout: Layout,
    options: PrintOptions,
    branch: Branch,
    output: BundleOutput,
    user: User,
) -> PressBundle:
    """Ask for a bundle for every open outlet of the branch's subtree; a worker will make it.

    Raises PermissionDenied; ValidationError when the edition is not in force or not theirs, or
    when even head office's own sheet cannot be set in this layout.
    """
    require_can_bundle_for(user, branch)
    check_order(edition=edition, layout=layout, options=options, branch=branch)
    with transaction.atomic():
        bundle = PressBundle.objects.create(
            edition=edition,
            layout=layout.code,
            options=options.said(),
            branch=branch,
            output=output,
            total=outlets_below(branch).count(),
            requested_by=user,
        )
        log(bundle, "printing.request_bundle", user=user)
        press_bundle.enqueue(bundle.pk)
    return bundle


@transaction.atomic
def cancel_bundle(*, bundle: PressBundle, user: User) -> PressBundle:
    """Break it off; what is made so far is kept, so that it can be taken up again."""
    require_can_bundle_for(user, bundle.branch)
    changed = PressBundle.objects.filter(pk=bundle.pk, state__in=OPEN_STATES).update(
        state=BundleState.CANCELLED, finished_at=timezone.now(), is_binding=False
    )
    if not changed:
        raise ValidationError("这一包已经结束了，不用取消。")
    log(bundle, "printing.cancel_bundle", user=user)
    bundle.refresh_from_db()
    return bundle


@transaction.atomic
def resume_bundle(*, bundle: PressBundle, user: User) -> PressBundle:
    """Take it up again: only what is missing, or was left out, is made.

    Raises ValidationError when there is nothing to take up, or the edition is out of force.
    """
    require_can_bundle_for(user, bundle.branch)
    require_printable_here(bundle.edition, bundle.branch)
    bundle = PressBundle.objects.select_for_update().get(pk=bundle.pk)
    if not bundle.can_go_on(timezone.now()):
        raise ValidationError("这一包不用接着做：它正在做，或者已经全部做好。")
    _put_back(bundle)
    log(bundle, "printing.resume_bundle", user=user)
    return bundle


@transaction.atomic
def resume_stalled(*, now: datetime) -> list[PressBundle]:
    """Let the worker take up what a crash left behind, and what waits without anybody's call.

    Asked by a worker that starts: nobody has to allow it what was allowed before. A task too many
    does no harm, since a bundle is claimed once.
    """
    waiting = PressBundle.objects.filter(state=BundleState.WAITING)
    found = list(PressBundle.objects.stalled(now) | waiting)
    for bundle in found:
        _put_back(bundle)
    return found


def _put_back(bundle: PressBundle) -> None:
    bundle.state, bundle.problem, bundle.is_binding = BundleState.WAITING, "", False
    bundle.finished_at = None
    bundle.save(update_fields=["state", "problem", "is_binding", "finished_at"])
    press_bundle.enqueue(bundle.pk)


@task(backend="press")
def press_bundle(bundle_id: int) -> None:
    """The worker's task: make a bundle that waits."""
    run_bundle(bundle_id)


@task(backend="press")
def tend_bundles() -> None:
    """The worker's task: take up what stalled; look again while something may yet stall."""
    now = timezone.now()
    resume_stalled(now=now)
    if PressBundle.objects.filter(state=BundleState.RUNNING).exists():
        tend_bundles.using(run_after=now + SILENCE + timedelta(seconds=5)).enqueue()


def run_bundle(bundle_id: int, *, jobs: int = 0) -> PressBundle | None:
    """Make a waiting bundle to its end; None if it does not wait (cancelled, or another has it).

    Not one transaction: it takes minutes, and each step is seen by whoever watches.
    """
    now = timezone.now()
    claimed = PressBundle.objects.filter(pk=bundle_id, state=BundleState.WAITING).update(
        state=BundleState.RUNNING, started_at=now, touched_at=now, done=0, failed=0, problem=""
    )
    if not claimed:
        return None
    bundle = PressBundle.objects.select_related("edition", "branch").get(pk=bundle_id)
    try:
        made = _make(bundle, jobs or settings.PRESS_JOBS)
    except Broken:
        _put_back_if_stopped(bundle)
    except (ValidationError, PrintError, BundleError) as error:
        words = error.messages[0] if isinstance(error, ValidationError) else str(error)
        _end(bundle, BundleState.FAILED, problem=words[:300])
    except Exception:
        _end(bundle, BundleState.FAILED, problem="中途出了意外，做好的部分都在，请点“继续”。")
        raise
    else:
        _hand_over(bundle, made)
    bundle.refresh_from_db()
    return bundle


def _make(bundle: PressBundle, jobs: int) -> Made:
    require_printable_here(bundle.edition, bundle.branch)
    order = bundle_order(
        edition=bundle.edition,
        layout=LAYOUTS[bundle.layout],
        options=PrintOptions.of(bundle.options),
        branches=outlets_below(bundle.branch),
        output=BundleOutput(bundle.output),
    )
    return make_bundle(
        order,
        folder=bundle.folder / "work",
        out=bundle.folder / file_name(bundle, order),
        jobs=jobs,
        report=lambda progress: _beat(bundle, progress),
    )


def file_name(bundle: PressBundle, order: Order) -> str:
    """Return "017-3-三折页-岚江分行.zip"."""
    said = (bundle.edition.code, order.job.layout.name, bundle.branch.name)
    return f"{'-'.join(safe_name(word) for word in said)}.{bundle.output}"


def _beat(bundle: PressBundle, progress: Progress) -> None:
    """Say how far it is; hear whether it has been cancelled, or whether the worker must go."""
    still = PressBundle.objects.filter(pk=bundle.pk, state=BundleState.RUNNING).update(
        total=progress.total,
        done=progress.done,
        failed=progress.failed,
        is_binding=progress.binding,
        touched_at=timezone.now(),
    )
    if not still or stop_asked.is_set():
        raise Broken


@transaction.atomic
def _put_back_if_stopped(bundle: PressBundle) -> None:
    """A cancelled bundle stays so; one whose worker had to go waits for the next worker."""
    bundle = PressBundle.objects.select_for_update().get(pk=bundle.pk)
    if bundle.state == BundleState.RUNNING:
        _put_back(bundle)


def _end(bundle: PressBundle, state: BundleState, **said: object) -> bool:
    """Close a bundle that is still being made; a cancelled one stays as it is."""
    running = PressBundle.objects.filter(pk=bundle.pk, state=BundleState.RUNNING)
    return bool(running.update(state=state, finished_at=timezone.now(), is_binding=False, **said))


def _hand_over(bundle: PressBundle, made: Made) -> None:
    """The file is there. Chunks are thrown away unless some will have to be made again."""
    listed = [
        {"branch": line.pk, "code": line.code, "name": line.name, "reason": line.reason}
        for line in made.failed[:MOST_LISTED]
    ]
    _end(
        bundle,
        BundleState.DONE,
        file_name=made.file.name,
        size_bytes=made.size,
        sha256=made.sha256,
        left_out=listed,
    )
    if not made.failed:
        shutil.rmtree(bundle.folder / "work", ignore_errors=True)
