"""Lobby staff print this branch's leaflet and say how many came out of the printer."""

import hashlib
import io

import pymupdf
import pytest
import zxingcpp
from PIL import Image

from tests.browser import DESKTOP

pytestmark = pytest.mark.browser

LEAFLET = "防诈秘籍"


def open_print_page(page) -> str:
    """Go from today's page to the leaflet's print page; return its edition code."""
    card = page.locator("li, article", has_text=LEAFLET).filter(has=page.get_by_role("link")).first
    card.get_by_role("link", name="打印").click()
    page.wait_for_url("**/desk/print/*/")
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def fetch_pdf(page, code: str) -> bytes:
    """Send the form as its button would and return the bytes, which a viewer tab keeps away."""
    form = page.locator("form[data-opens-pdf]")
    fields = {
        name: form.locator(f"[name={name}]").first.input_value()
        for name in ("csrfmiddlewaretoken", "layout")
    }
    answer = page.request.post(
        f"/desk/print/{code}/pdf/", form=fields, headers={"Referer": page.url}
    )
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def words_of(pdf: pymupdf.Document) -> str:
    return "".join("".join(sheet.get_text().split()) for sheet in pdf)


def qr_codes(pdf: pymupdf.Document) -> set[str]:
    found = set()
    for sheet in pdf:
        picture = Image.open(io.BytesIO(sheet.get_pixmap(dpi=150).tobytes("png")))
        found |= {code.text for code in zxingcpp.read_barcodes(picture)}
    return found


def test_the_pdf_bears_this_branch_and_its_copies_enter_the_stock(at_the_desk, visit):
    page = at_the_desk("lobby", viewport=DESKTOP)
    code = open_print_page(page)
    data = fetch_pdf(page, code)
    pdf = pymupdf.open(stream=data)

    assert pdf.page_count == 2
    words = words_of(pdf)
    for wanted in ("岚江银行钟楼街网点", "岚江市江心区钟楼街30号一层", "000-5550111", code):
        assert wanted in words
    assert "这不是验证码" in words

    (address,) = qr_codes(pdf)
    assert address.upper().endswith(f"/D/{code}/0111/")
    reader = visit()
    reader.goto(address)
    assert reader.locator("h1").inner_text() == LEAFLET

    assert hashlib.sha256(fetch_pdf(page, code)).digest() == hashlib.sha256(data).digest()

    page.goto(f"/desk/print/{code}/")
    left = int(page.locator(".facts b").first.inner_text().replace(",", ""))
    page.get_by_label("从打印机出来的份数").fill("很多")
    page.get_by_role("button", name="记下").click()
    assert "数字" in page.locator("#copies-error").inner_text()
    page.get_by_label("从打印机出来的份数").fill("20")
    page.get_by_role("button", name="记下").click()
    assert int(page.locator(".facts b").first.inner_text().replace(",", "")) == left + 20


def test_another_sub_branchs_own_material_is_not_there(at_the_desk):
    page = at_the_desk("lobby2", viewport=DESKTOP)
    page.goto("/desk/print/")
    assert "菜场扫码，先看名字" not in page.locator("main").inner_text()
    page = at_the_desk("lobby", viewport=DESKTOP)
    page.goto("/desk/print/")
    assert "菜场扫码，先看名字" in page.locator("main").inner_text()
