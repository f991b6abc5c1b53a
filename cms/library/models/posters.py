from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.search import index

from cms.facts.queries import hotlines_on_paper
from cms.library.blocks.eye_chart import EyeChartBlock, ListPosterBlock
from cms.library.enums import MaterialKind
from cms.library.models.material import MaterialPage
from cms.pages.models import BasePage

EYE_CHART = "eye_chart"


class PosterPage(MaterialPage):
    """海报。The fraud eye chart, or a poster of a few numbered points."""

    material_kind = MaterialKind.POSTER
    places_on_paper = {"海报的字太多": "body", "视力表": "body"}
    printed_picture_fields = ()

    subtitle = models.CharField("副标题", max_length=30, blank=True)
    body = StreamField(
        [(EYE_CHART, EyeChartBlock()), ("list_poster", ListPosterBlock())],
        min_num=1,
        max_num=1,
        verbose_name="海报内容",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="内容"),
            ObjectList(MaterialPage.catalogue_panels, heading="归类与审批"),
            ObjectList(MaterialPage.promote_panels, heading="网址与搜索"),
        ]
    )
    search_fields = [*MaterialPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "海报"
        verbose_name_plural = "海报"

    @property
    def is_eye_chart(self) -> bool:
        return bool(self.body) and self.body[0].block_type == EYE_CHART

    @property
    def most_in_title(self) -> int:
        return 10 if self.is_eye_chart else 20

    def printed_content(self) -> dict:
        heading = {"title": self.title, "subtitle": self.subtitle}
        value = self.body[0].value
        if self.is_eye_chart:
            own = {"layout_family": EYE_CHART, **value.printed()}
        else:
            own = {
                "layout_family": "poster",
                "items": [{"heading": i["heading"], "text": i["text"]} for i in value["items"]],
                "footer": value["footer"],
            }
        return {**heading, **own, "hotlines": hotlines_on_paper()}
