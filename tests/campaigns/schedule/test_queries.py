from datetime import date, time, timedelta

import pytest

from campaigns.schedule.actions import move_occurrence
from campaigns.schedule.models import Event
from campaigns.schedule.queries import occurrences, upcoming, upcoming_of
from tests.factories.branches import UserFactory
from tests.factories.plans import a_campaign
from tests.factories.schedule import EventFactory

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


def an_event(branch, on: date = FIRST, **fields) -> Event:
    return EventFactory(branch=branch, starts_on=on, **fields)


def said(found) -> list[tuple]:
    return [(o.on.day, o.starts_at.hour, o.event.title) for o in found]


def test_dates_come_in_the_order_they_happen(network):
    an_event(network.garden, FIRST + timedelta(days=1), title="次日")
    an_event(network.garden, title="下午", starts_at=time(15), ends_at=time(16))
    an_event(network.garden, title="上午")
    found = upcoming(network.garden, FIRST, LAST)
    assert said(found) == [(1, 9, "上午"), (1, 15, "下午"), (2, 9, "次日")]


def test_first_and_last_day_belong_to_the_window(network):
    an_event(network.garden, FIRST, title="第一天")
    an_event(network.garden, LAST, title="最后一天")
    for outside in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
        an_event(network.garden, outside, title="窗外")
    assert [o.event.title for o in upcoming(network.garden, FIRST, LAST)] == ["第一天", "最后一天"]


def test_window_that_ends_before_it_begins_is_empty(network):
    an_event(network.garden, weekly=True)
    assert upcoming(network.garden, LAST, FIRST) == []


def test_branch_shows_what_happens_below_it_but_not_above(network):
    for branch in (network.branch, network.east, network.garden):
        an_event(branch, title=branch.name)
    names = [o.event.title for o in upcoming(network.east, FIRST, LAST)]
    assert names == ["东城支行"]
    assert len(upcoming(network.head_office, FIRST, LAST)) == 3


def test_campaign_shows_its_own_dates_at_every_branch(network):
    campaign = a_campaign()
    an_event(network.garden, campaign=campaign, title="花园")
    an_event(network.riverside, campaign=campaign, title="滨河")
    an_event(network.garden, title="与活动无关")
    assert {o.event.title for o in upcoming_of(campaign, FIRST, LAST)} == {"花园", "滨河"}


def test_double_ninth_is_found_in_its_solar_month(network):
    rule = "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=9"
    an_event(network.garden, date(2026, 10, 18), rrule=rule)
    assert [o.on for o in upcoming(network.garden, FIRST, LAST)] == [date(2026, 10, 18)]


def test_date_moved_out_of_the_window_is_gone(network):
    event = an_event(network.garden, weekly=True)
    admin = UserFactory(admin=True)
    move_occurrence(user=admin, event=event, on=date(2026, 10, 29), to=date(2026, 11, 2),
                    reason="停电检修")  # fmt: skip
    assert [o.on.day for o in upcoming(network.garden, FIRST, LAST)] == [1, 8, 15, 22]


def test_ten_times_the_events_cost_the_same_two_queries(network, django_assert_num_queries):
    admin = UserFactory(admin=True)
    for times in (1, 10):
        for _ in range(times):
            event = an_event(network.garden, weekly=True, campaign=a_campaign())
            move_occurrence(user=admin, event=event, on=date(2026, 10, 8), to=date(2026, 10, 9),
                            reason="讲师请假")  # fmt: skip
        with django_assert_num_queries(2):
            found = occurrences(Event.objects.all(), FIRST, LAST)
            assert {o.event.branch.name for o in found} == {"花园网点"}
