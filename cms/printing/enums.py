from django.db import models


class BundleOutput(models.TextChoices):
    ZIP = "zip", "压缩包（每家一个文件）"
    PDF = "pdf", "一个合并的 PDF"


class BundleState(models.TextChoices):
    WAITING = "waiting", "排队中"
    RUNNING = "running", "正在做"
    DONE = "done", "做好了"
    FAILED = "failed", "没做成"
    CANCELLED = "cancelled", "已取消"


# Somebody is still going to work on it.
OPEN_STATES = frozenset({BundleState.WAITING, BundleState.RUNNING})
