from django.db import models


class ScanMeans(models.TextChoices):
    """How a reader came: a QR carries its branch, typed digits do not. Never added together."""

    QR = "qr", "扫码"
    TYPED = "typed", "输入编号"
