import hashlib
import uuid
from urllib.parse import quote

from django.urls import reverse

from campaigns.ledger.models import Entry
from cms.library.actions import withdraw_edition
from cms.printing.models import PrintRun
from tests.factories.branches import UserFactory
from tests.factories.library import next_edition
from tests.factories.printing import PrintRunFactory


def address(name, edition):
    return reverse(f"desk:{name}", args=[edition.code])


def open_pdf(cast, layout="tip_sheet_a4", edition=None):
    return cast.lobby().post(address("print_pdf", edition or cast.edition), {"layout": layout})


def test_the_pdf_opens_in_the_browser_under_its_own_name(cast):
    answer = open_pdf(cast)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    name = quote(f"{cast.edition.code} 先挂断再问 滨河路网点.pdf")
    assert answer["Content-Disposition"] == f"inline; filename*=utf-8''{name}"
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none';")
    run = PrintRun.objects.get()
    assert (run.branch, run.made_by) == (cast.here, cast.people["lobby"])
    assert run.sha256 == hashlib.sha256(answer.content).hexdigest()


def test_an_unknown_layout_is_refused_in_words(cast):
    answer = open_pdf(cast, layout="poster_a0")
    assert answer.status_code == 422
    assert "请先选一种版式。" in answer.content.decode()
    assert PrintRun.objects.count() == 0


def test_a_withdrawn_edition_opens_no_pdf_and_says_why(cast):
    withdraw_edition(
        edition=cast.edition, user=UserFactory(admin=True), severity="stop", reason="号码有误"
    )
    assert "已停用，不能再打印" in open_pdf(cast).content.decode()
    shown = cast.lobby().get(address("print", cast.edition)).content.decode()
    assert ("号码有误" in shown, "打开 PDF</button>" in shown) == (True, False)


def test_an_old_edition_leads_to_the_new_one(cast):
    new = next_edition(cast.edition)
    shown = cast.lobby().get(address("print", cast.edition)).content.decode()
    assert address("print", new) in shown
    assert "打开 PDF</button>" not in shown


def test_copies_are_asked_for_only_after_a_pdf_was_opened(cast):
    client = cast.lobby()
    assert 'id="copies"' not in client.get(address("print", cast.edition)).content.decode()
    form = {"client_ref": uuid.uuid4(), "quantity": "5"}
    early = client.post(address("record_print", cast.edition), form, follow=True)
    assert "还没有打开过这份 PDF" in early.content.decode()
    open_pdf(cast)
    assert 'id="copies"' in client.get(address("print", cast.edition)).content.decode()
    assert "今天打开过，还没记份数" in client.get("/desk/print/").content.decode()


def test_copies_go_to_the_newest_run_and_into_stock(cast):
    client = cast.lobby()
    PrintRunFactory(edition=cast.edition, branch=cast.here, made_by=cast.people["lobby"])
    newest = PrintRunFactory(edition=cast.edition, branch=cast.here, made_by=cast.people["lobby"])
    elsewhere = cast.network.bridge
    PrintRunFactory(edition=cast.edition, branch=elsewhere, made_by=cast.people["sibling"])
    form = {"client_ref": uuid.uuid4(), "quantity": "３０"}
    answer = client.post(address("record_print", cast.edition), form, follow=True)
    client.post(address("record_print", cast.edition), form)
    assert "已记打印 30 份，现在结存 30 份。" in answer.content.decode()
    assert "印了 30 份" in answer.content.decode()
    assert Entry.objects.get().print_run == newest
    assert "今天打开过，还没记份数" not in client.get("/desk/print/").content.decode()


def test_an_impossible_number_of_copies_is_explained(cast):
    open_pdf(cast)
    form = {"client_ref": uuid.uuid4(), "quantity": "0"}
    answer = cast.lobby().post(address("record_print", cast.edition), form)
    assert answer.status_code == 422
    assert "份数要大于 0。" in answer.content.decode()
    assert Entry.objects.count() == 0
