from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from campaigns.schedule.actions import cancel_occurrence, move_occurrence, plan_event
from campaigns.schedule.models import Event
from campaigns.schedule.queries import upcoming
from cms.branches.enums import StaffRole
from tests.factories.branches import UserFactory, staff

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
TALK = {
    "title": "防骗微沙龙",
    "summary": "一杯热水，一个骗术。",
    "place": "大堂休息区",
    "starts_on": date(2026, 1, 7),
    "starts_at": time(9, 30),
    "ends_at": time(10, 0),
    "rrule": "FREQ=WEEKLY",
}


@pytest.fixture
def weekly(network):
    return plan_event(user=UserFactory(admin=True), branch=network.garden, **TALK)


def days(branch) -> list[int]:
    return [occurrence.on.day for occurrence in upcoming(branch, FIRST, LAST)]


def test_event_shows_at_its_branch_and_those_above(network, weekly):
    assert days(network.garden) == days(network.head_office) == [7, 14, 21, 28]
    assert days(network.riverside) == []


def test_moved_date_moves_and_the_others_stay(network, weekly):
    admin = UserFactory(admin=True)
    move_occurrence(user=admin, event=weekly, on=date(2026, 1, 14), to=date(2026, 1, 15),
                    reason="停电检修")  # fmt: skip
    assert days(network.garden) == [7, 15, 21, 28]


def test_date_moved_into_the_window_from_outside_shows(network, weekly):
    admin = UserFactory(admin=True)
    move_occurrence(user=admin, event=weekly, on=date(2026, 2, 4), to=date(2026, 1, 30),
                    reason="提前")  # fmt: skip
    assert days(network.garden) == [7, 14, 21, 28, 30]


def test_cancelled_date_is_gone_and_can_be_put_back(network, weekly):
    admin = UserFactory(admin=True)
    said = {"user": admin, "event": weekly, "on": date(2026, 1, 21), "reason": "讲师请假"}
    cancel_occurrence(**said)
    assert days(network.garden) == [7, 14, 28]
    move_occurrence(**said, to=date(2026, 1, 22))
    assert days(network.garden) == [7, 14, 22, 28]


def test_only_a_planned_date_changes_and_only_with_a_reason(weekly):
    admin = UserFactory(admin=True)
    with pytest.raises(ValidationError, match="2026-01-08 这天本来没有"):
        cancel_occurrence(user=admin, event=weekly, on=date(2026, 1, 8), reason="看错了")
    with pytest.raises(ValidationError, match="请写明原因"):
        cancel_occurrence(user=admin, event=weekly, on=date(2026, 1, 7), reason=" ")


def test_another_branchs_staff_plan_and_cancel_nothing(network, weekly):
    other = staff(network.riverside)
    with pytest.raises(PermissionDenied):
        plan_event(user=other, branch=network.garden, **TALK)
    with pytest.raises(PermissionDenied):
        cancel_occurrence(user=other, event=weekly, on=date(2026, 1, 7), reason="不该能取消")


def test_marketing_above_plans_and_a_lobby_does_not(network):
    marketing = staff(network.head_office, StaffRole.MARKETING)
    assert plan_event(user=marketing, branch=network.garden, **TALK).branch == network.garden
    with pytest.raises(PermissionDenied, match="您没有给“花园网点”安排日程的权限"):
        plan_event(user=staff(network.garden), branch=network.garden, **TALK)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_at": time(9, 0)}, "结束时间要晚于开始时间"),
        ({"repeats_until": date(2025, 1, 1)}, "“重复到”不能早于第一次的日期"),
        ({"rrule": "每周三"}, "看不懂"),
        ({"rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, "一场也不会有"),
        ({"title": ""}, "不能为空"),
    ],
)
def test_bad_event_is_refused_in_words_and_not_saved(network, changes, words):
    with pytest.raises(ValidationError, match=words):
        plan_event(user=UserFactory(admin=True), branch=network.garden, **{**TALK, **changes})
    assert Event.objects.count() == 0
