from django.db import models


class MaterialKind(models.TextChoices):
    TIP = "tip", "小贴士"
    LEAFLET = "leaflet", "折页"
    POSTER = "poster", "海报"
    VIDEO = "video", "视频"
