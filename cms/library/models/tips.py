from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.search import index

from cms.facts.queries import hotlines_on_paper
from cms.library.blocks.lines import LineBlock, QuestionBlock, line_texts
from cms.library.enums import MaterialKind
from cms.library.models.material import MaterialPage
from cms.library.pictures import on_paper
from cms.pages.models import BasePage, Picture


def lines(
    label: str, help_text: str, *, longest: int = 90, max_num: int = 10, **kwargs
) -> StreamField:
    """Return a field of short lines, no more and no longer than paper takes."""
    return StreamField(
        [("line", LineBlock(max_length=longest))],
        verbose_name=label,
        help_text=help_text,
        max_num=max_num,
        **kwargs,
    )


class TipPage(MaterialPage):
    """小贴士。One trick: what it sounds like, how to see through it, what to do now."""

    material_kind = MaterialKind.TIP
    places_on_paper = {
        "“骗子会这样说”": "how_it_sounds",
        "“这样识破”": "how_to_see_through",
        "“现在就做”": "what_to_do",
        "“情景故事”": "story",
    }
    picture_fields = printed_picture_fields = ("picture", "second_picture")

    opening_line = models.CharField(
        "对方开口第一句", max_length=40, help_text="骗子常说的第一句话，读者靠它认出来。"
    )
    how_it_sounds = lines("骗子会这样说", "三到四条。")
    how_to_see_through = lines("这样识破", "三到四条。")
    what_to_do = lines("现在就做", "三步，第一步总是停下来。")
    story = models.TextField(
        "情景故事", blank=True, max_length=240, help_text="编写的故事，页面上会标明“情景故事”。"
    )
    second_picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="第二张图"
    )
    second_picture_alt = models.CharField("第二张图说明", max_length=80, blank=True)
    question = StreamField(
        [("question", QuestionBlock())], max_num=1, blank=True, verbose_name="想一想"
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("opening_line"),
        FieldPanel("how_it_sounds"),
        FieldPanel("how_to_see_through"),
        FieldPanel("what_to_do"),
        FieldPanel("story"),
        FieldPanel("question"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
        FieldRowPanel([FieldPanel("second_picture"), FieldPanel("second_picture_alt")]),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="内容"),
            ObjectList(MaterialPage.catalogue_panels, heading="归类与审批"),
            ObjectList(MaterialPage.promote_panels, heading="网址与搜索"),
        ]
    )
    search_fields = [
        *MaterialPage.search_fields,
        index.SearchField("opening_line", boost=2),
        index.SearchField("how_it_sounds"),
        index.SearchField("how_to_see_through"),
        index.SearchField("what_to_do"),
        index.SearchField("story"),
    ]

    class Meta:
        verbose_name = "小贴士"
        verbose_name_plural = "小贴士"

    def sections(self) -> list[dict]:
        """Return the parts of the sheet in reading order; an empty part is left out."""
        parts = [
            ("hear", "骗子会这样说", line_texts(self.how_it_sounds)),
            ("see", "这样识破", line_texts(self.how_to_see_through)),
            ("do", "现在就做", line_texts(self.what_to_do)),
            ("story", "情景故事", [self.story] if self.story else []),
        ]
        return [{"role": r, "heading": h, "items": items} for r, h, items in parts if items]

    def printed_content(self) -> dict:
        pictures = [
            on_paper(self.picture, self.picture_alt),
            on_paper(self.second_picture, self.second_picture_alt),
        ]
        return {
            "layout_family": "sheet",
            "kind_label": "反诈小贴士",
            "title": self.title,
            "summary": self.summary,
            "sections": self.sections(),
            "pictures": [p for p in pictures if p],
            "hotlines": hotlines_on_paper(),
        }
