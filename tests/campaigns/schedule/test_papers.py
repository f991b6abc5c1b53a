"""A session's code, and the papers that carry it."""

import re
import unicodedata
from datetime import date, time

import pymupdf
import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image

from campaigns.schedule.actions import cancel_occurrence, move_occurrence
from campaigns.schedule.lunar import lunar_words
from campaigns.schedule.papers import NOTICE, TALLY, event_content, session_pdf, tally_content
from campaigns.schedule.queries import occurrence_by_code, upcoming
from campaigns.schedule.words import hours_words
from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from cms.printing.rendering import BranchWordsError
from tests.factories.branches import UserFactory
from tests.factories.library import an_edition
from tests.factories.schedule import EventFactory

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


@pytest.fixture
def event(network):
    return EventFactory(
        branch=network.garden, starts_on=THURSDAY, title="防骗微沙龙", what_to_bring="老花镜"
    )


def first_of(event, day=THURSDAY):
    return upcoming(event.branch, day, day)[0]


def words_in(pdf):
    with pymupdf.open(stream=pdf) as document:
        text = "".join(page.get_text() for page in document)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def scanned(pdf):
    with pymupdf.open(stream=pdf) as document:
        picture = document[0].get_pixmap(dpi=200)
    image = Image.frombytes("RGB", (picture.width, picture.height), picture.samples)
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_a_code_names_event_and_day(event):
    assert first_of(event).code == f"S{event.pk}-261126"


def test_a_moved_session_keeps_its_code_and_is_found_on_its_new_day(event):
    move_occurrence(user=UserFactory(admin=True), event=event, on=THURSDAY, to=FRIDAY,
                    reason="停电检修")  # fmt: skip
    moved = first_of(event, FRIDAY)
    assert moved.code == f"S{event.pk}-261126"
    assert occurrence_by_code(moved.code) == moved


@pytest.mark.parametrize(
    "typed", ["S{}-261126", "s{}-261126", "Ｓ{}－２６１１２６", " S{} — 261126 ", "s{}261126"]
)
def test_a_code_is_read_as_people_type_it(event, typed):
    assert occurrence_by_code(typed.format(event.pk)) == first_of(event)


@pytest.mark.parametrize(
    "typed", ["", "S", "017-3", "S{}-261125", "S{}-261332", "S0-261126", "S{}-261126-1", "9" * 900]
)
def test_a_code_of_no_session_finds_none(event, typed):
    assert occurrence_by_code(typed.format(event.pk)) is None


def test_a_cancelled_session_is_not_found(event):
    code = first_of(event).code
    cancel_occurrence(user=UserFactory(admin=True), event=event, on=THURSDAY, reason="讲师请假")
    assert occurrence_by_code(code) is None


def test_each_date_of_a_weekly_talk_has_a_code_of_its_own(network):
    event = EventFactory(branch=network.garden, starts_on=THURSDAY, weekly=True)
    found = upcoming(network.garden, THURSDAY, date(2026, 12, 10))
    assert [one.code[-6:] for one in found] == ["261126", "261203", "261210"]
    assert [occurrence_by_code(one.code) for one in found] == found
    assert {one.event for one in found} == {event}


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "words"),
    [
        (time(9, 30), time(10), "上午9点半到10点"),
        (time(11), time(12, 15), "上午11点到中午12点15分"),
        (time(14, 5), time(17), "下午2点05分到5点"),
        (time(17, 30), time(19), "下午5点半到晚上7点"),
    ],
)
def test_hours_are_said_as_people_say_them(starts_at, ends_at, words):
    assert hours_words(starts_at, ends_at) == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (THURSDAY, "农历十月十八"),
        (date(2026, 10, 18), "农历九月初九 重阳节"),
        (date(2025, 7, 25), "农历闰六月初一"),
    ],
)
def test_the_lunar_day_is_said_with_its_feast(on, words):
    assert lunar_words(on) == words


def test_the_notice_says_what_the_schedule_says(event):
    assert event_content(first_of(event)) == {
        "layout_family": "event",
        "title": "防骗微沙龙",
        "code": f"S{event.pk}-261126",
        "place": event.place,
        "day": "11月26日",
        "weekday": "星期四",
        "time": "上午9点半到10点",
        "kind_label": "适老活动",
        "lunar": "农历十月十八",
        "summary": event.summary,
        "what_to_bring": "老花镜",
    }


def test_the_tally_sheet_has_a_row_for_each_edition(event):
    editions = [an_edition(title="先挂断再问"), an_edition(title="慢一点")]
    rows = tally_content(first_of(event), editions)["editions"]
    assert rows == [{"code": one.code, "title": one.title} for one in editions]


@pytest.mark.parametrize("layout", [NOTICE, TALLY], ids=lambda layout: layout.code)
def test_a_paper_names_session_branch_and_the_way_to_its_page(event, settings, layout):
    settings.MINGYAN_PUBLIC_URL = "https://mingyan.example"
    pdf = session_pdf(first_of(event), event.branch, layout)
    found = words_in(pdf)
    page = reverse("branch_pages:page", args=[event.branch.code])
    for words in (f"场次S{event.pk}-261126", "有效期至2026年11月26日", "这不是验证码",
                  event.branch.name, f"mingyan.example{page}", "11月26日", "星期四"):  # fmt: skip
        assert words in found
    assert "口播码" not in found
    assert scanned(pdf) == [f"https://mingyan.example{page}#S{event.pk}-261126"]


def test_a_moved_session_is_announced_for_its_new_day(event):
    move_occurrence(user=UserFactory(admin=True), event=event, on=THURSDAY, to=FRIDAY,
                    reason="停电检修")  # fmt: skip
    found = words_in(session_pdf(first_of(event, FRIDAY), event.branch, NOTICE))
    assert ("11月27日" in found, "星期五" in found, "11月26日" in found) == (True, True, False)
    assert "有效期至2026年11月27日" in found


def test_a_paper_comes_out_the_same_twice_and_on_a3(event):
    said = (first_of(event), event.branch, NOTICE, PrintOptions(paper="a3", ink="black"))
    pdf = session_pdf(*said)
    assert session_pdf(*said) == pdf
    with pymupdf.open(stream=pdf) as document:
        assert document[0].rect.height == pytest.approx(420 / 25.4 * 72, abs=0.2)


def test_branch_words_without_room_are_blamed_on_the_branch(event):
    event.branch.name = "字" * 41
    with pytest.raises(BranchWordsError, match="网点名称有 41 个字"):
        session_pdf(first_of(event), event.branch, NOTICE)


def test_a_layout_of_editions_is_no_paper_of_a_session(event):
    with pytest.raises(ValueError, match="tip_sheet"):
        session_pdf(first_of(event), event.branch, LAYOUTS["tip_sheet"])


def test_an_event_as_long_as_the_schedule_allows_still_fits(event):
    longest = {"title": "题" * 40, "summary": "字" * 120, "place": "地" * 80}
    for name, words in {**longest, "what_to_bring": "带" * 60}.items():
        setattr(event, name, words)
    event.save()
    for layout in (NOTICE, TALLY):
        assert "地" * 80 in words_in(session_pdf(first_of(event), event.branch, layout))
