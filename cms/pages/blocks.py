"""Blocks that any page may use. Each teaches the editor what it is for."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label="图片")
    alt = blocks.CharBlock(
        label="图片说明", max_length=80, help_text="读屏软件会念出来：图里有谁，在做什么。"
    )

    class Meta:
        icon = "image"
        label = "图片"
        description = "一张图，配一句给看不见图的人听的说明。"
        template = "pages/blocks/picture.html"


class StepsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(blocks.CharBlock(label="一步", max_length=80), **kwargs)

    class Meta:
        icon = "list-ol"
        label = "步骤"
        description = "按顺序做的几件事，自动编号。"
        template = "pages/blocks/steps.html"


class CalloutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label="标题", max_length=30)
    text = blocks.TextBlock(label="内容", max_length=200)

    class Meta:
        icon = "warning"
        label = "提醒"
        description = "框起来的一段话，一页最多用两次。"
        template = "pages/blocks/callout.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label="小标题", icon="title", max_length=40, template="pages/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label="正文",
        icon="pilcrow",
        features=["bold", "link", "ol", "ul"],
        template="pages/blocks/paragraph.html",
    )
    steps = StepsBlock()
    callout = CalloutBlock()
    picture = PictureBlock()
