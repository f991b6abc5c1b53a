"""Answering a recall: what became of the sheets, and the entries that make the books say so."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from campaigns.ledger.actions.entries import (
    REF_TAKEN,
    record_handout,
    record_stocktake,
    write_off,
)
from campaigns.ledger.enums import WriteOffReason
from campaigns.ledger.models import MOST_SHEETS, RecallAnswer
from campaigns.ledger.queries import balance
from cms.branches.models import Branch, User
from cms.branches.permissions import require_can_act_for
from cms.library.enums import RecallSeverity
from cms.library.models import Edition


@transaction.atomic
def answer_recall(
    *,
    branch: Branch,
    edition: Edition,
    destroyed: int,
    used: int,
    kept: int,
    user: User,
    client_ref: uuid.UUID,
    note: str = "",
) -> RecallAnswer:
    """Keep a branch's answer to a recall and post what it says, all in sheets.

    The three figures together are a count of the shelf as it was: `destroyed` here, `used` up
    (given to people and not yet recorded), `kept` aside. If the books said otherwise, a
    stocktake sets them right first; then what was used is handed out and what was destroyed
    is written off. So the balance afterwards is exactly `kept`, whatever it was before, below
    zero too.

    用完为止 and 停发 may keep sheets (to give out, or locked away); of 立即销毁 none may be kept.
    Answering again is a new answer about what stands there now. A mistake is mended as all in
    the ledger is: the wrong entry is reversed, the sheets stand on the shelf again, and the
    recall is open again. The same `client_ref` returns the answer made the first time.

    Raises PermissionDenied for another's branch, ValidationError by field for figures that
    cannot be true, and for an edition that is not withdrawn.
    """
    require_can_act_for(user, branch)
    edition = _withdrawn(edition)
    figures = {"destroyed": destroyed, "used": used, "kept": kept}
    _check_figures(edition, figures)
    # Two people answering for one shelf at once: the second is told of the first.
    Branch.objects.select_for_update().get(pk=branch.pk)
    if done := RecallAnswer.objects.filter(client_ref=client_ref).first():
        return _same_meaning(done, branch, edition, figures)
    answer = RecallAnswer.objects.create(
        client_ref=client_ref,
        branch=branch,
        edition=edition,
        booked=balance(branch, edition),
        note=note.strip(),
        answered_by=user,
        **figures,
    )
    _post_entries(answer)
    return answer


@transaction.atomic
def acknowledge_recall(
    *, branch: Branch, edition: Edition, user: User, client_ref: uuid.UUID
) -> RecallAnswer:
    """Keep that a branch knows an edition is only to be used up; posts nothing.

    Raises PermissionDenied for another's branch, ValidationError for any other severity.
    """
    require_can_act_for(user, branch)
    edition = _withdrawn(edition)
    if edition.withdrawal_severity != RecallSeverity.USE_UP:
        raise ValidationError("这一版不能继续发，请填写回执。")
    Branch.objects.select_for_update().get(pk=branch.pk)
    if done := RecallAnswer.objects.filter(client_ref=client_ref).first():
        return _same_meaning(done, branch, edition, {"destroyed": 0, "used": 0})
    left = balance(branch, edition)
    return RecallAnswer.objects.create(
        client_ref=client_ref,
        branch=branch,
        edition=edition,
        booked=left,
        destroyed=0,
        used=0,
        kept=max(0, left),
        answered_by=user,
    )


def _withdrawn(edition: Edition) -> Edition:
    """Return the edition as it is now. Raises ValidationError if nobody has called it back."""
    edition = Edition.objects.get(pk=edition.pk)
    if not edition.withdrawn_at:
        raise ValidationError(f"{edition.code} 没有召回，不用填写回执。")
    return edition


def _check_figures(edition: Edition, figures: dict[str, int]) -> None:
    faults = {
        name: f"份数要在 0 到 {MOST_SHEETS} 之间。"
        for name, sheets in figures.items()
        if not 0 <= sheets <= MOST_SHEETS
    }
    if edition.withdrawal_severity == RecallSeverity.DESTROY and figures["kept"] > 0:
        faults["kept"] = "这一版要立即销毁，一份也不能留。请销毁以后，再填进“已销毁”。"
    if faults:
        raise ValidationError(faults)


def _same_meaning(
    done: RecallAnswer, branch: Branch, edition: Edition, figures: dict[str, int]
) -> RecallAnswer:
    said = {name: getattr(done, name) for name in figures}
    if (done.branch_id, done.edition_id, said) != (branch.pk, edition.pk, figures):
        raise ValidationError(REF_TAKEN)
    return done


def _post_entries(answer: RecallAnswer) -> None:
    common = {
        "branch": answer.branch,
        "edition": answer.edition,
        "user": answer.answered_by,
        "recall_answer": answer,
    }
    if answer.difference:
        found = answer.booked + answer.difference
        record_stocktake(counted=found, client_ref=_ref(answer, "count"), **common)
    if answer.used:
        record_handout(quantity=answer.used, client_ref=_ref(answer, "used"), **common)
    if answer.destroyed:
        write_off(
            reason=WriteOffReason.RECALL,
            quantity=answer.destroyed,
            client_ref=_ref(answer, "destroyed"),
            **common,
        )


def _ref(answer: RecallAnswer, part: str) -> uuid.UUID:
    """Return the reference of one of the answer's entries: derived, so it can be made once."""
    return uuid.uuid5(answer.client_ref, part)
