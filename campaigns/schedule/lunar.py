"""Days of the Chinese calendar. Pure arithmetic: knows no Django."""

from datetime import date

from lunar_python import Lunar, LunarYear, Solar

FIRST_YEAR, LAST_YEAR = 1901, 2099


def lunar_day(lunar_year: int, month: int, day: int) -> date | None:
    """Return the solar date of a day of a lunar year, or None where that day does not exist.

    `month` is 1–12, or −1…−12 for a leap month. The 30th of a short month does not exist, and
    most months have no leap twin: RFC 7529 calls leaving those out SKIP=OMIT, its default.
    """
    found = next(
        (
            m
            for m in LunarYear.fromYear(lunar_year).getMonths()
            if m.getYear() == lunar_year and m.getMonth() == month
        ),
        None,
    )
    if found is None or not 1 <= day <= found.getDayCount():
        return None
    solar = Lunar.fromYmd(lunar_year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def lunar_words(on: date) -> str:
    """Return the day of the Chinese calendar as people say it: 农历九月初九 重阳节."""
    lunar = Solar.fromYmd(on.year, on.month, on.day).getLunar()
    said = f"农历{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"
    return " ".join([said, *lunar.getFestivals()[:1]])
