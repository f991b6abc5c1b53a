from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page
from wagtail.search import index

from cms.pages.blocks import BodyBlock


class Picture(AbstractImage):
    """图片。Ours from the first migration, because every picture names whose it is."""

    credit = models.CharField(
        "版权与来源", max_length=160, help_text="例如：本项目自绘。他人作品请按许可写明作者和出处。"
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "图片"
        verbose_name_plural = "图片"


class PictureRendition(AbstractRendition):
    """图片尺寸。A size of a picture, made once."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec"
            )
        ]


class BasePage(Page):
    """页面。What every page type of ours shares: one line that says what the reader gets."""

    summary = models.CharField(
        "一句话说明", max_length=120, blank=True, help_text="列表、搜索和分享时显示。"
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=2)]

    class Meta:
        abstract = True

    @property
    def search_card(self) -> str:
        """Return the template of this type's card in lists and search results."""
        return f"{self._meta.app_label}/cards/{self._meta.model_name}.html"


class HomePage(BasePage):
    """首页。Three doors and the hotlines; nothing else competes."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "首页"


class StandardPage(BasePage):
    """普通页面。About, accessibility, and whatever needs a page of plain text."""

    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "普通页面"
