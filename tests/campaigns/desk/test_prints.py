import hashlib
import io
import re
import uuid
from urllib.parse import quote

import pymupdf
from django.urls import reverse
from PIL import Image

from campaigns.ledger.models import Entry
from cms.library import eye_chart
from cms.library.actions import withdraw_edition
from cms.library.queries import current_edition
from cms.printing.models import PrintRun, TemplateSet
from tests.factories.branches import UserFactory
from tests.factories.library import a_tip, an_eye_chart, lines, next_edition
from tests.factories.printing import PrintRunFactory


def address(name, edition):
    return reverse(f"desk:{name}", args=[edition.code])


def open_pdf(cast, layout="tip_sheet", edition=None):
    return cast.lobby().post(address("print_pdf", edition or cast.edition), {"layout": layout})


def test_the_pdf_opens_in_the_browser_under_its_own_name(cast):
    answer = open_pdf(cast)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    name = quote(f"{cast.edition.code} 先挂断再问 大字单张 滨河路网点.pdf")
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
    assert "原因：号码有误，不能再打印。" in open_pdf(cast).content.decode()
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


def choices_in(shown: str) -> dict[str, str]:
    """Return what is ticked of each question."""
    ticked = re.findall(r'name="(\w+)" value="([\w-]*)" checked', shown)
    return dict(ticked)


def test_how_it_is_printed_is_chosen_kept_and_said(cast):
    client = cast.lobby()
    said = {"layout": "tip_sheet", "ink": "black", "script": "hant"}
    pdf = client.post(address("print_pdf", cast.edition), said)
    assert "詐" in "".join(page.get_text() for page in pymupdf.open(stream=pdf.content))
    assert PrintRun.objects.get().options == {"paper": "a4", "ink": "black", "script": "hant"}
    shown = client.get(address("print", cast.edition)).content.decode()
    assert "A4 · 黑白 · 繁體" in shown
    assert choices_in(shown) == {"ink": "black", "script": "hant"}


def test_an_eye_chart_offers_only_papers_and_distances_that_can_be(cast):
    chart = current_edition(an_eye_chart(title="反诈视力表"))
    client = cast.lobby()
    shown = client.get(address("print", chart)).content.decode()
    offered = set(re.findall(r'name="size" value="([\w-]+)"', shown))
    rows = chart.printed_content["rows"]
    assert offered == {f"{paper}-{distance}" for paper, distance in eye_chart.offers(rows)}
    assert "整张（送图文店）" in shown
    client.post(address("print_pdf", chart), {"layout": "eye_chart", "size": "a4-2"})
    assert PrintRun.objects.get().options["distance_m"] == 2
    assert choices_in(client.get(address("print", chart)).content.decode())["size"] == "a4-2"
    wrong = client.post(address("print_pdf", chart), {"layout": "eye_chart", "size": "a4-9"})
    assert (wrong.status_code, PrintRun.objects.count()) == (422, 1)


def test_a_picture_for_phones_is_saved_and_leaves_no_paper(cast):
    client = cast.lobby()
    answer = client.post(address("print_pdf", cast.edition), {"layout": "share_card"})
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment")
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1080, 1440)
    assert PrintRun.objects.count() == 0
    shown = client.get(f"{address('print', cast.edition)}?layout=share_card").content.decode()
    assert ("存下这张图" in shown, "不用记份数" in shown) == (True, True)


def test_a_label_for_the_rack_is_printed_and_asks_for_no_copies(cast):
    open_pdf(cast, layout="rack_label")
    shown = cast.lobby().get(address("print", cast.edition)).content.decode()
    assert ('id="copies"' in shown, "不用记份数" in shown) == (False, True)
    assert "今天打开过，还没记份数" not in cast.lobby().get("/desk/print/").content.decode()


def test_a_layout_without_room_is_grey_and_says_why(cast):
    long = current_edition(a_tip(what_to_do=lines(*["把这一条一个字一个字念给家里人听" * 3] * 3)))
    client = cast.lobby()
    page = f"{address('print', long)}?layout=tip_card"
    chosen = client.get(page).content.decode()
    assert "这一种印不出来：" in chosen
    assert "打开 PDF</button>" not in chosen
    other = client.get(address("print", long)).content.decode()
    assert ("layout-grey" in other, "放不下" in other) == (True, True)
    assert "打开 PDF</button>" in other


def test_a_print_that_may_differ_from_the_first_says_so(cast):
    TemplateSet.objects.update(fonts_sha256="0" * 64)
    assert "字体换过" in cast.lobby().get(address("print", cast.edition)).content.decode()


def test_ten_layouts_cost_no_more_queries_than_one(cast, django_assert_max_num_queries):
    client = cast.lobby()
    client.get(address("print", cast.edition))
    with django_assert_max_num_queries(16):
        client.get(address("print", cast.edition))


def test_copies_go_to_the_newest_run_and_into_stock(cast):
    client = cast.lobby()
    PrintRunFactory(edition=cast.edition, branch=cast.here, made_by=cast.people["lobby"])
    newest = PrintRunFactory(edition=cast.edition, branch=cast.here, made_by=cast.people["lobby"])
    elsewhere = cast.network.bridge
    PrintRunFactory(edition=cast.edition, branch=elsewhere, made_by=cast.people["sibling"])
    form = {"client_ref": uuid.uuid4(), "quantity": "３０"}
    answer = client.post(address("record_print", cast.edition), form, follow=True)
    client.post(address("record_print", cast.edition), form)
    again = client.get(address("print", cast.edition)).text
    assert "又印了几份" in again
    assert "已经记了" in again
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
