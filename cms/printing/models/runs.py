from django.db import models
from django.utils import timezone

from cms.branches.models import Branch, User
from cms.library.models import Edition


class PrintRun(models.Model):
    """打印记录。Who made which PDF of which edition for whom; its bytes can be made again.

    How many copies came out of the printer is said afterwards and posted to the ledger. Runs of
    one `pack` were made together: their pages stand in one file, each `copies` times. `sha256`,
    `size_bytes` and `pages` are those of one copy.
    """

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="print_runs", verbose_name="版次"
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="print_runs", verbose_name="网点"
    )
    layout = models.CharField("版式", max_length=40)
    options = models.JSONField("印制选项", default=dict, blank=True)
    pack = models.UUIDField("打印包", null=True, blank=True, editable=False, db_index=True)
    copies = models.PositiveSmallIntegerField("文件里的份数", default=1)
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)
    sha256 = models.CharField("文件指纹", max_length=64)
    differs = models.CharField("和当初的不同", max_length=120, blank=True)
    size_bytes = models.PositiveIntegerField("文件大小（字节）")
    made_at = models.DateTimeField("生成时间", default=timezone.now)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = "打印记录"
        verbose_name_plural = "打印记录"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.edition.code} · {self.branch} · {self.made_at:%Y-%m-%d}"
