from django.core.exceptions import ValidationError
from django.db import models

from campaigns.plans.models import CampaignPage
from campaigns.schedule.recurrence import RuleError, check_rule
from cms.branches.models import Branch
from cms.pages.enums import Audience


class Event(models.Model):
    """日程。A talk or lobby morning at a branch: once, or again by a rule of RFC 5545."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="events", verbose_name="网点")
    campaign = models.ForeignKey(
        CampaignPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="活动",
    )
    title = models.CharField("名称", max_length=40)
    summary = models.CharField("内容", max_length=120)
    place = models.CharField("地点", max_length=80)
    audience = models.CharField("对象", max_length=10, choices=Audience, default=Audience.SENIOR)
    what_to_bring = models.CharField("请带上", max_length=60, blank=True)
    starts_on = models.DateField("第一次日期")
    starts_at = models.TimeField("开始时间")
    ends_at = models.TimeField("结束时间")
    rrule = models.CharField(
        "重复规则",
        max_length=120,
        blank=True,
        help_text="RFC 5545，例如 FREQ=WEEKLY;BYDAY=WE。农历写 RSCALE=CHINESE;FREQ=YEARLY;"
        "BYMONTH=9;BYMONTHDAY=9。只办一次的留空。",
    )
    repeats_until = models.DateField("重复到", null=True, blank=True)

    class Meta:
        verbose_name = "日程"
        verbose_name_plural = "日程"
        ordering = ["starts_on", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message="结束时间要晚于开始时间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.branch}）"

    def clean(self):
        super().clean()
        errors = {}
        if self.rrule and self.starts_on:
            try:
                check_rule(self.rrule, self.starts_on)
            except RuleError as error:
                errors["rrule"] = str(error)
        if self.repeats_until and self.starts_on and self.repeats_until < self.starts_on:
            errors["repeats_until"] = "“重复到”不能早于第一次的日期。"
        if errors:
            raise ValidationError(errors)


class Override(models.Model):
    """调整 / 取消某场。One occurrence of an event moved to another day, or cancelled."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="overrides")
    on = models.DateField("原定日期")
    moved_to = models.DateField("改到", null=True, blank=True, help_text="取消的留空。")
    reason = models.CharField("原因", max_length=60)

    class Meta:
        verbose_name = "日程调整"
        verbose_name_plural = "日程调整"
        constraints = [
            models.UniqueConstraint(fields=["event", "on"], name="one_override_per_occurrence")
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.on} → {self.moved_to or '取消'}"
