"""When: the occurrences that rules and overrides add up to."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from campaigns.plans.models import CampaignPage
from campaigns.schedule.models import Event
from campaigns.schedule.recurrence import dates_between
from cms.branches.models import Branch

CODE = re.compile(r"S(?P<event>[0-9]{1,9})(?P<planned_on>[0-9]{6})")
MOST_TYPED = 40


@dataclass(frozen=True, order=True)
class Occurrence:
    """场次. One date of an event, after moves; computed, never stored."""

    on: date
    starts_at: time
    ends_at: time
    event: Event
    planned_on: date

    @property
    def code(self) -> str:
        """Return 场次码, S17-261126: the event, and the day it was first planned for.

        Paper that was printed before the day was moved still names the same session.
        """
        return f"S{self.event.pk}-{self.planned_on:%y%m%d}"


def occurrences(events: QuerySet[Event], first: date, last: date) -> list[Occurrence]:
    """Return what really happens from `first` to `last`: moved dates moved, cancelled ones gone."""
    found = []
    for event in events.select_related("branch", "campaign").prefetch_related("overrides"):
        changes = [o.on for o in event.overrides.all()]
        planned = planned_between(event, min([first, *changes]), max([last, *changes]))
        found += [one for one in planned if first <= one.on <= last]
    return sorted(found, key=lambda o: (o.on, o.starts_at, o.event.pk))


def planned_between(event: Event, first: date, last: date) -> list[Occurrence]:
    """Return an event's occurrences that were planned for these days, wherever they are now."""
    changes = {o.on: o.moved_to for o in event.overrides.all()}
    planned = dates_between(
        event.rrule, starts_on=event.starts_on, first=first, last=last, until=event.repeats_until
    )
    return [
        Occurrence(on, event.starts_at, event.ends_at, event, day)
        for day in planned
        if (on := changes.get(day, day))
    ]


def occurrence_by_code(code: str) -> Occurrence | None:
    """Return the session of a code as people type it: small or wide letters, any dash or none.

    None for a code that is none, for a session that was cancelled, and for a day on which the
    event's rule, changed since the paper was printed, no longer falls.
    """
    typed = unicodedata.normalize("NFKC", code[:MOST_TYPED]).upper()
    found = CODE.fullmatch(re.sub("[^0-9A-Z]", "", typed))
    if found is None:
        return None
    try:
        day = date.fromisoformat(f"20{found['planned_on']}")
    except ValueError:
        return None
    event = Event.objects.select_related("branch", "campaign").filter(pk=found["event"]).first()
    return next(iter(planned_between(event, day, day)), None) if event else None


def upcoming(branch: Branch, first: date, last: date) -> list[Occurrence]:
    """Return the occurrences at this branch and everything under it."""
    return occurrences(Event.objects.filter(branch__path__startswith=branch.path), first, last)


def upcoming_of(campaign: CampaignPage, first: date, last: date) -> list[Occurrence]:
    """Return the occurrences that belong to a campaign, at whatever branch."""
    return occurrences(Event.objects.filter(campaign=campaign), first, last)
