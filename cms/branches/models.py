from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from cms.branches.enums import BranchKind, StaffRole
from cms.branches.hours import hours_lines

branch_code_validator = RegexValidator(
    r"^[0-9A-Za-z]{2,12}\Z", "机构号只能用 2 到 12 位数字或英文字母。"
)
# What the imprint on paper has room for.
MOST_IN_BANK_NAME = 30
MOST_HOURS_LINES = 4
MOST_IN_HOURS_LINE = 40

phone_validator = RegexValidator(r"^[0-9+()\- ,，转]{3,40}\Z", "电话只能写数字、短横线和“转”。")


def validate_hours(hours: str) -> None:
    """Raise ValidationError for more lines, or longer ones, than the imprint has room for."""
    lines = hours_lines(hours)
    if len(lines) > MOST_HOURS_LINES:
        raise ValidationError(
            f"营业时间有 {len(lines)} 段，纸上最多印 {MOST_HOURS_LINES} 段（用“；”隔开）。"
        )
    if too_long := next((line for line in lines if len(line) > MOST_IN_HOURS_LINE), None):
        raise ValidationError(
            f"营业时间“{too_long}”有 {len(too_long)} 个字，"
            f"每段最多 {MOST_IN_HOURS_LINE} 个，请改短或用“；”分段。"
        )


def fault_of_bank_name(kind: str, name: str) -> str:
    """Return what is wrong with head office's name, or "": it is printed as the bank's."""
    if kind != BranchKind.HEAD_OFFICE or len(name) <= MOST_IN_BANK_NAME:
        return ""
    return f"总行名称就是银行名称，印在材料上，最多 {MOST_IN_BANK_NAME} 个字，现在 {len(name)} 个。"


class User(AbstractUser):
    """员工账号。Ours from the first migration, because Django cannot swap it in later."""

    class Meta:
        verbose_name = "员工账号"
        verbose_name_plural = "员工账号"

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class BranchQuerySet(MP_NodeQuerySet):
    def below(self, root: "Branch") -> "BranchQuerySet":
        """Return `root` and everything under it: one indexed prefix of the tree's path."""
        return self.filter(path__startswith=root.path)

    def covering(self, branch: "Branch") -> "BranchQuerySet":
        """Return `branch` and its ancestors, head office first."""
        return self.filter(path__in=branch.covering_paths()).order_by("path")

    def open(self) -> "BranchQuerySet":
        return self.filter(is_open=True)

    def lobbies(self) -> "BranchQuerySet":
        """Return the branches at the ends of the tree: the counters that hand things out."""
        return self.filter(numchild=0)


class BranchManager(MP_NodeManager.from_queryset(BranchQuerySet)):
    def get_queryset(self):
        # treebeard's manager promises tree order; so does ours.
        return BranchQuerySet(self.model, using=self._db).order_by("path")


class Branch(MP_Node):
    """机构（总行、分行、支行、网点）。One tree, so that every figure rolls up along it.

    Parents change through `actions.save_branch` only: treebeard keeps `path`, `depth` and
    `numchild` right there.
    """

    code = models.CharField(
        "机构号",
        max_length=12,
        unique=True,
        validators=[branch_code_validator],
        error_messages={"unique": "这个机构号已经有了，请核对。"},
    )
    name = models.CharField("名称", max_length=40)
    short_name = models.CharField("简称", max_length=20, blank=True)
    kind = models.CharField("层级", max_length=20, choices=BranchKind)
    district = models.CharField("所在区", max_length=30, blank=True)
    address = models.CharField("地址", max_length=80, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True, validators=[phone_validator])
    hours = models.CharField(
        "营业时间",
        max_length=MOST_HOURS_LINES * (MOST_IN_HOURS_LINE + 1),
        blank=True,
        validators=[validate_hours],
        help_text="例如：周一至周五 9:00—17:00；周六 9:00—16:00。用“；”分段，最多 4 段。",
    )
    is_open = models.BooleanField("营业中", default=True)

    objects = BranchManager()

    class Meta:
        verbose_name = "机构"
        verbose_name_plural = "机构"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=BranchKind.HEAD_OFFICE) | Q(depth=1),
                name="head_office_is_the_root",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Return the name that fits on a button."""
        return self.short_name or self.name

    @property
    def is_head_office(self) -> bool:
        return self.kind == BranchKind.HEAD_OFFICE

    @property
    def tel(self) -> str:
        """Return the phone number as a `tel:` link wants it: digits and a leading plus."""
        first = self.phone.replace("，", ",").split(",")[0].split("转")[0]
        return "".join(c for c in first if c.isdigit() or c == "+")

    def covering_paths(self) -> list[str]:
        """Return the paths of this branch and all its ancestors, without asking the database."""
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]

    def covers(self, other: "Branch") -> bool:
        """Return whether `other` is this branch or lies under it."""
        return other.path.startswith(self.path)


class BranchStaffQuerySet(models.QuerySet):
    def at_work(self, on=None) -> "BranchStaffQuerySet":
        on = on or timezone.localdate()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)


class BranchStaff(models.Model):
    """任职。A role over a branch and everything under it, for a time.

    Not a Wagtail group per branch: those stop working between 200 and 2,000 branches.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="postings", verbose_name="员工")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="staff", verbose_name="机构")
    role = models.CharField("角色", max_length=24, choices=StaffRole)
    valid_from = models.DateField("从", default=timezone.localdate)
    valid_until = models.DateField("到", null=True, blank=True)

    objects = BranchStaffQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        ordering = ["branch__path", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="posting_ends_after_it_begins",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.branch}"
