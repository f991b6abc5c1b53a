"""Lobby staff print what this week needs with two taps, and one more puts it into the books."""

import io
import re

import pikepdf
import pytest

from tests.browser import DESKTOP

pytestmark = pytest.mark.browser


def suggested(page) -> dict[str, int]:
    """Return the copies of every line that is ticked, by edition code."""
    found = {}
    for line in page.locator(".pack-line").all():
        if line.locator("input[type=checkbox]").is_checked():
            code = line.locator(".code").text_content().strip()
            found[code] = int(line.locator("input.number").input_value())
    return found


def file_of(page) -> bytes:
    """Send the form as its button would and return the bytes, which a viewer tab keeps away."""
    fields = page.locator("form.pack").evaluate("form => [...new FormData(form)]")
    answer = page.request.post(
        "/desk/print/pack/", form=dict(fields), headers={"Referer": page.url}
    )
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.body()


def shelf_of(page, code: str) -> int:
    page.goto(f"/desk/stock/?q={code}")
    figure = page.locator(".left b").first
    return int(figure.inner_text().replace(",", "")) if figure.count() else 0


def test_two_taps_print_the_week_and_one_posts_it(at_the_desk):
    page = at_the_desk("lobby", viewport=DESKTOP)
    page.get_by_role("link", name="本周打印包").click()
    # Another journey of the same day may have printed some of it.
    words = r"目标还差 \d+ 份，架上有 \d+ 份.*(先|再)印 \d+ 份。"
    assert re.search(words, page.inner_text("main"))
    wanted = suggested(page)
    assert wanted != {}
    code, copies = next((c, n) for c, n in wanted.items() if n >= 5)
    page.get_by_text("单面", exact=True).click()

    with page.expect_popup() as opened:
        page.get_by_role("button", name="做成一个 PDF").click()
    opened.value.close()
    page.goto("/desk/print/pack/")
    page.get_by_text("印好了吗？").wait_for()
    with pikepdf.open(io.BytesIO(file_of(page))) as pdf:
        assert len(pdf.pages) >= sum(wanted.values())

    before = shelf_of(page, code)
    page.goto("/desk/print/pack/")
    page.get_by_role("button", name="都印好了，记进台账").click()
    page.get_by_text("记好了：").wait_for()
    assert shelf_of(page, code) == before + copies

    page.goto("/desk/print/pack/")
    row = page.locator(".pack-row").filter(has=page.locator(f"img[src*='/{code}.png']"))
    row.locator("summary").click()
    row.locator("input.number").fill(str(copies - 2))
    row.get_by_role("button", name="改好").click()
    page.get_by_text(f"印了 {copies - 2} 份").wait_for()
    assert shelf_of(page, code) == before + copies - 2


def test_without_a_script_the_pack_is_printed_and_posted_too(at_the_desk):
    page = at_the_desk("lobby2", java_script_enabled=False)
    page.get_by_role("link", name="本周打印包").click()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="做成一个 PDF").click()
    opened.value.close()
    page.get_by_role("link", name="点这里记份数").click()
    page.get_by_role("button", name="都印好了，记进台账").click()
    assert "记好了：" in page.inner_text("main")


def test_every_edition_in_a_list_has_its_picture(at_the_desk):
    page = at_the_desk("lobby", viewport=DESKTOP)
    for address in ("/desk/", "/desk/print/", "/desk/handouts/", "/desk/stock/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('img').forEach(i => { i.loading = 'eager' })")
        page.wait_for_load_state("networkidle")
        sizes = page.locator("main img.thumbnail").evaluate_all(
            "all => all.map(i => i.naturalWidth)"
        )
        assert sizes != []
        assert [size for size in sizes if size == 0] == []
