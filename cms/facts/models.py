from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel


class FactQuerySet(models.QuerySet):
    def overdue(self, on=None) -> "FactQuerySet":
        """Return facts whose day to be checked again has passed."""
        return self.filter(check_by__lt=on or timezone.localdate())


class Fact(models.Model):
    """事实。A hotline, an agency's name, a right, a date: with its source and when we looked.

    Everything that prints or shows one refers to it by `key`, so that a change is made once.
    """

    key = models.SlugField(
        "代号",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+\Z", "代号只能用小写字母、数字和短横线。")],
        help_text="页面和印刷品用它来引用，例如 hotline-96110；定了就不要再改。",
    )
    label = models.CharField("名称", max_length=60)
    value = models.CharField("内容", max_length=300)
    note = models.CharField("说明", max_length=120, blank=True)
    source_name = models.CharField("出处", max_length=120)
    source_url = models.URLField("出处网址", max_length=300, blank=True)
    checked_on = models.DateField("核对日期")
    check_by = models.DateField("下次核对不晚于")

    objects = FactQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("label"), FieldPanel("value"), FieldPanel("note")],
            "事实",
        ),
        MultiFieldPanel(
            [
                FieldPanel("source_name"),
                FieldPanel("source_url"),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("check_by")]),
            ],
            "出处",
        ),
    ]

    class Meta:
        verbose_name = "事实"
        verbose_name_plural = "事实库"
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(check_by__gt=models.F("checked_on")),
                name="fact_is_checked_again_later",
                violation_error_message="下次核对的日期要晚于这次核对的日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.value}"
