from datetime import date

import pytest

from campaigns.schedule.recurrence import MOST_DATES, RuleError, check_rule, dates_between

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
        ("FREQ=HOURLY", "最密只能到每天一次"),
        ("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=9", "要写明月和日"),
        ("RSCALE=CHINESE;FREQ=WEEKLY;BYMONTH=9;BYMONTHDAY=9", "只支持每年一次"),
        ("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=9", "月份 1 到 12"),
    ],
)
def test_rule_we_cannot_follow_is_refused_in_words(rule, words):
    with pytest.raises(RuleError, match=words):
        check_rule(rule)
