"""Deeds of the desk that are several deeds of the ledger at once."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from campaigns.ledger.actions import record_print, reverse_entry
from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry
from cms.branches.models import Branch, User
from cms.printing.models import PrintRun

PACK_SAID_ALREADY = "这一包已经记过了。要改数字，请在那一行点“改份数”。"


@transaction.atomic
def record_pack(
    *, runs: list[PrintRun], copies: dict[int, int], user: User, client_ref: uuid.UUID
) -> list[Entry]:
    """Post how many copies of each run of a pack came out of the printer; all of them, or none.

    `copies` is by run id; what is 0 did not come out and posts nothing. Sending it again with
    the same `client_ref` changes nothing. Raises like `record_print`, and ValidationError when
    somebody has said the copies already.
    """
    refs = {run.pk: uuid.uuid5(client_ref, str(run.pk)) for run in runs}
    # Two people with one stack of paper must not both post it.
    Branch.objects.select_for_update().get(pk=runs[0].branch_id)
    said = posted_for(runs).exclude(client_ref__in=refs.values())
    if said.exists():
        raise ValidationError(PACK_SAID_ALREADY)
    return [
        record_print(print_run=run, quantity=copies[run.pk], user=user, client_ref=refs[run.pk])
        for run in runs
        if copies.get(run.pk)
    ]


@transaction.atomic
def correct_copies(
    *, run: PrintRun, quantity: int, user: User, client_ref: uuid.UUID
) -> Entry | None:
    """Make `quantity` the number of copies that came of a run: reverse what was said, post anew.

    Return the new entry, or None when none came. Sending it again changes nothing. Raises
    ValidationError for what a colleague has said: that is theirs to correct.
    """
    Branch.objects.select_for_update().get(pk=run.branch_id)
    before = list(posted_for([run]).select_related("branch"))
    if any(entry.client_ref == client_ref for entry in before):
        return before[0]
    if sum(entry.quantity for entry in before) == quantity:
        return before[0] if before else None
    if any(entry.recorded_by_id != user.pk for entry in before):
        raise ValidationError("这一笔是同事记的，请本人来改，或者盘点一次。")
    for entry in before:
        reverse_entry(
            entry=entry,
            user=user,
            note="改打印份数",
            client_ref=uuid.uuid5(client_ref, str(entry.pk)),
        )
    if not quantity:
        return None
    on = before[0].occurred_on if before else None
    return record_print(
        print_run=run, quantity=quantity, user=user, client_ref=client_ref, occurred_on=on
    )


def posted_for(runs: list[PrintRun]):
    """Return the print entries of these runs that still count."""
    return Entry.objects.filter(print_run__in=runs, kind=EntryKind.PRINT, reversed_by__isnull=True)
