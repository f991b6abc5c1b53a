from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.schedule.recurrence import (
    MOST_DATES,
    SOLAR_PARTS,
    RuleError,
    check_rule,
    dates_between,
)

START = date(2026, 1, 7)  # a Wednesday


def between(rule: str, first=START, last=date(2026, 2, 1), **fields):
    return dates_between(rule, starts_on=START, first=first, last=last, **fields)


def test_empty_rule_happens_once():
    assert between("") == [START]
    assert between("", first=date(2026, 1, 8)) == []


def test_weekly_rule_keeps_its_weekday():
    assert [day.day for day in between("FREQ=WEEKLY;BYDAY=WE")] == [7, 14, 21, 28]


def test_rule_ends_on_its_last_day():
    assert between("FREQ=WEEKLY", until=date(2026, 1, 14)) == [START, date(2026, 1, 14)]


def test_monthly_rule_on_the_31st_leaves_short_months_out():
    days = dates_between(
        "FREQ=MONTHLY;BYMONTHDAY=31",
        starts_on=date(2026, 1, 31),
        first=date(2026, 1, 1),
        last=date(2026, 6, 30),
    )
    assert days == [date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31)]


def test_leap_day_comes_every_four_years():
    days = dates_between(
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        starts_on=date(2024, 2, 29),
        first=date(2024, 1, 1),
        last=date(2032, 12, 31),
    )
    assert [day.year for day in days] == [2024, 2028, 2032]


def test_double_ninth_follows_the_chinese_calendar():
    days = dates_between(
        "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=9",
        starts_on=date(2026, 1, 1),
        first=date(2026, 1, 1),
        last=date(2027, 12, 31),
    )
    assert days == [date(2026, 10, 18), date(2027, 10, 8)]


def test_endless_rule_is_cut_off():
    assert len(between("FREQ=DAILY", last=date(2099, 1, 1))) == MOST_DATES


def test_window_that_ends_before_it_begins_is_empty():
    assert between("FREQ=DAILY", first=date(2026, 2, 1), last=date(2026, 1, 1)) == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("每周三", "看不懂"),
        ("FREQ=WEEKLY;BYDAY=星期三", "例如每周三写"),
        ("BYDAY=WE", "没有写 FREQ"),
        ("FREQ=WEEKLY;FREQ=DAILY", "FREQ 写了两次"),
        ("FREQ=HOURLY", "最密只能到每天一次"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0 不对"),
        ("FREQ=DAILY;BYHOUR=9,10", "BYHOUR 不支持"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO 不支持"),
        ("FREQ=WEEKLY;BYDAY=2WE", "每月、每年"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "只能写一个"),
        ("FREQ=DAILY;UNTIL=20261301", "没有这一天"),
        ("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "RSCALE=HEBREW 不对"),
        ("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=9", "要写明月和日"),
        ("RSCALE=CHINESE;FREQ=WEEKLY;BYMONTH=9;BYMONTHDAY=9", "只支持每年一次"),
        ("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=9", "月份 1 到 12"),
        ("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=9;COUNT=2", "COUNT 不支持"),
    ],
)
def test_rule_we_cannot_follow_is_refused_in_words(rule, words):
    with pytest.raises(RuleError, match=words):
        check_rule(rule, START)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;UNTIL=20270101",
        "FREQ=DAILY;UNTIL=20251231",
        "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=12L;BYMONTHDAY=30",
    ],
)
def test_rule_that_never_happens_is_refused_in_words(rule):
    with pytest.raises(RuleError, match="从 2026-01-07 起一场也不会有"):
        check_rule(rule, START)


@pytest.mark.parametrize("year", [1900, 2000, 2026, 2100, 2399])
def test_dates_far_from_today_keep_their_weekday(year):
    first = date(year, 1, 1)
    days = dates_between(
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=14", starts_on=first, first=first, last=date(year + 2, 1, 1)
    )
    assert (len(days), {day.weekday() for day in days}) == (14, {4})


def test_until_is_the_last_day():
    assert [day.day for day in between("FREQ=DAILY;UNTIL=20260109T235959Z")] == [7, 8, 9]


names = st.sampled_from([*SOLAR_PARTS, "RSCALE", "SKIP", "BYHOUR"])
values = st.one_of(
    st.sampled_from(["DAILY", "YEARLY", "CHINESE", "OMIT", "MO", "-1FR", "2,29", "20301231"]),
    st.integers(-400, 400).map(str),
    st.text(max_size=6),
)
rules = st.lists(st.tuples(names, values).map("=".join), max_size=5).map(";".join)
frequent = st.sampled_from(["", "FREQ=DAILY;", "FREQ=WEEKLY;", "FREQ=MONTHLY;", "FREQ=YEARLY;"])


@settings(deadline=2_000)  # milliseconds; dateutil alone needs more to give a rule up
@given(rule=st.one_of(st.text(), st.builds(str.__add__, frequent, rules)))
def test_any_text_gives_dates_or_words_quickly(rule):
    try:
        check_rule(rule, START)
        days = between(rule, last=date(2036, 1, 1))
    except RuleError:
        return
    assert days == sorted(set(days))
    assert all(day >= START for day in days)
