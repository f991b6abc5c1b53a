from django.db import models


class EntryKind(models.TextChoices):
    RECEIPT = "receipt", "到货入库"
    PRINT = "print", "自行打印"
    HANDOUT = "handout", "发放"
    TRANSFER_OUT = "transfer_out", "调出"
    TRANSFER_IN = "transfer_in", "调入"
    WRITE_OFF = "write_off", "报废"
    STOCKTAKE = "stocktake", "盘点"
    REVERSAL = "reversal", "冲正"


ADDING = frozenset({EntryKind.RECEIPT, EntryKind.PRINT, EntryKind.TRANSFER_IN})
TAKING = frozenset({EntryKind.HANDOUT, EntryKind.TRANSFER_OUT, EntryKind.WRITE_OFF})


class Channel(models.TextChoices):
    LOBBY = "lobby", "厅堂"
    TALK = "talk", "讲座"
    COMMUNITY = "community", "进社区"
    NURSING_HOME = "nursing_home", "养老院"
    CAMPUS = "campus", "校园"
    BUSINESS = "business", "商圈"


class WriteOffReason(models.TextChoices):
    RECALL = "recall", "版次召回"
    DAMAGED = "damaged", "破损"
    OUTDATED = "outdated", "过期"
