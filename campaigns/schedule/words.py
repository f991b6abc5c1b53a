"""Days and hours as people say them. Pure: knows no Django."""

from datetime import date, time

NOON, EVENING = 12, 18
HALF = 30
WEEKDAYS = "一二三四五六日"


def day_words(on: date) -> str:
    return f"{on.month}月{on.day}日"


def weekday_words(on: date) -> str:
    return f"星期{WEEKDAYS[on.weekday()]}"


def hour_words(at: time) -> str:
    """Return 上午9点半, 中午12点, 下午2点05分."""
    hour = at.hour if at.hour <= NOON else at.hour - NOON
    minutes = {0: "", HALF: "半"}.get(at.minute, f"{at.minute:02d}分")
    return f"{part_of_day(at)}{hour}点{minutes}"


def part_of_day(at: time) -> str:
    if at.hour < NOON:
        return "上午"
    if at.hour == NOON:
        return "中午"
    return "下午" if at.hour < EVENING else "晚上"


def hours_words(starts_at: time, ends_at: time) -> str:
    """Return 上午9点半到10点: the part of the day is said once where it stays the same."""
    start, end = hour_words(starts_at), hour_words(ends_at)
    if part_of_day(starts_at) == part_of_day(ends_at):
        end = end[2:]
    return f"{start}到{end}"
