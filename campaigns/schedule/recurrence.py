"""From a rule to its dates. Pure arithmetic: knows no Django.

Rules are RFC 5545 text. RSCALE=CHINESE (RFC 7529) is understood for yearly days of the Chinese
calendar, which dateutil refuses.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import dropwhile, islice, takewhile

from dateutil.rrule import rrulestr

from campaigns.schedule.lunar import FIRST_YEAR, LAST_YEAR, lunar_day

# A rule without an end must not fill the machine: nobody plans more than this at once.
MOST_DATES = 400
# Nor are more than these counted off from the first occurrence: fifty years of every day.
MOST_STEPS = 20_000
# A rule that has no date in so many years has none.
YEARS_TO_HAPPEN = 60
# The Gregorian calendar repeats to the weekday.
CYCLE = 400
TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


def _list_of(one: str) -> str:
    return f"(?:{one})(?:,(?:{one}))*"


DAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
# Each part that we follow: what its value looks like, and how we say so.
SOLAR_PARTS = {
    "FREQ": ("DAILY|WEEKLY|MONTHLY|YEARLY", "每天 DAILY、每周 WEEKLY、每月 MONTHLY、每年 YEARLY"),
    "INTERVAL": ("[1-9][0-9]{0,2}", "1 到 999 的整数，例如每两周写 INTERVAL=2"),
    "BYDAY": (_list_of(f"(?:[+-]?[1-9][0-9]?)?{DAY}"), "例如每周三写 FREQ=WEEKLY;BYDAY=WE"),
    "BYMONTH": (_list_of("[1-9]|1[0-2]"), "1 到 12 的整数"),
    "BYMONTHDAY": (_list_of("[+-]?(?:[1-9]|[12][0-9]|3[01])"), "1 到 31 的整数，倒数用负数"),
    "BYSETPOS": (_list_of("[+-]?[1-9][0-9]{0,2}"), "第几个，例如 1，倒数用负数"),
    "COUNT": ("[1-9][0-9]{0,3}", "1 到 9999 的整数"),
    "UNTIL": ("[0-9]{8}(?:T[0-9]{6}Z?)?", "最后一天，例如 UNTIL=20261231"),
    "WKST": (DAY, "一周从哪天算起，例如 MO"),
}
LUNAR_PARTS = {
    "RSCALE": ("CHINESE", "农历写 RSCALE=CHINESE"),
    "SKIP": ("OMIT", "只能是 OMIT：没有那一天的年份不办"),
    "FREQ": ("YEARLY", "农历规则只支持每年一次"),
    "BYMONTH": ("(?:[1-9]|1[0-2])L?", "农历规则的月份 1 到 12，闰月加 L"),
    "BYMONTHDAY": ("[1-9]|[12][0-9]|30", "农历规则的日子 1 到 30"),
}


class RuleError(ValueError):
    """A rule that we cannot follow, with the reason in Chinese."""


def parts_of(rule: str) -> dict[str, str]:
    """Return the NAME=VALUE parts of a rule, each checked. Raises RuleError on anything else."""
    parts: dict[str, str] = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise RuleError(f"重复规则里的“{part}”看不懂，应当写成 名称=值，用分号隔开。")
        if name in parts:
            raise RuleError(f"重复规则里的 {name} 写了两次，请删去一个。")
        parts[name] = value
    if parts.get("FREQ") in TOO_OFTEN:
        raise RuleError("重复规则最密只能到每天一次。")
    known = LUNAR_PARTS if "RSCALE" in parts else SOLAR_PARTS
    for name, value in parts.items():
        if name not in known:
            raise RuleError(f"重复规则里的 {name} 不支持，可以用的是 {'、'.join(known)}。")
        pattern, words = known[name]
        if not re.fullmatch(pattern, value):
            raise RuleError(f"重复规则里的 {name}={value} 不对：{words}。")
    _check_together(parts)
    return parts


def _check_together(parts: dict[str, str]) -> None:
    if "FREQ" not in parts:
        raise RuleError("重复规则没有写 FREQ，例如每周三写 FREQ=WEEKLY;BYDAY=WE。")
    if "RSCALE" in parts and not {"BYMONTH", "BYMONTHDAY"} <= set(parts):
        raise RuleError("农历规则要写明月和日，例如 BYMONTH=9;BYMONTHDAY=9。")
    if parts["FREQ"] in ("DAILY", "WEEKLY") and re.search("[0-9]", parts.get("BYDAY", "")):
        raise RuleError("BYDAY 里的“第几个”只能用在每月、每年的规则里。")
    if {"COUNT", "UNTIL"} <= set(parts):
        raise RuleError("COUNT 和 UNTIL 只能写一个。")


def check_rule(rule: str, starts_on: date) -> None:
    """Raise RuleError, with words, unless the rule can be followed and happens at all."""
    last = date(min(starts_on.year + YEARS_TO_HAPPEN, date.max.year), 12, 31)
    if not dates_between(rule, starts_on=starts_on, first=starts_on, last=last):
        raise RuleError(f"按这条规则，从 {starts_on:%Y-%m-%d} 起一场也不会有，请核对。")


def dates_between(
    rule: str, *, starts_on: date, first: date, last: date, until: date | None = None
) -> list[date]:
    """Return the dates of a rule from `first` to `last`, both included, at most MOST_DATES.

    `starts_on` is the first occurrence and anchors the rule; an empty rule happens on it once.
    Raises RuleError for a rule that cannot be read.
    """
    last = min(last, until) if until else last
    if not rule:
        return [starts_on] if first <= starts_on <= last else []
    parts = parts_of(rule)
    if ends := parts.pop("UNTIL", None):
        last = min(last, _day_of(ends))
    first = max(first, starts_on)
    if last < first:
        return []
    if "RSCALE" in parts:
        return _lunar_dates(parts, first, last)
    days = takewhile(lambda day: day <= last, _solar_dates(parts, starts_on, last))
    return list(islice(dropwhile(lambda day: day < first, days), MOST_DATES))


def _day_of(until: str) -> date:
    try:
        return date(int(until[:4]), int(until[4:6]), int(until[6:8]))
    except ValueError as error:
        raise RuleError(f"重复规则里的 UNTIL={until} 不对：没有这一天。") from error


def _solar_dates(parts: dict[str, str], starts_on: date, last: date) -> Iterator[date]:
    """Yield the rule's dates from its first occurrence on, at most MOST_STEPS.

    dateutil looks for the next date as far as the year 9999. So we ask it about the same days
    of the calendar's last cycle, and a rule that never happens is found out 25 times sooner.
    """
    ahead = (date.max.year - last.year) // CYCLE * CYCLE
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    start = datetime.combine(starts_on.replace(year=starts_on.year + ahead), time.min)
    try:
        for moment in islice(rrulestr(text, dtstart=start), MOST_STEPS):
            yield moment.date().replace(year=moment.year - ahead)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise RuleError("重复规则看不懂，例如每周三写 FREQ=WEEKLY;BYDAY=WE。") from error


def _lunar_dates(parts: dict[str, str], first: date, last: date) -> list[date]:
    month = parts["BYMONTH"]
    month = -int(month[:-1]) if month.endswith("L") else int(month)
    # A lunar year begins up to two months into the solar one.
    years = range(max(first.year - 1, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)
    days = (lunar_day(year, month, int(parts["BYMONTHDAY"])) for year in years)
    return [found for found in days if found and first <= found <= last]
