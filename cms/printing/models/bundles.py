from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.branches.models import Branch, User
from cms.library.models import Edition
from cms.printing.enums import OPEN_STATES, BundleOutput, BundleState

# Whoever makes a bundle says so every few seconds; after this long nobody is making it.
SILENCE = timedelta(minutes=1)


class PressBundleQuerySet(models.QuerySet):
    def stalled(self, now: datetime) -> "PressBundleQuerySet":
        """Return bundles said to be in the making of which nothing has been heard for a while."""
        return self.filter(state=BundleState.RUNNING, touched_at__lt=now - SILENCE)

    def of_branches(self, paths: list[str]) -> "PressBundleQuerySet":
        """Return bundles for one of these branches or for something below one of them."""
        below = Q(pk__in=[])
        for path in paths:
            below |= Q(branch__path__startswith=path)
        return self.filter(below)


class PressBundle(models.Model):
    """印厂包。One edition on paper for every open outlet of a subtree, for a print shop.

    Its PDFs lie in a folder of their own and can be made again; the row says who asked for what,
    how far it has come and whose data could not be printed.
    """

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="press_bundles", verbose_name="版次"
    )
    layout = models.CharField("版式", max_length=40)
    options = models.JSONField("印制选项", default=dict, blank=True)
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="press_bundles", verbose_name="哪些网点"
    )
    output = models.CharField("文件", max_length=3, choices=BundleOutput)
    state = models.CharField(
        "状态", max_length=10, choices=BundleState, default=BundleState.WAITING
    )
    total = models.PositiveIntegerField("网点数", default=0)
    done = models.PositiveIntegerField("已处理", default=0)
    failed = models.PositiveIntegerField("没做的", default=0)
    is_binding = models.BooleanField("正在装订", default=False)
    left_out = models.JSONField("没做的网点", default=list, blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="申请人")
    requested_at = models.DateTimeField("申请时间", default=timezone.now)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    touched_at = models.DateTimeField("最近动静", null=True, blank=True)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    size_bytes = models.PositiveBigIntegerField("文件大小（字节）", default=0)
    sha256 = models.CharField("文件指纹", max_length=64, blank=True)
    problem = models.CharField("没做成的原因", max_length=300, blank=True)

    objects = PressBundleQuerySet.as_manager()

    class Meta:
        verbose_name = "印厂包"
        verbose_name_plural = "印厂包"
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=models.F("total"), failed__lte=models.F("done")),
                name="bundle_counts_add_up",
            ),
        ]

    def __str__(self) -> str:
        asked_on = timezone.localtime(self.requested_at)
        return f"{self.edition.code} · {self.branch} · {asked_on:%Y-%m-%d}"

    @property
    def folder(self) -> Path:
        return Path(settings.BUNDLE_ROOT) / str(self.pk)

    @property
    def file(self) -> Path:
        return self.folder / self.file_name

    @property
    def is_open(self) -> bool:
        """Return whether somebody is still going to work on it."""
        return self.state in OPEN_STATES

    @property
    def has_file(self) -> bool:
        return self.state == BundleState.DONE and bool(self.file_name) and self.file.is_file()

    def has_stalled(self, now: datetime) -> bool:
        heard = self.touched_at or self.requested_at
        return self.state == BundleState.RUNNING and heard < now - SILENCE

    def can_go_on(self, now: datetime) -> bool:
        """Return whether work may be taken up: broken off, or done with some left out."""
        if self.state == BundleState.DONE:
            return self.failed > 0
        return self.state in (BundleState.FAILED, BundleState.CANCELLED) or self.has_stalled(now)
