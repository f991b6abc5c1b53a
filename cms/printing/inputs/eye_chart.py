"""反诈视力表 — rows that shrink as on an optician's chart."""

from dataclasses import dataclass

from cms.printing import eye_chart
from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError, ReadPicture, read_text, read_texts

CHART_FIELD_MM = 273.0
CHART_WIDTH_MM = 226.0


@dataclass(frozen=True)
class EyeChartInput(PrintInput):
    subtitle: str
    distance: str
    field: float
    rows: tuple[eye_chart.ChartRow, ...]

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "EyeChartInput":
        if (content.get("paper"), content.get("distance_m")) != ("a3", 3):
            raise ContentError("视力表现在只能印 A3、3 米这一种。")
        texts = read_texts(
            content, "rows", "视力表", most=eye_chart.MOST_ROWS, longest=80,
            least=eye_chart.FEWEST_ROWS,
        )  # fmt: skip
        rows = eye_chart.chart_rows(list(texts), distance_m=3, field_mm=CHART_FIELD_MM)
        for place, row in enumerate(rows, 1):
            most = eye_chart.most_characters(row.height, CHART_WIDTH_MM)
            if len(row.text) > most:
                raise ContentError(
                    f"视力表第 {place} 行“{row.text}”有 {len(row.text)} 个字，"
                    f"这一行的字大，最多 {most} 个，请改短。"
                )
        return cls(
            **read_heading(content, title=10, hotlines=3),
            subtitle=read_text(content, "subtitle", "副标题", most=30),
            distance="3",
            field=CHART_FIELD_MM,
            rows=tuple(rows),
        )
