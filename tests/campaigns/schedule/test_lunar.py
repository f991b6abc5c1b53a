from datetime import date

import pytest

from campaigns.schedule.lunar import lunar_day


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ((2026, 1, 1), date(2026, 2, 17)),  # Spring Festival
        ((2026, 5, 5), date(2026, 6, 19)),  # Dragon Boat
        ((2026, 8, 15), date(2026, 9, 25)),  # Mid-Autumn
        ((2026, 9, 9), date(2026, 10, 18)),  # Double Ninth
        ((2025, 12, 8), date(2026, 1, 26)),  # Laba falls in the next solar year
        ((2025, -6, 1), date(2025, 7, 25)),  # a leap sixth month
    ],
)
def test_lunar_day_is_a_solar_date(lunar, solar):
    assert lunar_day(*lunar) == solar


@pytest.mark.parametrize("lunar", [(2026, -6, 1), (2026, 1, 31), (2026, 13, 1), (2026, 1, 0)])
def test_lunar_day_that_does_not_exist_is_none(lunar):
    assert lunar_day(*lunar) is None
