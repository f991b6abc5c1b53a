from django.db import models


class BranchKind(models.TextChoices):
    HEAD_OFFICE = "head_office", "总行"
    BRANCH = "branch", "分行"
    SUB_BRANCH = "sub_branch", "支行"
    OUTLET = "outlet", "网点"


# Which kinds may hang under which: a tree never grows back towards head office.
RANK = {kind: rank for rank, kind in enumerate(BranchKind)}


class StaffRole(models.TextChoices):
    LOBBY = "lobby", "大堂经理"
    MANAGER = "manager", "机构负责人"
    MARKETING = "marketing", "市场"
    CONSUMER_PROTECTION = "consumer_protection", "消保"
    COMPLIANCE = "compliance", "合规"


# Who acts at a counter: prints, hands out, counts the shelf.
COUNTER_ROLES = frozenset({StaffRole.LOBBY, StaffRole.MANAGER})
# Who says when and where something is held.
PLANNING_ROLES = frozenset({StaffRole.MANAGER, StaffRole.MARKETING, StaffRole.CONSUMER_PROTECTION})
