"""反诈视力表 — where each row stands and how tall its ink is. Arithmetic only.

A row of five-mark value L at d metres is d × tan 5′ × 10^(5−L) tall. What is tall is the ink of
国, not the em square: at weight 900 in our font it is 0.912 em (a test measures it again).
"""

import math
from dataclasses import dataclass
from itertools import pairwise

INK_OF_EM = 0.912
INK_BELOW_BASELINE_OF_EM = 0.093
DECIMALS = {
    40: "0.1", 41: "0.12", 42: "0.15", 43: "0.2", 44: "0.25", 45: "0.3", 46: "0.4",
    47: "0.5", 48: "0.6", 49: "0.8", 50: "1.0", 51: "1.2", 52: "1.5", 53: "2.0",
}  # fmt: skip
MOST_ROWS = len(DECIMALS)
FEWEST_ROWS = 8
LETTER_SPACE = 0.16  # of the em; from 0.2 on, readers of the text find spaces between hanzi


@dataclass(frozen=True)
class ChartRow:
    text: str
    mark: str
    decimal: str
    height: float  # mm of ink
    em: float  # mm
    tracking: float  # mm
    middle: float  # mm below the top of the field
    baseline: float  # mm below the top of the field
    is_normal: bool


def ink_height(mark: float, distance_m: float) -> float:
    """Millimetres of ink for a row read at that distance: 4.363 for 5.0 at 3 m."""
    return distance_m * 1000 * math.tan(math.radians(5 / 60)) * 10 ** (5 - mark)


def marks(count: int) -> list[int]:
    """Tenths of the marks shown. Row 5.0 is always among them; short charts drop large rows."""
    last = 50 if count <= 11 else 39 + count
    return list(range(last - count + 1, last + 1))


def most_characters(height: float, width: float) -> int:
    em = height / INK_OF_EM
    return int((width + em * LETTER_SPACE) / (em * (1 + LETTER_SPACE)))


def chart_rows(texts: list[str], *, distance_m: float, field_mm: float) -> list[ChartRow]:
    """Rows spread over the field: each gap grows with its neighbours, as on a real chart."""
    shown = marks(len(texts))
    heights = [ink_height(mark / 10, distance_m) for mark in shown]
    weights = [4 + 0.3 * (above + below) / 2 for above, below in pairwise(heights)]
    gap = (field_mm - sum(heights)) / sum(weights)
    rows, upper = [], 0.0
    for place, (text, mark, height) in enumerate(zip(texts, shown, heights, strict=True)):
        em = height / INK_OF_EM
        bottom = upper + height
        rows.append(
            ChartRow(
                text=text,
                mark=f"{mark / 10:.1f}",
                decimal=DECIMALS[mark],
                height=height,
                em=em,
                tracking=em * LETTER_SPACE,
                middle=upper + height / 2,
                baseline=bottom - em * INK_BELOW_BASELINE_OF_EM,
                is_normal=mark == 50,
            )
        )
        if place < len(weights):
            upper = bottom + weights[place] * gap
    return rows
