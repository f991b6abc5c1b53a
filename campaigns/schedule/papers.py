"""A session on paper: the notice that invites to it, the sheet on which its people are counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from campaigns.schedule.lunar import lunar_words
from campaigns.schedule.queries import Occurrence
from campaigns.schedule.words import day_words, hours_words, weekday_words
from cms.branches.models import Branch
from cms.library.models import Edition
from cms.pages.enums import Audience
from cms.printing.inputs import Imprint, session_imprint
from cms.printing.layouts import LAYOUTS, Layout
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError, stored_picture
from cms.printing.rendering import BranchWordsError
from cms.printing.typst import compile_pdf

FAMILY = "event"
NOTICE, TALLY = LAYOUTS["event_notice"], LAYOUTS["tally_sheet"]
SENIORS_WELCOME, ALL_WELCOME = "适老活动", "欢迎参加"


@dataclass(frozen=True)
class SessionPaper:
    """What stands in an edition's place on a session's paper: good until the day is over."""

    code: str
    valid_until: date
    issued_at: None = None


def event_content(occurrence: Occurrence) -> dict:
    """Return what the notice says, as the plain data of a print."""
    event = occurrence.event
    return {
        **_when_and_where(occurrence),
        "kind_label": SENIORS_WELCOME if event.audience == Audience.SENIOR else ALL_WELCOME,
        "lunar": lunar_words(occurrence.on),
        "summary": event.summary,
        "what_to_bring": event.what_to_bring,
    }


def tally_content(occurrence: Occurrence, editions: Iterable[Edition] = ()) -> dict:
    """Return what the tally sheet says; each edition gets a row to count its sheets in."""
    rows = [{"code": edition.code, "title": edition.title} for edition in editions]
    return {**_when_and_where(occurrence), "editions": rows}


def _when_and_where(occurrence: Occurrence) -> dict:
    return {
        "layout_family": FAMILY,
        "title": occurrence.event.title,
        "code": occurrence.code,
        "place": occurrence.event.place,
        "day": day_words(occurrence.on),
        "weekday": weekday_words(occurrence.on),
        "time": hours_words(occurrence.starts_at, occurrence.ends_at),
    }


def session_pdf(
    occurrence: Occurrence,
    branch: Branch,
    layout: Layout,
    options: PrintOptions | None = None,
    *,
    editions: Iterable[Edition] = (),
) -> bytes:
    """Return a session's notice or tally sheet with this branch's imprint; the same bytes always.

    Raises PrintError, in Chinese, for what cannot be printed; ValueError for another layout.
    """
    if layout == NOTICE:
        content = event_content(occurrence)
    elif layout == TALLY:
        content = tally_content(occurrence, editions)
    else:
        raise ValueError(f"{layout.code} is no paper of a session")
    settled = layout.settle(options or PrintOptions(), content)
    return compile_pdf(
        layout.template,
        layout.build_input(content, settled, stored_picture).as_data(),
        [_imprint(occurrence, branch).as_data()],
        settled,
        timestamp=_midnight(occurrence.planned_on),
    )


def _imprint(occurrence: Occurrence, branch: Branch) -> Imprint:
    try:
        return session_imprint(
            branch,
            SessionPaper(code=occurrence.code, valid_until=occurrence.on),
            public_url=settings.MINGYAN_PUBLIC_URL,
            bank_name=branch.get_root().name,
        )
    except ContentError as error:
        raise BranchWordsError(f"网点资料印不出来：{error}") from error


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
