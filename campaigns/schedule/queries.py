"""When: the occurrences that rules and overrides add up to."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from campaigns.plans.models import CampaignPage
from campaigns.schedule.models import Event
from campaigns.schedule.recurrence import dates_between
from cms.branches.models import Branch


@dataclass(frozen=True, order=True)
class Occurrence:
    """场次. One date of an event, after moves; computed, never stored."""

    on: date
    starts_at: time
    ends_at: time
    event: Event


def occurrences(events: QuerySet[Event], first: date, last: date) -> list[Occurrence]:
    """Return what really happens from `first` to `last`: moved dates moved, cancelled ones gone."""
    found = []
    for event in events.select_related("branch", "campaign").prefetch_related("overrides"):
        changes = {o.on: o.moved_to for o in event.overrides.all()}
        planned = dates_between(
            event.rrule,
            starts_on=event.starts_on,
            first=min([first, *changes]),
            last=max([last, *changes]),
            until=event.repeats_until,
        )
        days = (changes.get(day, day) for day in planned)
        found += [
            Occurrence(day, event.starts_at, event.ends_at, event)
            for day in days
            if day and first <= day <= last
        ]
    return sorted(found, key=lambda o: (o.on, o.starts_at, o.event.pk))


def upcoming(branch: Branch, first: date, last: date) -> list[Occurrence]:
    """Return the occurrences at this branch and everything under it."""
    return occurrences(Event.objects.filter(branch__path__startswith=branch.path), first, last)


def upcoming_of(campaign: CampaignPage, first: date, last: date) -> list[Occurrence]:
    """Return the occurrences that belong to a campaign, at whatever branch."""
    return occurrences(Event.objects.filter(campaign=campaign), first, last)
