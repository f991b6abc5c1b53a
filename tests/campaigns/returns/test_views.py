from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.returns.enums import ScanMeans
from campaigns.returns.models import DailyScan
from cms.library.actions import withdraw_edition
from cms.library.enums import RecallSeverity
from cms.library.models import Edition
from tests.factories.branches import UserFactory
from tests.factories.library import a_tip, an_edition, lines, next_edition, withdrawn

pytestmark = pytest.mark.django_db

PERSON = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 MicroMessenger/8.0.50"}


def counted() -> list[tuple]:
    rows = DailyScan.objects.select_related("edition", "branch")
    return [(r.edition.code, r.branch and r.branch.code, r.means, r.count) for r in rows]


def second_edition(tip):
    tip.what_to_do = lines("先挂断，再问人。")
    tip.save_revision().publish()
    return tip


def test_a_scanned_code_leads_to_its_material_and_counts_for_the_branch(client, network):
    tip = a_tip()
    for path in ("/d/001-1/91101/", "/D/001-1/91101/"):
        answer = client.get(path, headers=PERSON)
        assert (answer.status_code, answer.url) == (302, tip.url)
    assert counted() == [("001-1", "91101", ScanMeans.QR, 2)]


def test_a_typed_code_leads_to_its_material_and_counts_without_a_branch(client, network):
    tip = a_tip()
    answer = client.get("/d/", {"code": "001"}, headers=PERSON, follow=True)
    assert answer.redirect_chain[-1][0] == tip.url
    assert counted() == [("001-1", None, ScanMeans.TYPED, 1)]


@pytest.mark.parametrize("typed", [" 001 ", "００１", "0 0 1", "001－1", "001—1"])
def test_codes_are_read_as_people_write_them(client, network, typed):
    tip = a_tip()
    answer = client.get("/d/", {"code": typed}, headers=PERSON, follow=True)
    assert answer.redirect_chain[-1][0] == tip.url


@pytest.mark.parametrize("typed", ["999", "1", "<b>", "", "123456789", "很多", "001-9"])
def test_an_unknown_code_is_answered_kindly_and_kept(client, network, typed):
    a_tip()
    answer = client.get("/d/", {"code": typed}, headers=PERSON, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有找到这个编号" in page
    assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in page
    assert 'href="tel:96110"' in page
    assert counted() == []


def test_a_branch_code_nobody_knows_still_leads_on(client, network):
    tip = a_tip()
    assert client.get("/d/001-1/00000/", headers=PERSON).url == tip.url
    assert counted() == [("001-1", None, ScanMeans.TYPED, 1)]


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": ""},
        {**PERSON, "Sec-Purpose": "prefetch"},
    ],
)
def test_machines_and_prefetches_are_led_but_not_counted(client, network, headers):
    tip = a_tip()
    assert client.get("/d/001-1/91101/", headers=headers).url == tip.url
    assert counted() == []


def test_asking_only_for_the_head_is_not_counted(client, network):
    a_tip()
    client.head("/d/001-1/91101/", headers=PERSON)
    assert counted() == []


def test_an_old_sheet_is_told_what_has_taken_its_place(client, network):
    tip = second_edition(a_tip())
    answer = client.get("/d/001-1/91101/", headers=PERSON)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "您手里的是旧版" in page
    assert "第 2 版" in page
    assert f'href="{tip.url}"' in page
    assert "滨河路网点" in page
    assert counted() == [("001-1", "91101", ScanMeans.QR, 1)]


def test_the_spoken_code_leads_to_the_newest_words(client, network):
    tip = second_edition(a_tip())
    assert client.get("/d/001/", headers=PERSON).url == tip.url
    assert counted() == [("001-2", None, ScanMeans.TYPED, 1)]


def test_a_withdrawn_sheet_says_why(client, network):
    a_tip()
    edition = Edition.objects.get()
    withdraw_edition(
        edition=edition, user=UserFactory(admin=True), severity="stop", reason="电话号码印错了"
    )
    page = client.get("/d/001-1/", headers=PERSON).content.decode()
    assert "这份材料已经停用" in page
    assert "电话号码印错了" in page


def page_of(client, code: str) -> str:
    answer = client.get(f"/d/{code}/", headers=PERSON)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("severity", "words"),
    [
        ("use_up", "这一张还可以看，新版更好"),
        ("stop", "请不要再照旧版做"),
        ("destroy", "请不要再照旧版做"),
    ],
)
def test_a_recalled_sheet_says_in_plain_words_how_far_to_trust_it(client, network, severity, words):
    old = an_edition()
    next_edition(old)
    withdrawn(old, severity, "电话号码印错了")
    page = page_of(client, "001-1")
    assert [w for w in ("您手里的是旧版", words, "电话号码印错了") if w not in page] == []
    assert ("part--danger" in page) is (severity != "use_up")


def test_a_sheet_that_is_only_no_longer_printed_is_still_true(client, network):
    withdrawn(an_edition(), "use_up", "明年换新画面")
    page = page_of(client, "001-1")
    assert ("还可以接着看" in page, "明年换新画面" in page) == (True, True)
    assert ("已经停用" in page, "换一张新的" in page) == (False, False)


def test_a_superseded_sheet_is_not_called_wrong(client, network):
    next_edition(an_edition())
    page = page_of(client, "001-1")
    assert ("part--danger" in page, "还可以" in page) == (False, False)


def test_the_changes_are_the_editors_note_or_else_the_difference(client, network):
    tip = second_edition(a_tip())
    page = page_of(client, "001-1")
    assert "变化是" in page
    assert "新加了“先挂断，再问人”。" in page
    tip.summary, tip.change_note = "又改了一句。", "<b>补上了</b>一句话"
    tip.save_revision().publish()
    assert "&lt;b&gt;补上了&lt;/b&gt;一句话" in page_of(client, "001-2")
    assert "新加了“先挂断，再问人”。" in page_of(client, "001-1")


def test_paper_whose_words_are_the_same_says_so(client, network):
    tip = a_tip()
    tip.valid_until = timezone.localdate() + timedelta(days=90)
    tip.save_revision().publish()
    assert "纸上说的话没有变" in page_of(client, "001-1")


def test_a_withdrawn_replacement_is_not_recommended(client, network):
    old = an_edition()
    withdrawn(next_edition(old))
    page = page_of(client, "001-1")
    assert ("这份材料已经停用" in page, "第 2 版" in page) == (True, False)


def test_the_code_of_a_material_taken_down_explains_itself(client, network):
    tip = a_tip()
    tip.unpublish()
    answer = client.get("/d/001/", headers=PERSON)
    assert (answer.status_code, "已经停用" in answer.content.decode()) == (200, True)


def test_answers_to_codes_are_never_kept_by_caches(client, network):
    a_tip()
    assert "no-store" in client.get("/d/001-1/91101/", headers=PERSON)["Cache-Control"]


def test_an_edition_that_never_was_names_the_material_it_would_be_of(client, network):
    tip = a_tip()
    answer = client.get("/d/001-9/", headers=PERSON)
    words = answer.content.decode()
    assert answer.status_code == 404
    assert "没有 001-9 这一版" in words
    assert tip.url in words
    assert counted() == []


def test_spoken_code_of_a_stopped_edition_says_so_instead_of_showing_it(client, network):
    edition = withdrawn(an_edition(), RecallSeverity.STOP, "号码有变")
    page = client.get(f"/d/{edition.spoken_code}/").content.decode()
    assert ("这份材料已经停用" in page, "号码有变" in page) == (True, True)
    assert "看网上现在的内容" not in page


def test_spoken_code_of_an_edition_to_be_used_up_still_opens_its_page(client, network):
    edition = withdrawn(an_edition(), RecallSeverity.USE_UP, "明年换新画面")
    assert client.get(f"/d/{edition.spoken_code}/").status_code == 302
