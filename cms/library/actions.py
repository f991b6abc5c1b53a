"""Issuing and withdrawing editions."""

import hashlib
import json
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.branches.models import User
from cms.branches.queries import lock_head_office
from cms.library.models import Edition, MaterialPage, SpokenCode, Topic
from cms.library.permissions import user_can_withdraw
from cms.library.signals import edition_issued, edition_withdrawn

# Three digits can be said aloud across a counter; a branch's own need more, and must not look
# like the six digits of a one-time password.
HEAD_OFFICE_CODES = range(1, 1000)
HEAD_OFFICE_DIGITS = 3
BRANCH_CODES = range(10_001, 100_000)
BRANCH_DIGITS = 5


def content_hash(content: dict) -> str:
    """Return the SHA-256 of printed content in one canonical form of JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
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


@transaction.atomic
def issue_edition(
    *,
    material: MaterialPage,
    user: User | None,
    revision: Revision | None = None,
    at: datetime | None = None,
) -> Edition | None:
    """Issue the next edition if what goes on paper has changed; return None if it has not.

    Called when a material is published: who may publish is Wagtail's to decide. The edition
    before it is superseded in the same transaction.
    """
    at = at or timezone.now()
    code = claim_code(material)
    content = material.printed_content()
    digest = content_hash(content)
    previous = (
        Edition.objects.select_for_update()
        .filter(material=material, superseded_at__isnull=True)
        .first()
    )
    if previous and previous.content_hash == digest and not previous.withdrawn_at:
        return None
    number = 1
    if previous:
        number = previous.number + 1
        previous.superseded_at = at
        previous.save(update_fields=["superseded_at"])
    edition = Edition.objects.create(
        material=material,
        revision=revision,
        owner_branch=material.owner_branch,
        kind=material.kind,
        number=number,
        code=f"{code.code}-{number}",
        title=material.title,
        printed_content=content,
        content_hash=digest,
        approval_ref=material.approval_ref,
        valid_from=timezone.localdate(at),
        valid_until=material.valid_until,
        issued_at=at,
        issued_by=user,
    )
    log(edition, "library.issue_edition", user=user, data={"code": edition.code})
    edition_issued.send(sender=Edition, edition=edition)
    return edition


@transaction.atomic
def withdraw_edition(
    *, edition: Edition, user: User, reason: str, at: datetime | None = None
) -> Edition:
    """Withdraw an edition: it is printed no more; what is on shelves is recalled.

    Raises PermissionDenied without the right, ValidationError without a reason or twice.
    """
    if not user_can_withdraw(user):
        raise PermissionDenied("您没有撤回版次的权限。")
    if not reason.strip():
        raise ValidationError("请写明撤回原因，网点会看到。")
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.withdrawn_at:
        raise ValidationError(f"{edition.code} 已经撤回，不用再撤。")
    edition.withdrawn_at = at or timezone.now()
    edition.withdrawn_by = user
    edition.withdrawal_reason = reason.strip()
    edition.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    log(edition, "library.withdraw_edition", user=user, data={"reason": edition.withdrawal_reason})
    edition_withdrawn.send(sender=Edition, edition=edition)
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
