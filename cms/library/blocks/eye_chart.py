"""The fraud eye chart and the list poster, as an editor fills them."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError

from cms.library import eye_chart

# How many hanzi one line holds at each of the sizes that the website's style sheet has.
SCREEN_ROOM = (3, 4, 4, 5, 7, 8, 10, 11, 13, 14, 16, 18, 21, 24)


class EyeChartRowBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="这一行", max_length=eye_chart.LONGEST_ROW)
    story = blocks.CharBlock(label="点开后的小故事", max_length=120, required=False)

    class Meta:
        icon = "view"
        label = "一行"


class EyeChartValue(blocks.StructValue):
    @property
    def distance_m(self) -> int:
        return int(self["distance"])

    @property
    def texts(self) -> list[str]:
        """What each row says, its spaces as they are printed."""
        return [" ".join((row["text"] or "").split()) for row in self["rows"]]

    @property
    def screen_rows(self) -> list[tuple[dict, int]]:
        """Each row with its step on the screen: smaller than the one above, and on one line."""
        found, step = [], 0
        for row, text in zip(self["rows"], self.texts, strict=True):
            step = min(step + 1, len(SCREEN_ROOM))
            while step < len(SCREEN_ROOM) and SCREEN_ROOM[step - 1] < len(text):
                step += 1
            found.append((row, step))
        return found

    def printed(self) -> dict:
        """The chart as plain data for paper."""
        return {
            "rows": self.texts,
            "paper": self["paper"],
            "distance_m": self.distance_m,
            "design": self["design"],
        }


class EyeChartBlock(blocks.StructBlock):
    """反诈视力表. Rows shrink by 10^0.1 from top to bottom, as on an optician's chart."""

    paper = blocks.ChoiceBlock(
        label="纸张",
        choices=[
            (paper, f"{name}（宜站 {eye_chart.USUAL_DISTANCE[paper]} 米）")
            for paper, name in eye_chart.PAPERS.items()
        ],
        default=eye_chart.USUAL_PAPER,
    )
    distance = blocks.ChoiceBlock(
        label="站多远看",
        choices=[(str(metres), f"{metres} 米") for metres in eye_chart.DISTANCES],
        default=str(eye_chart.USUAL_DISTANCE[eye_chart.USUAL_PAPER]),
    )
    design = blocks.ChoiceBlock(
        label="样式", choices=list(eye_chart.DESIGNS.items()), default=eye_chart.USUAL_DESIGN
    )
    rows = blocks.ListBlock(
        EyeChartRowBlock(),
        label="从大到小的各行",
        min_num=eye_chart.FEWEST_ROWS,
        max_num=eye_chart.MOST_ROWS,
        default=[{"text": "", "story": ""}] * eye_chart.FEWEST_ROWS,
        help_text="8 到 14 行。最上面的字最大，只放得下几个字；越往下字越小，可以越长。",
    )

    class Meta:
        icon = "view"
        label = "反诈视力表"
        description = "像视力表一样，一行比一行小；每行一句反诈提醒。"
        template = "library/blocks/eye_chart.html"
        value_class = EyeChartValue
        form_classname = "struct-block eye-chart"
        form_attrs = {
            "data-controller": "eye-chart",
            "data-eye-chart-table-value": json.dumps(eye_chart.table(), ensure_ascii=False),
        }

    def clean(self, value):
        cleaned = super().clean(value)
        texts, paper = cleaned.texts, cleaned["paper"]
        is_complete = eye_chart.FEWEST_ROWS <= len(texts) <= eye_chart.MOST_ROWS
        if not (is_complete and paper and cleaned["distance"]):
            return cleaned  # only a draft comes this far with something missing
        distance_m = cleaned.distance_m
        if not eye_chart.chart_window(len(texts), paper, distance_m):
            raise StructBlockValidationError({"distance": _cannot_be_printed(cleaned)})
        if too_long := eye_chart.rows_too_long(texts, paper, distance_m):
            faults = {place: _too_long(texts[place], most) for place, most in too_long.items()}
            raise StructBlockValidationError({"rows": ListBlockValidationError(faults)})
        return cleaned


def _cannot_be_printed(value: EyeChartValue) -> ValidationError:
    count, paper = len(value["rows"]), eye_chart.PAPERS[value["paper"]]
    can = eye_chart.in_words(eye_chart.possible(count))
    return ValidationError(
        f"{count} 行字在 {paper} 上印不成 {value.distance_m} 米的。{count} 行可以选：{can}。"
    )


def _too_long(text: str, most: int) -> StructBlockValidationError:
    said = ValidationError(f"这一行最多 {most} 个字，现在 {len(text)} 个")
    return StructBlockValidationError({"text": said})


class EyeChartBlockAdapter(StructBlockAdapter):
    """Brings the script that says beside each row, while one types, what fits there."""

    @cached_property
    def media(self):
        return super().media + forms.Media(
            js=[versioned_static("js/eye_chart.js")],
            css={"all": [versioned_static("css/eye_chart.css")]},
        )


register(EyeChartBlockAdapter(), EyeChartBlock)


class PosterItemBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="标题", max_length=12)
    text = blocks.CharBlock(label="内容", max_length=60)

    class Meta:
        icon = "list-ol"
        label = "一条"


class ListPosterBlock(blocks.StructBlock):
    items = blocks.ListBlock(PosterItemBlock(), label="各条", min_num=3, max_num=8)
    footer = blocks.CharBlock(label="结尾一句", max_length=40, required=False)

    class Meta:
        icon = "list-ol"
        label = "条目海报"
        description = "三到八条并列的内容，例如金融消费者的八项权利。"
        template = "library/blocks/list_poster.html"
