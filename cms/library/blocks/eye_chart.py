"""The fraud eye chart and the list poster, as an editor fills them."""

from wagtail import blocks


class EyeChartRowBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="这一行", max_length=16)
    story = blocks.CharBlock(label="点开后的小故事", max_length=120, required=False)

    class Meta:
        icon = "view"
        label = "一行"


class EyeChartBlock(blocks.StructBlock):
    """反诈视力表. Rows shrink by 10^0.1 from top to bottom, as on an optician's chart."""

    rows = blocks.ListBlock(
        EyeChartRowBlock(),
        label="从大到小的各行",
        min_num=8,
        max_num=14,
        help_text="8 到 14 行。前四行最多 3 个字，越往下字越小、可以越长。",
    )

    class Meta:
        icon = "view"
        label = "反诈视力表"
        description = "像视力表一样，一行比一行小；每行一句反诈提醒。"
        template = "library/blocks/eye_chart.html"


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
