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


# Roles that look after campaigns and material rather than one counter.
PLANNING_ROLES = frozenset({StaffRole.MARKETING, StaffRole.CONSUMER_PROTECTION})
