"""Lets pages of the rooms below show their coming events without knowing this one."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django import template
from django.db.models import Q
from django.utils import timezone

from campaigns.plans.models import CampaignPage
from campaigns.schedule.models import Event
from campaigns.schedule.queries import Occurrence, occurrences, upcoming_of
from campaigns.schedule.words import weekday_words
from cms.branches.models import Branch
from cms.branches.queries import branch_by_code, find_branches

register = template.Library()

DAYS_AHEAD = 60
MOST_SHOWN = 6
MOST_DATES = 5
MOST_CHOICES = 8
NOON = 12


@dataclass(frozen=True)
class Coming:
    """An event with its next occurrence and some dates after that: a weekly talk is told once."""

    next: Occurrence
    later: list[date]


@dataclass(frozen=True)
class Nearby:
    """What a reader who typed a branch gets: it and its events, or branches to choose from."""

    typed: str
    branch: Branch | None
    choices: list[Branch]
    coming: list[Coming]


def _ahead() -> tuple[date, date]:
    today = timezone.localdate()
    return today, today + timedelta(days=DAYS_AHEAD)


def told_once(found: list[Occurrence]) -> list[Coming]:
    """Gather occurrences, soonest first, by event."""
    by_event: dict[int, list[Occurrence]] = {}
    for occurrence in found:
        by_event.setdefault(occurrence.event.pk, []).append(occurrence)
    return [
        Coming(first, [one.on for one in rest[:MOST_DATES]])
        for first, *rest in list(by_event.values())[:MOST_SHOWN]
    ]


def around(branch: Branch) -> Q:
    """Return the condition for events at a branch, under it, above it and next door to it."""
    neighbourhood = branch.path if branch.depth <= 2 else branch.path[: -branch.steplen]
    return Q(branch__path__startswith=neighbourhood) | Q(branch__path__in=branch.covering_paths())


@register.simple_tag
def events_at(branch: Branch) -> list[Coming]:
    """Return the coming occurrences at this branch, under it, or held for it by one above."""
    where = Q(branch__path__startswith=branch.path) | Q(branch__path__in=branch.covering_paths())
    return told_once(occurrences(Event.objects.filter(where), *_ahead()))


@register.simple_tag
def events_of(campaign: CampaignPage, typed: str = "") -> Nearby:
    """Return the campaign's coming occurrences, near the branch that was typed if any."""
    typed = (typed or "").strip()[:40]
    if not campaign.pk or not typed:
        found = upcoming_of(campaign, *_ahead()) if campaign.pk else []
        return Nearby(typed, None, [], told_once(found))
    branch = branch_by_code(typed)
    choices = [] if branch else list(find_branches(typed).order_by("path")[:MOST_CHOICES])
    if len(choices) == 1:
        branch = choices[0]
    if branch is None:
        return Nearby(typed, None, choices, [])
    near = Event.objects.filter(around(branch), campaign=campaign)
    return Nearby(typed, branch, [], told_once(occurrences(near, *_ahead())))


@register.filter
def clock(at: time) -> str:
    """Return a time as people say it: 上午 9:30, 下午 2:00."""
    half = "上午" if at.hour < NOON else "下午"
    hour = at.hour if at.hour <= NOON else at.hour - NOON
    return f"{half} {hour}:{at.minute:02d}"


@register.filter
def weekday(on: date) -> str:
    return weekday_words(on)


@register.filter
def how_soon(on: date) -> str:
    """Return 今天 or 明天, and nothing for later days."""
    return {0: "今天", 1: "明天"}.get((on - timezone.localdate()).days, "")
