"""Asking for a bundle, and the worker that makes it, through the real queue in the database."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from cms.branches.enums import StaffRole
from cms.branches.models import Branch
from cms.library.actions import withdraw_edition
from cms.library.enums import RecallSeverity
from cms.library.models import Edition
from cms.printing.actions.bundles import (
    cancel_bundle,
    request_bundle,
    resume_bundle,
    resume_stalled,
    run_bundle,
)
from cms.printing.bundles.stopping import stop_asked
from cms.printing.enums import BundleOutput, BundleState
from cms.printing.layouts import LAYOUTS
from cms.printing.models import PressBundle
from cms.printing.options import PrintOptions
from tests.factories.branches import UserFactory, staff
from tests.factories.library import a_tip

pytestmark = pytest.mark.django_db


def a_bundle(branch, user=None, output=BundleOutput.ZIP, layout="tip_sheet", **options):
    return request_bundle(
        edition=Edition.objects.get(),
        layout=LAYOUTS[layout],
        options=PrintOptions(**options),
        branch=branch,
        output=output,
        user=user or UserFactory(admin=True),
    )


def test_worker_picks_up_what_was_asked_for(network, work):
    a_tip()
    bundle = a_bundle(network.branch, ink="black")
    assert (bundle.state, bundle.total) == (BundleState.WAITING, 3)
    work()
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done, bundle.failed) == (BundleState.DONE, 3, 0)
    assert bundle.file_name == "001-1-大字单张-岚江分行.zip"
    assert bundle.file.stat().st_size == bundle.size_bytes
    assert sorted(path.name for path in bundle.folder.iterdir()) == [bundle.file_name]


def test_who_asked_is_in_the_log(network):
    a_tip()
    user = UserFactory(admin=True)
    bundle = a_bundle(network.branch, user)
    entry = ModelLogEntry.objects.get(action="printing.request_bundle")
    assert (entry.user, entry.object_id) == (user, str(bundle.pk))


@pytest.mark.parametrize(
    ("role", "posted_at", "may"),
    [
        (StaffRole.MARKETING, "head_office", True),
        (StaffRole.MANAGER, "east", True),
        (StaffRole.MANAGER, "west", False),
        (StaffRole.MANAGER, "riverside", False),
        (StaffRole.LOBBY, "east", False),
        (StaffRole.COMPLIANCE, "head_office", False),
    ],
)
def test_bundle_is_for_those_who_plan_for_the_whole_subtree(network, role, posted_at, may):
    a_tip()
    person = staff(getattr(network, posted_at), role)
    if may:
        assert a_bundle(network.east, person).requested_by == person
    else:
        with pytest.raises(PermissionDenied, match="您没有给“东城支行”做印厂包的权限"):
            a_bundle(network.east, person)
    assert PressBundle.objects.count() == int(may)


def test_material_of_another_subtree_is_refused(network):
    a_tip(owner_branch=network.east)
    with pytest.raises(ValidationError, match="不是给“西城支行”用的材料"):
        a_bundle(network.west)


def test_withdrawn_edition_is_refused_when_asked_and_when_its_turn_comes(network, work):
    a_tip()
    bundle = a_bundle(network.branch)
    withdraw_edition(
        edition=Edition.objects.get(),
        user=UserFactory(admin=True),
        severity=RecallSeverity.STOP,
        reason="号码有变",
    )
    with pytest.raises(ValidationError, match="001-1"):
        a_bundle(network.branch)
    work()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.FAILED
    assert "001-1" in bundle.problem
    with pytest.raises(ValidationError):
        resume_bundle(bundle=bundle, user=bundle.requested_by)


@pytest.mark.parametrize(
    ("layout", "options", "words"),
    [
        ("leaflet", {}, "001-1 没有“三折页”这种版式"),
        ("tip_sheet", {"paper": "a1"}, "没有 A1 这种纸"),
        ("tip_sheet", {"press": True}, "没有送印刷厂的版本"),
    ],
)
def test_what_no_branch_could_print_is_refused_at_once(network, layout, options, words):
    a_tip()
    with pytest.raises(ValidationError, match=words):
        a_bundle(network.branch, layout=layout, **options)
    assert DBTaskResult.objects.count() == 0


def test_subtree_without_an_open_outlet_is_refused(network):
    a_tip()
    Branch.objects.filter(pk=network.garden.pk).update(is_open=False)
    with pytest.raises(ValidationError, match="“西城支行”下面没有营业中的网点"):
        a_bundle(network.west)


def test_left_out_branches_are_listed_and_made_up_for_once_mended(network, work):
    a_tip()
    Branch.objects.filter(pk=network.garden.pk).update(name="笑脸😀网点")
    bundle = a_bundle(network.branch)
    work()
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done, bundle.failed) == (BundleState.DONE, 3, 1)
    assert [(row["branch"], row["code"]) for row in bundle.left_out] == [
        (network.garden.pk, "91201")
    ]
    assert "没有“😀”这个字" in bundle.left_out[0]["reason"]
    Branch.objects.filter(pk=network.garden.pk).update(name="花园网点")
    resume_bundle(bundle=bundle, user=bundle.requested_by)
    work()
    bundle.refresh_from_db()
    assert (bundle.state, bundle.failed, bundle.left_out) == (BundleState.DONE, 0, [])


def test_cancelled_bundle_is_not_made_until_it_is_taken_up_again(network, work):
    a_tip()
    bundle = a_bundle(network.branch)
    cancel_bundle(bundle=bundle, user=bundle.requested_by)
    work()
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done) == (BundleState.CANCELLED, 0)
    resume_bundle(bundle=bundle, user=bundle.requested_by)
    work()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.DONE


def test_finished_bundle_is_neither_cancelled_nor_taken_up(network, work):
    a_tip()
    bundle = a_bundle(network.west)
    work()
    for deed in (cancel_bundle, resume_bundle):
        with pytest.raises(ValidationError):
            deed(bundle=PressBundle.objects.get(), user=bundle.requested_by)


def test_stranger_neither_cancels_nor_takes_up(network):
    a_tip()
    bundle = a_bundle(network.east)
    stranger = staff(network.west, StaffRole.MANAGER)
    for deed in (cancel_bundle, resume_bundle):
        with pytest.raises(PermissionDenied):
            deed(bundle=bundle, user=stranger)


def test_worker_that_starts_takes_up_what_a_crash_left(network, work):
    a_tip()
    bundle = a_bundle(network.west)
    DBTaskResult.objects.all().delete()  # its task was in hand when the worker was killed
    long_ago = timezone.now() - timedelta(minutes=2)
    PressBundle.objects.update(state=BundleState.RUNNING, touched_at=long_ago)
    work()
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done) == (BundleState.DONE, 1)


def test_bundle_somebody_is_making_is_left_to_them_and_looked_at_again(network, work):
    a_tip()
    bundle = a_bundle(network.west)
    DBTaskResult.objects.all().delete()
    PressBundle.objects.update(state=BundleState.RUNNING, touched_at=timezone.now())
    work()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.RUNNING
    later = DBTaskResult.objects.get(status="READY")
    assert later.task_path.endswith("tend_bundles")
    assert later.run_after > timezone.now()


def test_silence_of_a_minute_means_nobody_is_making_it(network):
    a_tip()
    a_bundle(network.west)
    heard = timezone.now()
    PressBundle.objects.update(state=BundleState.RUNNING, touched_at=heard)
    assert resume_stalled(now=heard + timedelta(seconds=59)) == []
    assert len(resume_stalled(now=heard + timedelta(seconds=61))) == 1


def test_worker_asked_to_go_leaves_the_bundle_to_the_next(network, work):
    a_tip()
    bundle = a_bundle(network.branch)
    DBTaskResult.objects.all().delete()
    stop_asked.set()
    try:
        run_bundle(bundle.pk)
    finally:
        stop_asked.clear()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.WAITING
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    work()
    bundle.refresh_from_db()
    assert bundle.state == BundleState.DONE


def test_one_bundle_is_made_once_however_often_it_is_queued(network, work):
    a_tip()
    bundle = a_bundle(network.west)
    resume_stalled(now=timezone.now())
    assert DBTaskResult.objects.count() == 2
    work()
    assert run_bundle(bundle.pk) is None
