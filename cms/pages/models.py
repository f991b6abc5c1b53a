from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
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


class OpenPageQuerySet(PageQuerySet):
    def public(self) -> "OpenPageQuerySet":
        """Leave out pages behind a view restriction, within the query itself.

        Wagtail's own asks for the restrictions first, each time: one more query a list.
        """
        own_path = models.ExpressionWrapper(models.OuterRef("path"), models.CharField())
        above = PageViewRestriction.objects.annotate(own_path=own_path)
        return self.exclude(
            models.Exists(above.filter(own_path__startswith=models.F("page__path")))
        )


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

    def get_view_restrictions(self):
        """Return the restrictions on this page and those above it in one query, not Wagtail's two.

        As there, an alias is as restricted as the page it mirrors.
        """
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        above = Page.objects.filter(path__in=[self.path[:end] for end in ends]).order_by()
        return PageViewRestriction.objects.filter(
            models.Q(page__in=above.filter(alias_of__isnull=True))
            | models.Q(page__in=above.values("alias_of"))
        )

    # Foreign keys to pictures that the page shows itself.
    picture_fields: tuple[str, ...] = ()

    def get_context(self, request, *args, **kwargs):
        """Fetch the pictures with all their sizes at once: a page shows each in several."""
        shown = [name for name in self.picture_fields if getattr(self, f"{name}_id")]
        models.prefetch_related_objects([self], *[f"{name}__renditions" for name in shown])
        return super().get_context(request, *args, **kwargs)


class HomePage(BasePage):
    """首页。Three doors and the hotlines; nothing else competes."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "首页"

    def route(self, request, path_components):
        """Find a page by its whole address: two queries however deep it lies."""
        if path_components:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            if found := Page.objects.live().filter(url_path=address).first():
                return found.specific.route(request, [])
        return super().route(request, path_components)


class StandardPage(BasePage):
    """普通页面。About, accessibility, and whatever needs a page of plain text."""

    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "普通页面"
