"""Who works at the invented bank, and how they sign in. Refused outside the dev settings."""

from cms.branches.enums import StaffRole

PASSWORD = "mingyan-demo"  # noqa: S105 - printed by `make run`, refused outside dev

# Log-in, name, groups, branch code, role, what the newcomer is told about it.
PEOPLE = [
    ("marketing", "苏晓", ("市场",), "0001", StaffRole.MARKETING, "总行市场：写素材、排活动"),
    ("editor", "顾文", ("编审",), "0001", StaffRole.MARKETING, "总行编审：第一道审批"),
    (
        "compliance",
        "何正",
        ("编审", "合规"),
        "0001",
        StaffRole.COMPLIANCE,
        "总行合规：第二道审批，通过就发布",
    ),
    ("manager", "周敏", (), "0110", StaffRole.MANAGER, "支行负责人：看下属网点"),
    ("lobby", "林岚", (), "0111", StaffRole.LOBBY, "网点大堂：打印、发放"),
    ("lobby2", "陈亮", (), "0121", StaffRole.LOBBY, "另一支行的网点大堂"),
]
