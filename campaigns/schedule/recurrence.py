"""From a rule to its dates. Pure arithmetic: knows no Django.

Rules are RFC 5545 text. RSCALE=CHINESE (RFC 7529) is understood for yearly days of the Chinese
calendar, which dateutil refuses.
"""

from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr

from campaigns.schedule.lunar import FIRST_YEAR, LAST_YEAR, lunar_day

# A rule without an end must not fill the machine: nobody plans more than this at once.
MOST_DATES = 400
TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


class RuleError(ValueError):
    """A rule that we cannot follow, with the reason in Chinese."""


def parts_of(rule: str) -> dict[str, str]:
    """Return the NAME=VALUE parts of a rule. Raises RuleError on anything else."""
    parts = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise RuleError(f"重复规则里的“{part}”看不懂，应当写成 名称=值，用分号隔开。")
        parts[name] = value
    return parts


def check_rule(rule: str) -> None:
    """Raise RuleError, with words, unless `dates_between` can follow the rule."""
    dates_between(rule, starts_on=date(2026, 1, 1), first=date(2026, 1, 1), last=date(2027, 1, 1))


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
    if parts.get("FREQ") in TOO_OFTEN:
        raise RuleError("重复规则最密只能到每天一次。")
    if last < first:
        return []
    if parts.pop("RSCALE", "GREGORIAN") == "CHINESE":
        return _lunar_dates(parts, max(first, starts_on), last)
    return _solar_dates(parts, starts_on, first, last)


def _solar_dates(parts: dict[str, str], starts_on: date, first: date, last: date) -> list[date]:
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        rule = rrulestr(text, dtstart=datetime.combine(starts_on, time.min))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RuleError("重复规则看不懂，例如每周三写 FREQ=WEEKLY;BYDAY=WE。") from error
    window = rule.xafter(datetime.combine(first, time.min), inc=True)
    dates = (moment.date() for moment in islice(window, MOST_DATES))
    return [day for day in dates if day <= last]


def _lunar_dates(parts: dict[str, str], first: date, last: date) -> list[date]:
    try:
        month = parts["BYMONTH"]
        month = -int(month[:-1]) if month.endswith("L") else int(month)
        day = int(parts["BYMONTHDAY"])
    except (KeyError, ValueError) as error:
        raise RuleError("农历规则要写明月和日，例如 BYMONTH=9;BYMONTHDAY=9。") from error
    if parts.get("FREQ") != "YEARLY" or not 1 <= abs(month) <= 12 or not 1 <= day <= 30:
        raise RuleError("农历规则只支持每年一次，月份 1 到 12，日子 1 到 30。")
    # A lunar year begins up to two months into the solar one.
    years = range(max(first.year - 1, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)
    days = (lunar_day(year, month, day) for year in years)
    return [found for found in days if found and first <= found <= last]
