"""Posting to the ledger, one movement at a time.

Each action is idempotent by `client_ref`: a device may send the same tap again and gets the
entry it made the first time. A hand-out beyond the balance is recorded, not refused, because it
happened; the balance below zero asks for a stocktake.
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.ledger.enums import ADDING, Channel, EntryKind, WriteOffReason
from campaigns.ledger.models import MOST_SHEETS, Entry, RecallAnswer
from campaigns.ledger.queries import balance
from campaigns.plans.models import CampaignPage
from campaigns.plans.queries import campaign_of
from cms.branches.models import Branch, User
from cms.branches.permissions import require_can_act_for
from cms.branches.queries import head_office
from cms.library.models import Edition
from cms.printing.models import PrintRun

REF_TAKEN = "这个编号已经用在另一笔流水上了，请刷新页面再记。"


def check_quantity(quantity: int) -> None:
    """Raise ValidationError, with words, unless the number of sheets can be true."""
    if quantity < 1:
        raise ValidationError("份数要大于 0。记错了请用“撤销”，不要填负数。")
    if quantity > MOST_SHEETS:
        raise ValidationError(f"一次最多 {MOST_SHEETS} 份，请核对份数。")


def check_occurred_on(on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError("业务日期不能晚于今天。")


def _post(
    kind: EntryKind,
    *,
    branch: Branch,
    edition: Edition,
    quantity: int,
    user: User,
    occurred_on: date | None = None,
    client_ref: uuid.UUID | None = None,
    **details,
) -> Entry:
    """Write one entry, or return the one this `client_ref` already made.

    Raises PermissionDenied for another's branch, ValidationError for a bad quantity or date, or
    when the same `client_ref` comes back with another meaning.
    """
    require_can_act_for(user, branch)
    check_quantity(quantity)
    on = occurred_on or timezone.localdate()
    check_occurred_on(on)
    ref = client_ref or uuid.uuid4()
    values = {
        "kind": kind,
        "account": kind,
        "branch": branch,
        "edition": edition,
        "quantity": quantity,
        "delta": quantity if kind in ADDING else -quantity,
        "occurred_on": on,
        "recorded_by": user,
        **details,
    }
    entry, created = Entry.objects.get_or_create(client_ref=ref, defaults=values)
    if not created:
        _refuse_other_meaning(entry, kind, branch, edition, quantity)
    return entry


def _refuse_other_meaning(
    entry: Entry, kind: EntryKind, branch: Branch, edition: Edition, quantity: int
) -> None:
    said = (kind, branch.pk, edition.pk, quantity)
    if (entry.kind, entry.branch_id, entry.edition_id, entry.quantity) != said:
        raise ValidationError(REF_TAKEN)


def _refuse_withdrawn(edition: Edition) -> None:
    if edition.withdrawn_at:
        raise ValidationError(
            f"{edition.code} 已经撤回（{edition.withdrawal_reason}），不能再入库或打印。"
        )


def _refuse_stopped(edition: Edition, on: date, details: dict) -> None:
    """Raise ValidationError for giving out, since its recall, an edition that was stopped.

    What was given before and not yet counted is said in the answer to the recall. A tap that
    was counted in time may come again.
    """
    if not edition.is_stopped or details.get("recall_answer"):
        return
    if on < timezone.localdate(edition.withdrawn_at):
        return
    if not Entry.objects.filter(client_ref=details.get("client_ref")).exists():
        raise ValidationError(
            f"{edition.code} 已召回（{edition.get_withdrawal_severity_display()}），不能再发。"
            "已经发出去、还没记的，请填在召回回执里。"
        )


@transaction.atomic
def record_receipt(*, edition: Edition, note: str = "", **common) -> Entry:
    """Record sheets delivered to the branch by the press or by head office."""
    _refuse_withdrawn(edition)
    return _post(EntryKind.RECEIPT, edition=edition, note=note, **common)


@transaction.atomic
def record_print(*, print_run: PrintRun, quantity: int, user: User, **common) -> Entry:
    """Record how many copies of a print run came out of the branch's own printer."""
    _refuse_withdrawn(print_run.edition)
    on = common.get("occurred_on") or timezone.localdate()
    return _post(
        EntryKind.PRINT,
        branch=print_run.branch,
        edition=print_run.edition,
        quantity=quantity,
        user=user,
        print_run=print_run,
        campaign=campaign_of(print_run.edition, print_run.branch, on),
        **common,
    )


@transaction.atomic
def record_handout(
    *,
    branch: Branch,
    edition: Edition,
    channel: Channel = Channel.LOBBY,
    campaign: CampaignPage | None = None,
    occurred_on: date | None = None,
    **common,
) -> Entry:
    """Record sheets given to people; the campaign is the one running here if none is named."""
    if channel not in Channel.values:
        raise ValidationError("请选择发放渠道。")
    on = occurred_on or timezone.localdate()
    _refuse_stopped(edition, on, common)
    return _post(
        EntryKind.HANDOUT,
        branch=branch,
        edition=edition,
        channel=channel,
        campaign=campaign or campaign_of(edition, branch, on),
        occurred_on=on,
        **common,
    )


@transaction.atomic
def transfer(
    *,
    from_branch: Branch,
    to_branch: Branch,
    client_ref: uuid.UUID | None = None,
    note: str = "",
    **common,
) -> tuple[Entry, Entry]:
    """Move sheets from one branch to another: two entries, in one transaction.

    The sender's right decides; the receiver's entry is derived from the same reference so that
    sending again changes nothing.
    """
    if from_branch == to_branch:
        raise ValidationError("调出和调入不能是同一家网点。")
    ref = client_ref or uuid.uuid4()
    out = _post(
        EntryKind.TRANSFER_OUT,
        branch=from_branch,
        client_ref=ref,
        note=note or f"调往{to_branch}",
        **common,
    )
    values = {
        "kind": EntryKind.TRANSFER_IN,
        "account": EntryKind.TRANSFER_IN,
        "branch": to_branch,
        "edition": out.edition,
        "quantity": out.quantity,
        "delta": out.quantity,
        "occurred_on": out.occurred_on,
        "recorded_by": out.recorded_by,
        "note": note or f"来自{from_branch}",
    }
    arrived, created = Entry.objects.get_or_create(client_ref=_ref_of_arrival(ref), defaults=values)
    if not created:
        _refuse_other_meaning(arrived, EntryKind.TRANSFER_IN, to_branch, out.edition, out.quantity)
    return out, arrived


@transaction.atomic
def write_off(*, reason: WriteOffReason, note: str = "", **common) -> Entry:
    """Take sheets off the shelf that nobody will get: recalled, damaged, outdated."""
    if reason not in WriteOffReason.values:
        raise ValidationError("请选择报废原因。")
    return _post(EntryKind.WRITE_OFF, reason=reason, note=note, **common)


@transaction.atomic
def record_stocktake(
    *,
    branch: Branch,
    edition: Edition,
    counted: int,
    user: User,
    client_ref: uuid.UUID | None = None,
    occurred_on: date | None = None,
    recall_answer: RecallAnswer | None = None,
) -> Entry:
    """Post the difference between what was counted and the balance.

    That nothing was missing is worth an entry too: it says who counted, and how many.
    """
    require_can_act_for(user, branch)
    if not 0 <= counted <= MOST_SHEETS:
        raise ValidationError(f"盘点数要在 0 到 {MOST_SHEETS} 之间。")
    on = occurred_on or timezone.localdate()
    check_occurred_on(on)
    note = f"盘点实有 {counted} 份"
    # Two people counting one shelf at once must not both post the difference.
    Branch.objects.select_for_update().get(pk=branch.pk)
    if client_ref and (done := Entry.objects.filter(client_ref=client_ref).first()):
        _refuse_other_meaning(done, EntryKind.STOCKTAKE, branch, edition, done.quantity)
        if done.note != note:
            raise ValidationError(REF_TAKEN)
        return done
    difference = counted - balance(branch, edition)
    return Entry.objects.create(
        client_ref=client_ref or uuid.uuid4(),
        kind=EntryKind.STOCKTAKE,
        account=EntryKind.STOCKTAKE,
        branch=branch,
        edition=edition,
        quantity=abs(difference),
        delta=difference,
        occurred_on=on,
        recorded_by=user,
        note=note,
        recall_answer=recall_answer,
    )


@transaction.atomic
def reverse_entry(
    *, entry: Entry, user: User, note: str = "", client_ref: uuid.UUID | None = None
) -> Entry:
    """Undo an entry by its mirror image, on the same business day.

    A transfer is undone from the side that sent it, both halves at once, so that no sheet
    vanishes between two branches. Raises ValidationError for a reversal of a reversal, or of
    something already reversed. Reversing again with the same `client_ref` returns the reversal
    made the first time.
    """
    require_can_act_for(user, entry.branch)
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.kind == EntryKind.REVERSAL:
        raise ValidationError("冲正本身不能再冲正。请重新记一笔正确的。")
    if entry.kind == EntryKind.TRANSFER_IN:
        raise ValidationError("调入要由调出的网点冲正，请联系对方。")
    if entry.delta == 0:
        raise ValidationError("这次盘点没有差异，不用冲正。")
    if done := Entry.objects.filter(reverses=entry).first():
        if client_ref and done.client_ref == client_ref:
            return done
        raise ValidationError("这一笔已经冲正过了。")
    ref = client_ref or uuid.uuid4()
    if entry.kind == EntryKind.TRANSFER_OUT:
        arrived = Entry.objects.get(client_ref=_ref_of_arrival(entry.client_ref))
        _mirror(arrived, user=user, note=note, client_ref=_ref_of_arrival(ref))
    return _mirror(entry, user=user, note=note, client_ref=ref)


def _ref_of_arrival(ref: uuid.UUID) -> uuid.UUID:
    """Return the reference of a transfer's second half: derived, so that resending finds it."""
    return uuid.uuid5(ref, "in")


def _mirror(entry: Entry, *, user: User, note: str, client_ref: uuid.UUID) -> Entry:
    reversal, created = Entry.objects.get_or_create(
        client_ref=client_ref,
        defaults={
            "kind": EntryKind.REVERSAL,
            "account": entry.kind,
            "branch": entry.branch,
            "edition": entry.edition,
            "quantity": entry.quantity,
            "delta": -entry.delta,
            "campaign": entry.campaign,
            "channel": entry.channel,
            "reverses": entry,
            "recall_answer_id": entry.recall_answer_id,
            "note": note,
            "occurred_on": entry.occurred_on,
            "recorded_by": user,
        },
    )
    if not created:
        raise ValidationError(REF_TAKEN)
    return reversal


@dataclass(frozen=True)
class PastEntry:
    """What a file or a seed says of one past movement; becomes one Entry as it stands."""

    kind: EntryKind
    branch: Branch
    edition: Edition
    quantity: int
    occurred_on: date
    client_ref: uuid.UUID
    campaign: CampaignPage | None = None
    channel: str = ""


@transaction.atomic
def post_history(*, past: Iterable[PastEntry], user: User, batch_size: int = 5_000) -> int:
    """Post many past movements at once; return how many. Nothing is posted if one is wrong.

    The same checks as one by one, but the right is asked once, over head office's whole tree,
    and one line of the log says what came in.
    Transfers and reversals are pairs and do not come this way.
    Raises PermissionDenied, ValidationError naming the entry, IntegrityError for a known
    `client_ref`.
    """
    root = head_office()
    require_can_act_for(user, root)
    posted: Counter[str] = Counter()
    rows = iter(past)
    while batch := [_past_entry(row, user) for row in islice(rows, batch_size)]:
        Entry.objects.bulk_create(batch, batch_size=batch_size)
        posted.update(str(entry.kind) for entry in batch)
    if posted:
        log(root, "ledger.post_history", user=user, data={"entries": dict(posted)})
    return posted.total()


def _past_entry(row: PastEntry, user: User) -> Entry:
    if row.kind not in ADDING | {EntryKind.HANDOUT, EntryKind.WRITE_OFF}:
        raise ValidationError(f"{row.client_ref}：“{row.kind}”不能批量补记。")
    check_quantity(row.quantity)
    check_occurred_on(row.occurred_on)
    return Entry(
        client_ref=row.client_ref,
        kind=row.kind,
        account=row.kind,
        branch=row.branch,
        edition=row.edition,
        quantity=row.quantity,
        delta=row.quantity if row.kind in ADDING else -row.quantity,
        campaign=row.campaign,
        channel=row.channel,
        occurred_on=row.occurred_on,
        recorded_by=user,
    )
