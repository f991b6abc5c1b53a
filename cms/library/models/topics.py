from django.db import models
from wagtail.admin.panels import FieldPanel


class Topic(models.Model):
    """主题。What a material is about; readers choose by it."""

    slug = models.SlugField("代号", max_length=40, unique=True)
    title = models.CharField("名称", max_length=20)
    summary = models.CharField("一句话说明", max_length=60, blank=True)
    sort_order = models.PositiveSmallIntegerField("顺序", default=100)

    panels = [FieldPanel(name) for name in ("title", "slug", "summary", "sort_order")]

    class Meta:
        verbose_name = "主题"
        verbose_name_plural = "主题"
        ordering = ["sort_order", "title"]

    def __str__(self) -> str:
        return self.title
