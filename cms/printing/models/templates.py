from django.db import models
from django.utils import timezone

from cms.library.models import Edition
from cms.printing import templates


class TemplateSet(models.Model):
    """模板版本。The Typst sources of one day, whole, with the fonts and engine beside them.

    Kept in the database, because what an edition was set with must outlive the next deployment.
    """

    sha256 = models.CharField("模板指纹", max_length=64)
    fonts_sha256 = models.CharField("字体指纹", max_length=64)
    engine = models.CharField("排版引擎", max_length=120)
    input_version = models.PositiveSmallIntegerField("输入格式", default=1)
    files = models.JSONField("模板源文件")
    first_used_at = models.DateTimeField("首次使用", default=timezone.now)

    class Meta:
        verbose_name = "模板版本"
        verbose_name_plural = "模板版本"
        ordering = ["-first_used_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "fonts_sha256", "engine", "input_version"],
                name="template_set_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:8]} · {self.engine}"

    @property
    def is_readable(self) -> bool:
        """Return whether these sources understand what inputs say today."""
        return self.input_version == templates.INPUT_VERSION

    def why_not_the_same(self) -> str:
        """Return, in words, why today's print may differ from the one of then; "" if it cannot.

        The sources are kept and used again. Fonts and programs are not ours to keep.
        """
        if not self.is_readable:
            return "这一版的旧模板和现在的系统对不上，只能用现在的模板印，样子可能和当初不同。"
        if self.fonts_sha256 != templates.fonts_sha256():
            return "这一版发布以后字体换过，印出来可能和当初略有不同。"
        if self.engine != templates.engine():
            return "这一版发布以后排版软件升过级，印出来可能和当初略有不同。"
        return ""


class Pin(models.Model):
    """定版。The template set that an edition was issued with, and is printed with ever after."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="pin", verbose_name="版次")
    template_set = models.ForeignKey(
        TemplateSet, models.PROTECT, related_name="pins", verbose_name="模板版本"
    )

    class Meta:
        verbose_name = "定版"
        verbose_name_plural = "定版"

    def __str__(self) -> str:
        return f"{self.edition.code} · {self.template_set}"
