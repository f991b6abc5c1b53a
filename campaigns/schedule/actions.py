"""Planning events, and moving or cancelling one of their dates."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from campaigns.schedule.models import Event, Override
from campaigns.schedule.recurrence import dates_between
from cms.branches.models import Branch, User
from cms.branches.permissions import require_can_plan_for


@transaction.atomic
def plan_event(*, user: User, branch: Branch, event: Event | None = None, **fields) -> Event:
    """Put an event into a branch's schedule, or change a planned one.

    Raises PermissionDenied for another's branch, ValidationError for a rule or time that is wrong.
    """
    require_can_plan_for(user, branch)
    event = event or Event()
    created = event.pk is None
    event.branch = branch
    for name, value in fields.items():
        setattr(event, name, value)
    event.full_clean()
    event.save()
    log(event, "wagtail.create" if created else "wagtail.edit", user=user)
    return event


@transaction.atomic
def move_occurrence(*, user: User, event: Event, on: date, to: date, reason: str) -> Override:
    """Move one date of an event to another day."""
    return _override(user=user, event=event, on=on, moved_to=to, reason=reason)


@transaction.atomic
def cancel_occurrence(*, user: User, event: Event, on: date, reason: str) -> Override:
    """Cancel one date of an event; the others stay."""
    return _override(user=user, event=event, on=on, moved_to=None, reason=reason)


def _override(
    *, user: User, event: Event, on: date, moved_to: date | None, reason: str
) -> Override:
    require_can_plan_for(user, event.branch)
    planned = dates_between(
        event.rrule, starts_on=event.starts_on, first=on, last=on, until=event.repeats_until
    )
    if not planned:
        raise ValidationError(f"{on:%Y-%m-%d} 这天本来没有“{event.title}”，请核对原定日期。")
    if not reason.strip():
        raise ValidationError("请写明原因，来的人会看到。")
    override, _ = Override.objects.update_or_create(
        event=event, on=on, defaults={"moved_to": moved_to, "reason": reason.strip()}
    )
    log(event, "schedule.override", user=user, data={"on": str(on), "moved_to": str(moved_to)})
    return override
