from django.db import models


class MaterialKind(models.TextChoices):
    TIP = "tip", "小贴士"
    LEAFLET = "leaflet", "折页"
    POSTER = "poster", "海报"
    VIDEO = "video", "视频"


class RecallSeverity(models.TextChoices):
    """How hard an edition is called back, the mildest first."""

    USE_UP = "use_up", "用完为止"
    STOP = "stop", "停发"
    DESTROY = "destroy", "立即销毁"


# What each asks of a branch, in one sentence for whoever chooses and whoever obeys.
ASKS_OF_BRANCHES = {
    RecallSeverity.USE_UP: "不再打印和入库；架上剩下的可以继续发，发完为止。",
    RecallSeverity.STOP: "马上停止发放；架上剩下的收起来封存，或者销毁，并填写召回回执。",
    RecallSeverity.DESTROY: "马上停止发放；架上剩下的当天全部销毁，一份不留，并填写召回回执。",
}
# May not be given to anybody any more.
STOPPED = frozenset({RecallSeverity.STOP, RecallSeverity.DESTROY})
