from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Revision

from cms.branches.models import Branch, User
from cms.library.enums import STOPPED, MaterialKind, RecallSeverity
from cms.library.models.material import MaterialPage


class SpokenCode(models.Model):
    """口播码。The few digits people say aloud. Given once, to one material, for ever.

    A table of its own rather than a field of the page: a page's drafts carry its fields, and
    an old draft must never bring an old code back.
    """

    code = models.CharField("口播码", max_length=8, primary_key=True)
    material = models.OneToOneField(
        MaterialPage, models.PROTECT, related_name="spoken_code", verbose_name="素材"
    )
    given_at = models.DateTimeField("启用时间", default=timezone.now)

    class Meta:
        verbose_name = "口播码"
        verbose_name_plural = "口播码"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class EditionQuerySet(models.QuerySet):
    def in_force(self, on=None) -> "EditionQuerySet":
        """Return editions that may be printed on that day: newest, not withdrawn, not expired."""
        on = on or timezone.localdate()
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            valid_from__lte=on,
            withdrawn_at__isnull=True,
            superseded_at__isnull=True,
            material__live=True,
        )

    def for_branch(self, branch: Branch) -> "EditionQuerySet":
        """Return what this branch may use: its material's owner, of today, covers it."""
        return self.filter(material__owner_branch__path__in=branch.covering_paths())


class Edition(models.Model):
    """版次。The numbered, approved, unchangeable issue that a branch prints and hands out.

    Wagtail's Revision is the history of a draft; an Edition is an issue with a number on paper.
    """

    material = models.ForeignKey(
        MaterialPage, models.PROTECT, related_name="editions", verbose_name="素材"
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, related_name="+", verbose_name="修订稿"
    )
    kind = models.CharField("种类", max_length=10, choices=MaterialKind)
    number = models.PositiveIntegerField("第几版")
    code = models.CharField("版次编号", max_length=16, unique=True)
    title = models.CharField("标题", max_length=255)
    printed_content = models.JSONField("印刷内容")
    content_hash = models.CharField("内容指纹", max_length=64)
    change_note = models.CharField("这一版改了什么", max_length=120, blank=True)
    approval_ref = models.CharField("审批编号", max_length=40, blank=True)
    valid_from = models.DateField("启用日期")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    issued_at = models.DateTimeField("发布时间", default=timezone.now)
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    superseded_at = models.DateTimeField("被新版替代的时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤回人"
    )
    withdrawal_severity = models.CharField(
        "召回程度", max_length=10, choices=RecallSeverity, blank=True
    )
    withdrawal_reason = models.CharField("撤回原因", max_length=200, blank=True)

    objects = EditionQuerySet.as_manager()

    # What may still change once it is on paper: only that it ends.
    LATER = frozenset(
        {
            "superseded_at",
            "withdrawn_at",
            "withdrawn_by",
            "withdrawal_severity",
            "withdrawal_reason",
        }
    )

    class Meta:
        verbose_name = "版次"
        verbose_name_plural = "版次"
        ordering = ["-issued_at", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["material", "number"], name="edition_number_once_per_material"
            ),
            models.UniqueConstraint(
                fields=["material"],
                condition=Q(superseded_at__isnull=True),
                name="one_newest_edition_per_material",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="edition_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal_severity="")
                | Q(withdrawn_at__isnull=False, withdrawal_severity__in=RecallSeverity.values),
                name="withdrawn_edition_says_how_severe",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}《{self.title}》"

    def save(self, *args, **kwargs):
        changing = set(kwargs.get("update_fields") or ())
        if not self._state.adding and not (changing and changing <= self.LATER):
            raise ValidationError("版次一经发布不能修改。内容有变请发布新版，停用请撤回。")
        return super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError("版次不能删除，只能撤回。")

    @property
    def owner_branch(self) -> Branch:
        """Return whose material this is today: the same paper, whoever answers for it now."""
        return self.material.owner_branch

    owner_branch.fget.short_description = "归属机构"

    @property
    def spoken_code(self) -> str:
        return self.code.rsplit("-", 1)[0]

    @property
    def is_stopped(self) -> bool:
        """Return whether no more sheets of it may be given to anybody."""
        return self.withdrawal_severity in STOPPED

    def is_in_force(self, on=None) -> bool:
        """Return whether this edition may be printed on that day (see `in_force`)."""
        on = on or timezone.localdate()
        ended = self.withdrawn_at or self.superseded_at
        expired = self.valid_until is not None and self.valid_until < on
        return not ended and not expired and self.valid_from <= on and self.material.live
