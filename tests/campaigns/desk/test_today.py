from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.schedule.models import Event
from tests.factories.ledger import Shelf
from tests.factories.library import an_edition
from tests.factories.plans import a_campaign

MOST_QUERIES = 15


def an_event(branch, on: date, title: str) -> Event:
    return Event.objects.create(
        branch=branch,
        title=title,
        summary="一杯热水，一个骗术。",
        place="大堂休息区",
        starts_on=on,
        starts_at=time(9, 30),
        ends_at=time(10),
    )


def today(cast) -> str:
    answer = cast.lobby().get("/desk/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_morning_page_names_branch_campaign_and_progress(cast, campaign):
    cast.shelf.receives(100)
    cast.shelf.hands_out(12)
    shown = today(cast)
    assert '<h1 class="branch-name">滨河路网点</h1>' in shown
    assert ("护老防骗月" in shown, "擦亮明眼，不要被诈骗" in shown) == (True, True)
    assert '<progress value="12" max="30"' in shown
    assert "还差 18 份" in shown
    assert "今天已发 <b>12</b> 份" in shown
    assert "剩 <b>88</b> 份" in shown


def test_the_bar_ends_at_the_target(cast, campaign):
    cast.shelf.hands_out(31)
    shown = today(cast)
    assert '<progress value="30" max="30"' in shown
    assert "已完成" in shown


def test_campaign_material_comes_first(cast, campaign):
    shown = today(cast)
    assert shown.index("先挂断再问") < shown.index("滨河路自己的小贴士")


def test_events_of_today_and_seven_days_are_shown_for_this_branch(cast):
    now = timezone.localdate()
    for days, title in ((0, "今天的沙龙"), (7, "下周的讲座"), (8, "太远的讲座")):
        an_event(cast.here, now + timedelta(days=days), title)
    an_event(cast.network.garden, now, "别家的讲座")
    shown = today(cast)
    found = [t for t in ("今天的沙龙", "下周的讲座", "太远的讲座", "别家的讲座") if t in shown]
    assert found == ["今天的沙龙", "下周的讲座"]


def test_a_quiet_branch_has_kind_words(cast):
    shown = today(cast)
    assert "现在没有进行中的活动" in shown
    assert "这几天没有安排讲座或沙龙。" in shown


def test_every_page_keeps_the_strict_policy_and_is_not_kept(cast, campaign):
    client = cast.lobby()
    cast.shelf.hands_out(5)
    for name in ("today", "prints", "handouts", "stock", "statement", "choose_branch"):
        answer = client.get(reverse(f"desk:{name}"))
        assert "no-store" in answer["Cache-Control"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert "script-src 'self'" in answer["Content-Security-Policy"]


def fill(cast, times: int) -> None:
    """Put `times` of everything that the pages list into the database."""
    now = timezone.localdate()
    editions = [an_edition() for _ in range(times)]
    for edition in editions:
        shelf = Shelf(cast.here, edition, cast.people["lobby"])
        shelf.receives(20)
        shelf.reverses(shelf.hands_out(2))
        shelf.hands_out(3)
    for n in range(times):
        a_campaign(materials=[edition.material for edition in editions], at={cast.network.east: 30})
        an_event(cast.here, now + timedelta(days=n % 7), f"第{n}场")


@pytest.mark.parametrize("name", ["today", "prints", "handouts", "stock", "statement"])
def test_ten_times_the_rows_cost_no_more_queries(cast, django_assert_max_num_queries, name):
    client, address = cast.lobby(), reverse(f"desk:{name}")
    fill(cast, 1)
    with django_assert_max_num_queries(MOST_QUERIES) as one:
        client.get(address)
    fill(cast, 10)
    with django_assert_max_num_queries(len(one)):
        client.get(address)
