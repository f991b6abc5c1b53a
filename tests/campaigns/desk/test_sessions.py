"""A session's papers at the desk."""

from urllib.parse import quote

import pymupdf
import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.schedule.models import Event
from campaigns.schedule.queries import upcoming
from tests.factories.schedule import EventFactory


@pytest.fixture
def event(cast):
    today = timezone.localdate()
    return EventFactory(branch=cast.here, title="防骗微沙龙", starts_on=today)


def address(event, layout="event_notice"):
    code = upcoming(event.branch, event.starts_on, event.starts_on)[0].code
    return reverse("desk:session_paper", args=[code, layout])


def words_in(answer):
    with pymupdf.open(stream=answer.content) as document:
        return "".join("".join(page.get_text() for page in document).split())


def test_each_event_of_the_morning_page_leads_to_its_papers(cast, event):
    shown = cast.lobby().get("/desk/").content.decode()
    for layout, name in (("event_notice", "海报"), ("tally_sheet", "计数单")):
        assert f'href="{address(event, layout)}"' in shown
        assert f'aria-label="防骗微沙龙的{name}"' in shown


def test_a_notice_opens_as_a_private_pdf_that_nobody_keeps(cast, event):
    answer = cast.lobby().get(address(event))
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert {"no-store", "private"} <= {part.strip() for part in answer["Cache-Control"].split(",")}
    code = address(event).split("/")[-3]
    assert quote(f"{code} 防骗微沙龙 活动海报.pdf") in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none';")


def test_a_tally_sheet_lists_what_lies_on_the_shelf(cast, event):
    cast.shelf.receives(20)
    found = words_in(cast.lobby().get(address(event, "tally_sheet")))
    assert cast.edition.code in found
    assert "先挂断再问" in found
    assert "滨河路自己的小贴士" not in found


def test_paper_ink_and_script_may_be_asked_for(cast, event):
    answer = cast.lobby().get(address(event), {"paper": "a3", "ink": "black", "script": "hant"})
    assert "這不是驗證碼" in words_in(answer)
    with pymupdf.open(stream=answer.content) as document:
        assert document[0].rect.width == pytest.approx(297 / 25.4 * 72, abs=0.2)


def test_a_paper_we_have_not_got_is_refused_in_words(cast, event):
    answer = cast.lobby().get(address(event), {"paper": "a1"})
    assert answer.status_code == 422
    assert "没有 A1 这种纸" in answer.content.decode()


def test_another_branchs_session_and_another_paper_are_not_found(cast, event):
    elsewhere = EventFactory(branch=cast.network.bridge, starts_on=event.starts_on)
    client = cast.lobby()
    assert client.get(address(elsewhere)).status_code == 404
    assert client.get(address(event, "tip_sheet")).status_code == 404
    gone = address(event)
    Event.objects.filter(pk=event.pk).delete()
    assert client.get(gone).status_code == 404


@pytest.mark.parametrize(
    ("person", "status"), [("anonymous", 302), ("marketing", 403), ("sibling", 404)]
)
def test_only_the_branchs_own_people_see_it(cast, event, person, status):
    at = cast.network.bridge if person == "sibling" else None
    assert cast.client(person, at=at).get(address(event)).status_code == status


def test_words_that_cannot_be_printed_are_refused_by_name(cast, event):
    Event.objects.filter(pk=event.pk).update(title="笑脸😀沙龙")
    answer = cast.lobby().get(address(event))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "字库里没有“😀”这个字" in shown
    assert f'href="{reverse("desk:today")}"' in shown
