from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.search import index

from cms.facts.queries import hotlines_on_paper
from cms.library.blocks.lines import line_texts
from cms.library.blocks.panels_of_a_leaflet import BackPanelBlock, PanelBlock, panel_content
from cms.library.enums import MaterialKind
from cms.library.models.material import MaterialPage
from cms.library.models.tips import lines
from cms.library.pictures import on_paper
from cms.pages.models import BasePage


class LeafletPage(MaterialPage):
    """折页。An A4 sheet folded twice: cover, flap, three inside panels, back."""

    material_kind = MaterialKind.LEAFLET
    most_in_title = 16
    places_on_paper = {
        "折进去的一面": "panels",
        "内页": "panels",
        "封底": "back",
        "封面短句": "cover_lines",
        "封面": "title",
    }

    series = models.CharField("系列名", max_length=16, default="金融知识宣传折页")
    subtitle = models.CharField("副标题", max_length=30, blank=True)
    cover_lines = lines(
        "封面短句", "最多三条，8 个字以内最醒目，最多 14 个字。", longest=14, max_num=3, blank=True
    )
    panels = StreamField(
        [("panel", PanelBlock())],
        min_num=4,
        max_num=4,
        verbose_name="四个内面",
        help_text="正好四面，依次是：折进去的一面、展开后的左、中、右三面。",
    )
    back = StreamField([("back", BackPanelBlock())], min_num=1, max_num=1, verbose_name="封底")

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("series"), FieldPanel("subtitle")]),
        FieldPanel("cover_lines"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
        FieldPanel("panels"),
        FieldPanel("back"),
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
        index.SearchField("subtitle"),
        index.SearchField("panels"),
    ]

    class Meta:
        verbose_name = "折页"
        verbose_name_plural = "折页"

    def printed_content(self) -> dict:
        back = self.back[0].value
        return {
            "layout_family": "leaflet",
            "series": self.series,
            "title": self.title,
            "subtitle": self.subtitle,
            "cover_lines": line_texts(self.cover_lines),
            "cover_picture": on_paper(self.picture, self.picture_alt),
            "panels": [panel_content(block.value) for block in self.panels],
            "back": {
                "heading": back["heading"],
                "text": back["text"],
                "points": list(back["points"]),
            },
            "hotlines": hotlines_on_paper(),
        }
