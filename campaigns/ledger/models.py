import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from campaigns.ledger.enums import ADDING, TAKING, Channel, EntryKind, WriteOffReason
from campaigns.plans.models import CampaignPage
from cms.branches.models import Branch, User
from cms.library.models import Edition
from cms.printing.models import PrintRun

# More sheets than this in one entry is a slip of the finger, not a delivery.
MOST_SHEETS = 1_000_000


class EntryQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise ValidationError("流水只能追加，不能修改。记错了请冲正。")

    def delete(self):
        raise ValidationError("流水只能追加，不能删除。记错了请冲正。")


class RecallAnswerQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise ValidationError("召回回执交了不能改。有出入请再填一份。")

    def delete(self):
        raise ValidationError("召回回执交了不能删。有出入请再填一份。")


class RecallAnswer(models.Model):
    """召回回执。What a branch says it did with the sheets of a withdrawn edition. Append-only.

    `booked` is the balance in sheets just before; `destroyed`, `used` and `kept` together are
    what was really there. The entries it posted name it (`Entry.recall_answer`): undoing one
    of them undoes the figure, and what stands on the shelf again is asked for again.
    """

    client_ref = models.UUIDField("幂等号", unique=True, editable=False)
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="recall_answers", verbose_name="网点"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="recall_answers", verbose_name="版次"
    )
    booked = models.IntegerField("填写时账面份数")
    destroyed = models.PositiveIntegerField("销毁")
    used = models.PositiveIntegerField("已发出未记账")
    kept = models.PositiveIntegerField("留存")
    note = models.CharField("备注", max_length=80, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="recall_answers", verbose_name="填写人"
    )
    answered_at = models.DateTimeField("填写时间", default=timezone.now)

    objects = RecallAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "召回回执"
        verbose_name_plural = "召回回执"
        ordering = ["-answered_at", "-pk"]
        indexes = [models.Index(fields=["edition", "branch"], name="recall_answer_of_branch")]

    def __str__(self) -> str:
        return f"{self.edition.code} 召回回执"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError("召回回执交了不能改。有出入请再填一份。")
        return super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError("召回回执交了不能删。有出入请再填一份。")

    @property
    def difference(self) -> int:
        """Return how many sheets more than booked were there; below zero when some were gone."""
        return self.destroyed + self.used + self.kept - self.booked


class Entry(models.Model):
    """流水。One thing that happened to the sheets of an edition at a branch. Append-only.

    `quantity` is what the person said, positive; 0 only where a count agreed. `delta` is what it
    does to the stock.
    `account` is the kind whose figure the entry moves: a reversal of a hand-out moves hand-outs,
    so that net figures are one grouped sum.
    """

    client_ref = models.UUIDField("幂等号", unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("事项", max_length=12, choices=EntryKind)
    account = models.CharField("科目", max_length=12, choices=EntryKind)
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="entries", verbose_name="网点")
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="entries", verbose_name="版次"
    )
    quantity = models.PositiveIntegerField("份数")
    delta = models.IntegerField("库存增减")
    campaign = models.ForeignKey(
        CampaignPage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name="活动",
    )
    channel = models.CharField("渠道", max_length=12, choices=Channel, blank=True)
    reason = models.CharField("原因", max_length=10, choices=WriteOffReason, blank=True)
    print_run = models.ForeignKey(
        PrintRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name="打印记录",
    )
    recall_answer = models.ForeignKey(
        RecallAnswer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name="召回回执",
    )
    reverses = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reversed_by",
        verbose_name="冲正的流水",
    )
    note = models.CharField("备注", max_length=80, blank=True)
    occurred_on = models.DateField("业务日期")
    recorded_at = models.DateTimeField("录入时间", default=timezone.now)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="entries", verbose_name="经办人"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "流水"
        verbose_name_plural = "台账流水"
        ordering = ["-recorded_at", "-pk"]
        indexes = [
            # The balance of a shelf, and a campaign's return: each read from its index alone.
            models.Index(fields=["branch", "edition", "delta"], name="entry_balance"),
            models.Index(
                fields=["campaign", "account", "branch", "delta"], name="entry_campaign_return"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                # A count that agreed with the books moves nothing and is kept all the same.
                condition=Q(quantity__gt=0) | Q(kind=EntryKind.STOCKTAKE, quantity=0, delta=0),
                name="entry_moves_something",
            ),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.REVERSAL, reverses__isnull=False)
                | (~Q(kind=EntryKind.REVERSAL) & Q(reverses__isnull=True)),
                name="only_a_reversal_reverses",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[EntryKind.REVERSAL, EntryKind.STOCKTAKE])
                | Q(kind__in=ADDING, delta=models.F("quantity"))
                | Q(kind__in=TAKING, delta=-models.F("quantity")),
                name="entry_adds_or_takes_its_quantity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.edition.code} {self.quantity} 份"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError("流水只能追加，不能修改。记错了请冲正。")
        return super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError("流水只能追加，不能删除。记错了请冲正。")
