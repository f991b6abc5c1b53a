from django.db import models

from campaigns.returns.enums import ScanMeans
from cms.branches.models import Branch
from cms.library.models import Edition


class DailyScan(models.Model):
    """扫码量。How often an edition's code was opened, by branch and day. Nothing about readers."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="daily_scans", verbose_name="版次"
    )
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="daily_scans",
        verbose_name="网点",
    )
    on = models.DateField("日期")
    means = models.CharField("方式", max_length=5, choices=ScanMeans)
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "扫码量"
        verbose_name_plural = "扫码量"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "branch", "on", "means"], name="one_daily_scan_per_branch"
            ),
            # NULLs count as different in the constraint above.
            models.UniqueConstraint(
                fields=["edition", "on", "means"],
                condition=models.Q(branch__isnull=True),
                name="one_daily_scan_without_branch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition.code} {self.on}：{self.count} 次"
