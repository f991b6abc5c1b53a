"""反诈视力表 — rows that shrink as on an optician's chart."""

from dataclasses import dataclass

from cms.library import eye_chart
from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError, ReadPicture, read_text, read_texts


@dataclass(frozen=True)
class EyeChartInput(PrintInput):
    """`field` is the room for rows in millimetres: width and height. `paper` is "a4" to "a1"."""

    subtitle: str
    paper: str
    distance: str  # metres, as it is said
    design: str
    field: tuple[float, float]
    rows: tuple[eye_chart.ChartRow, ...]

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "EyeChartInput":
        texts = list(
            read_texts(
                content, "rows", "视力表", most=eye_chart.MOST_ROWS,
                longest=eye_chart.LONGEST_ROW, least=eye_chart.FEWEST_ROWS,
            )
        )  # fmt: skip
        paper = options.paper or content.get("paper") or eye_chart.USUAL_PAPER
        distance_m = _distance(content, options, paper, len(texts))
        _check_offered(texts, paper, distance_m)
        return cls(
            **read_heading(content, title=10, hotlines=3),
            subtitle=read_text(content, "subtitle", "副标题", most=30),
            paper=paper,
            distance=str(distance_m),
            design=_design(content, options),
            field=eye_chart.FIELDS[paper],
            rows=tuple(eye_chart.chart_rows(texts, paper=paper, distance_m=distance_m)),
        )


def _distance(content: dict, options: PrintOptions, paper: str, count: int) -> int:
    """The distance asked for; on its own paper the edition's; on another the usual one there.

    Large paper read from close by would stand half empty.
    """
    if options.distance_m:
        return options.distance_m
    said, usual = content.get("distance_m"), eye_chart.USUAL_DISTANCE.get(paper, 0)
    if said and paper == content.get("paper"):
        return said
    return usual if (paper, usual) in eye_chart.possible(count) else said or usual


def _check_offered(texts: list[str], paper: str, distance_m: int) -> None:
    if (paper, distance_m) not in eye_chart.possible(len(texts)):
        raise ContentError(
            f"{len(texts)} 行的视力表在 {paper.upper()} 上印不成 {distance_m} 米的。"
            f"可以选：{eye_chart.in_words(eye_chart.possible(len(texts)))}。"
        )
    for place, most in eye_chart.rows_too_long(texts, paper, distance_m).items():
        raise ContentError(
            f"视力表第 {place + 1} 行“{texts[place]}”有 {len(texts[place])} 个字，"
            f"这一行的字大，最多 {most} 个，请改短。"
        )


def _design(content: dict, options: PrintOptions) -> str:
    design = options.design or content.get("design") or eye_chart.USUAL_DESIGN
    if design not in eye_chart.DESIGNS:
        said = "、".join(eye_chart.DESIGNS.values())
        raise ContentError(f"视力表没有“{design}”这种样式，可以选：{said}。")
    return design
