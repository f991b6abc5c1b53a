"""Short lines of text: the stuff that tips and sheets are made of."""

from wagtail import blocks


class LineBlock(blocks.CharBlock):
    class Meta:
        icon = "minus"
        label = "一条"
        description = "一两句短话，每句不超过 25 个字。"
        template = "library/blocks/line.html"


class SourceBlock(blocks.StructBlock):
    name = blocks.CharBlock(label="出处", max_length=80)
    url = blocks.URLBlock(label="网址", required=False)

    class Meta:
        icon = "link"
        label = "出处"
        description = "这一页的事实从哪里来。"
        template = "library/blocks/source.html"


class QuestionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="问题", max_length=60)
    right = blocks.CharBlock(label="正确做法", max_length=40)
    wrong = blocks.ListBlock(
        blocks.CharBlock(max_length=40), label="错误做法", min_num=1, max_num=2
    )
    why = blocks.CharBlock(label="为什么", max_length=80)

    class Meta:
        icon = "help"
        label = "想一想"
        description = "读完问一句，点开看答案；不记录谁答了什么。"
        template = "library/blocks/question.html"


def line_texts(stream) -> list[str]:
    """Return the plain strings of a stream of lines, in order."""
    return [block.value for block in stream]
