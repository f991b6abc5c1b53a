"""The panels of a tri-fold leaflet, as an editor fills them."""

from wagtail import blocks


class PanelItemBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="小标题", max_length=12)
    text = blocks.CharBlock(label="内容", max_length=60)

    class Meta:
        icon = "list-ul"
        label = "要点"


class PanelBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="标题", max_length=12)
    intro = blocks.CharBlock(label="引言", max_length=80, required=False)
    items = blocks.ListBlock(PanelItemBlock(), label="要点", min_num=1, max_num=6)
    callout = blocks.CharBlock(label="提醒", max_length=40, required=False)

    class Meta:
        icon = "doc-full"
        label = "一面"
        description = "折页的一面：标题、引言、一到六个要点，最后一句提醒。"
        template = "library/blocks/panel.html"


class BackPanelBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="标题", max_length=16)
    text = blocks.CharBlock(label="正文", max_length=100)
    points = blocks.ListBlock(
        blocks.CharBlock(max_length=24), label="服务要点", min_num=0, max_num=5
    )

    class Meta:
        icon = "doc-empty"
        label = "封底"
        description = "封底：一段话、几个服务要点；网点落款会自动印上。"
        template = "library/blocks/back_panel.html"


def panel_content(value) -> dict:
    """Return a panel as the plain data that goes on paper."""
    return {
        "heading": value["heading"],
        "intro": value["intro"],
        "items": [{"heading": i["heading"], "text": i["text"]} for i in value["items"]],
        "callout": value["callout"],
    }
