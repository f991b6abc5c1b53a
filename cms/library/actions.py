"""Issuing and withdrawing editions."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.branches.models import User
from cms.branches.queries import lock_head_office
from cms.library.enums import RecallSeverity
from cms.library.models import Edition, MaterialPage, SpokenCode, Topic
from cms.library.models.material import DAY_HAS_PASSED
from cms.library.permissions import user_can_withdraw
from cms.library.pictures import keep_for_print
from cms.library.queries import current_edition
from cms.library.signals import edition_issued, edition_proposed

# Three digits can be said aloud across a counter; a branch's own need more, and must not look
# like the six digits of a one-time password.
HEAD_OFFICE_CODES = range(1, 1000)
HEAD_OFFICE_DIGITS = 3
BRANCH_CODES = range(10_001, 100_000)
BRANCH_DIGITS = 5
CODE_NOT_GIVEN_YET = "000"


def content_hash(content: dict, valid_until: date | None) -> str:
    """Return the SHA-256, over one canonical form of JSON, of all that paper says of an edition."""
    said = {"content": content, "valid_until": valid_until and valid_until.isoformat()}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def claim_code(material: MaterialPage) -> SpokenCode:
    """Give the material its spoken code, the next one never used; the same one when asked again.

    Raises ValidationError when every code of that length has been given out.
    """
    lock_head_office()  # two materials must not be given one code
    if claimed := SpokenCode.objects.filter(material=material).first():
        return claimed
    at_head_office = material.owner_branch.is_head_office
    codes = HEAD_OFFICE_CODES if at_head_office else BRANCH_CODES
    digits = HEAD_OFFICE_DIGITS if at_head_office else BRANCH_DIGITS
    given = SpokenCode.objects.annotate(digits=Length("code")).filter(digits=digits)
    last = given.order_by("-code").values_list("code", flat=True).first()
    number = int(last) + 1 if last else codes.start
    if number not in codes:
        raise ValidationError(f"{digits} 位口播码已经用完，请联系平台管理员。")
    return SpokenCode.objects.create(code=f"{number:0{digits}d}", material=material)


def draft_edition(material: MaterialPage, at: datetime | None = None) -> Edition:
    """Return, unsaved, the edition that publishing this draft would issue; nothing is checked."""
    at = at or timezone.now()
    last = current_edition(material) if material.pk else None
    number = last.number + 1 if last else 1
    content = material.printed_content()
    return Edition(
        material=material,
        kind=material.kind,
        number=number,
        code=f"{material.code or CODE_NOT_GIVEN_YET}-{number}",
        title=material.title,
        printed_content=content,
        content_hash=content_hash(content, material.valid_until),
        change_note=fresh_change_note(material),
        approval_ref=material.approval_ref,
        valid_from=timezone.localdate(at),
        valid_until=material.valid_until,
        issued_at=at,
    )


def fresh_change_note(material: MaterialPage) -> str:
    """Return what the editor says has changed; "" for a note that an edition already bears.

    The note stays in the draft after publishing; left there, it would be told of a later
    edition, of which it is not true.
    """
    note = material.change_note.strip()
    used = Edition.objects.filter(material=material.pk, change_note=note)
    return "" if material.pk and note and used.exists() else note


def require_issuable(edition: Edition, files: dict[str, bytes]) -> None:
    """Raise ValidationError, for the editor, if the day has passed or nobody could print it."""
    if edition.valid_until and edition.valid_until < edition.valid_from:
        raise ValidationError({"valid_until": DAY_HAS_PASSED})
    edition_proposed.send(sender=Edition, edition=edition, files=files)


def check_draft(material: MaterialPage, at: datetime | None = None) -> None:
    """Raise ValidationError if publishing this finished draft would be refused. Writes nothing."""
    with words_for_lost_pictures():
        require_issuable(draft_edition(material, at), material.printed_files())


@contextmanager
def words_for_lost_pictures() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ValidationError("有一张配图的文件打不开，请换一张再试。") from error


@transaction.atomic
def issue_edition(
    *,
    material: MaterialPage,
    user: User | None,
    revision: Revision | None = None,
    at: datetime | None = None,
) -> Edition | None:
    """Issue the next edition if what paper says has changed; return None if it has not.

    Called when a material is published: who may publish is Wagtail's to decide. The edition
    before it is superseded in the same transaction; one that was withdrawn stays so, and the
    same words never come back under a new number. Raises ValidationError (`require_issuable`).
    """
    claimed = claim_code(material)
    previous = (
        Edition.objects.select_for_update()
        .filter(material=material, superseded_at__isnull=True)
        .first()
    )
    with words_for_lost_pictures():
        edition, files = draft_edition(material, at), material.printed_files()
    if previous and previous.content_hash == edition.content_hash:
        return None
    edition.code = f"{claimed.code}-{edition.number}"
    edition.revision, edition.issued_by = revision, user
    require_issuable(edition, files)
    if previous:
        previous.superseded_at = edition.issued_at
        previous.save(update_fields=["superseded_at"])
    keep_for_print(files)
    edition.save()
    log(edition, "library.issue_edition", user=user, data={"code": edition.code})
    edition_issued.send(sender=Edition, edition=edition)
    return edition


@transaction.atomic
def withdraw_edition(
    *,
    edition: Edition,
    user: User,
    severity: RecallSeverity,
    reason: str,
    at: datetime | None = None,
) -> Edition:
    """Withdraw an edition: it is printed no more; what is on shelves is used up or recalled.

    Raises PermissionDenied without the right, ValidationError without a severity or a reason,
    or when it was withdrawn before.
    """
    if not user_can_withdraw(user):
        raise PermissionDenied("您没有撤回版次的权限。")
    if severity not in RecallSeverity.values:
        raise ValidationError("请选择召回程度。")
    if not reason.strip():
        raise ValidationError("请写明撤回原因，网点会看到。")
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.withdrawn_at:
        raise ValidationError(f"{edition.code} 已经撤回，不用再撤。")
    edition.withdrawn_at = at or timezone.now()
    edition.withdrawn_by = user
    edition.withdrawal_severity = severity
    edition.withdrawal_reason = reason.strip()
    edition.save(
        update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_severity", "withdrawal_reason"]
    )
    said = {"severity": str(severity), "reason": edition.withdrawal_reason}
    log(edition, "library.withdraw_edition", user=user, data=said)
    return edition


@transaction.atomic
def save_topic(*, user: User, slug: str, **fields) -> Topic:
    """Create the topic of this slug or bring it up to date.

    Raises PermissionDenied without the right, ValidationError on a bad field.
    """
    if not user.has_perm("library.change_topic"):
        raise PermissionDenied("您没有修改主题的权限。")
    topic = Topic.objects.filter(slug=slug).first() or Topic(slug=slug)
    created = topic.pk is None
    for name, value in fields.items():
        setattr(topic, name, value)
    topic.full_clean()
    topic.save()
    log(topic, "wagtail.create" if created else "wagtail.edit", user=user)
    return topic
