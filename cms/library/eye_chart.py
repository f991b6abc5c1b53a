"""反诈视力表 — which rows a sheet of paper can show, and how tall their ink is. Arithmetic only.

A row of five-mark value L at d metres is d × tan 5′ × 10^(5−L) tall. What is tall is the ink of
国, not the em square: at weight 900 it is 0.912 em in both of our fonts, and so is 國 (a test
measures them again). Marks are kept in tenths: 40 is row 4.0.
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
LARGEST, NORMAL, SMALLEST = 40, 50, 53
MOST_ROWS = len(DECIMALS)
FEWEST_ROWS = 8
LETTER_SPACE = 0.16  # of the em; from 0.2 on, readers of the text find spaces between hanzi
LEAST_GAP = 0.4  # of the row above: closer together, rows crowd each other
BAND_OF_FIELD = 0.01  # what the band round row 5.0 wants below it, where that row is the last
LONGEST_ROW = 40  # nobody reads more of them aloud in one breath
LEAST_INK_MM = 1.4  # a dense hanzi has 11 strokes and gaps: 3 dots each at 600 dpi

# The room for rows on each paper, in millimetres: (width, height).
FIELDS = {"a4": (172, 206), "a3": (243, 291), "a2": (344, 412), "a1": (486, 584)}
PAPERS = {"a4": "A4", "a3": "A3", "a2": "A2", "a1": "A1"}
DISTANCES = (1, 2, 3, 4, 5)
USUAL_DISTANCE = {"a4": 2, "a3": 3, "a2": 4, "a1": 5}
USUAL_PAPER = "a3"
DESIGNS = {"classic": "经典白", "warm": "喜庆暖", "contrast": "黑底黄字"}
USUAL_DESIGN = "classic"


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


def ink_height(mark: int, distance_m: int) -> float:
    """Millimetres of ink of a row read at that distance: 4.363 for row 5.0 (50) at 3 m."""
    return distance_m * 1000 * math.tan(math.radians(5 / 60)) * 10 ** ((NORMAL - mark) / 10)


def fits(shown: list[int], paper: str, distance_m: int) -> bool:
    """Whether rows of these marks stand on that paper, not too close and not too small."""
    heights = [ink_height(mark, distance_m) for mark in shown]
    least = sum(heights) + LEAST_GAP * sum(heights[:-1])
    return least <= FIELDS[paper][1] and heights[-1] >= LEAST_INK_MM


def chart_window(count: int, paper: str, distance_m: int) -> list[int] | None:
    """The marks of so many rows on that paper, or None where they cannot be printed.

    Row 5.0 is always among them. Of the windows that fit, the one with the largest rows.
    """
    lasts = range(max(NORMAL, LARGEST + count - 1), SMALLEST + 1)
    windows = (list(range(last - count + 1, last + 1)) for last in lasts)
    return next((shown for shown in windows if fits(shown, paper, distance_m)), None)


def most_characters(mark: int, paper: str, distance_m: int) -> int:
    """How many hanzi of this row stand side by side on that paper, LONGEST_ROW at most."""
    em = ink_height(mark, distance_m) / INK_OF_EM
    fitting = int((FIELDS[paper][0] + em * LETTER_SPACE) / (em * (1 + LETTER_SPACE)))
    return min(fitting, LONGEST_ROW)


def possible(count: int) -> list[tuple[str, int]]:
    """Papers and distances at which so many rows can be printed, whatever they say."""
    return [(p, d) for p in PAPERS for d in DISTANCES if chart_window(count, p, d)]


def rows_too_long(texts: list[str], paper: str, distance_m: int) -> dict[int, int]:
    """The places (from 0) of rows that are too long there, each with the most it may hold."""
    shown = chart_window(len(texts), paper, distance_m) or []
    limits = [most_characters(mark, paper, distance_m) for mark in shown]
    return {
        place: most
        for place, (text, most) in enumerate(zip(texts, limits, strict=False))
        if len(text) > most
    }


def offers(texts: list[str]) -> list[tuple[str, int]]:
    """Papers and distances at which exactly these rows can be printed."""
    return [(p, d) for p, d in possible(len(texts)) if not rows_too_long(texts, p, d)]


def in_words(found: list[tuple[str, int]]) -> str:
    """Papers and distances as people say them: A4（1、2 米）、A3（3 米）."""
    said = []
    for paper, name in PAPERS.items():
        here = "、".join(str(distance_m) for where, distance_m in found if where == paper)
        if here:
            said.append(f"{name}（{here} 米）")
    return "、".join(said)


def chart_rows(texts: list[str], *, paper: str, distance_m: int) -> list[ChartRow]:
    """Rows spread over the field: each gap grows with its neighbours, as on a real chart.

    Raises ValueError where the window does not exist; ask `chart_window` first.
    """
    shown = chart_window(len(texts), paper, distance_m)
    if shown is None:
        raise ValueError(f"{len(texts)} rows cannot stand on {paper} at {distance_m} m")
    heights = [ink_height(mark, distance_m) for mark in shown]
    rows, upper = [], 0.0
    field = FIELDS[paper][1]
    below = field * BAND_OF_FIELD if shown[-1] == NORMAL else 0.0
    gaps = [*_gaps(heights, field - below), 0.0]
    for text, mark, height, gap in zip(texts, shown, heights, gaps, strict=True):
        em, bottom = height / INK_OF_EM, upper + height
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
                is_normal=mark == NORMAL,
            )
        )
        upper = bottom + gap
    return rows


def _gaps(heights: list[float], field: float) -> list[float]:
    """Every gap has its least. Of what is left, the narrowest get theirs first, for the marks
    beside them need room; the rest goes to all, a little more where rows are large."""
    least = [LEAST_GAP * height for height in heights[:-1]]
    spare = max(0.0, field - sum(heights) - sum(least))
    floor = _level(least, spare, most=field / 60)
    gaps = [max(gap, floor) for gap in least]
    spare -= sum(gaps) - sum(least)
    weights = [field / 68 + 0.3 * (above + below) / 2 for above, below in pairwise(heights)]
    return [gap + spare * w / sum(weights) for gap, w in zip(gaps, weights, strict=True)]


def _level(depths: list[float], water: float, *, most: float) -> float:
    """How high water stands that is poured over these depths; not above `most`."""
    sorted_depths = sorted(depths)
    for count in range(len(depths), 0, -1):
        level = (water + sum(sorted_depths[:count])) / count
        if level >= sorted_depths[count - 1]:
            return min(level, most)
    return 0.0


def table() -> dict:
    """All of it as plain data for the editor's page, where nothing is reckoned again."""
    return {
        "fewest": FEWEST_ROWS,
        "largest": MOST_ROWS,
        "papers": PAPERS,
        "usual": USUAL_DISTANCE,
        "marks": {str(mark): f"{mark / 10:.1f} / {dec}" for mark, dec in DECIMALS.items()},
        "heights": {
            f"{d}/{mark}": f"{ink_height(mark, d):.1f}" for d in DISTANCES for mark in DECIMALS
        },
        "most": {
            f"{p}/{d}/{mark}": most_characters(mark, p, d)
            for p in PAPERS for d in DISTANCES for mark in DECIMALS
        },
        "windows": {
            f"{count}/{p}/{d}": chart_window(count, p, d)
            for count in range(FEWEST_ROWS, MOST_ROWS + 1)
            for p, d in possible(count)
        },
    }  # fmt: skip
