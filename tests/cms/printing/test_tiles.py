"""Large sheets over small ones: true size, overlap, marks, nothing claimed that does not hold."""

import io
import re

import numpy
import pikepdf
import pymupdf
import pytest

from cms.library.models import Edition
from cms.printing import tiles
from cms.printing.layouts import LAYOUTS
from cms.printing.options import PAPERS, PrintOptions
from cms.printing.parts import ContentError
from cms.printing.rendering import print_job
from cms.printing.samples import read_sample
from cms.printing.templates import current_sources
from cms.printing.tiles import plan_tiles, tiled
from tests.factories.branches import a_network
from tests.factories.library import a_founded_site, a_list_poster

MM = 72 / 25.4
DOTS = 2  # a millimetre
EVERY = [(large, small) for large in ("a2", "a1") for small in ("a4", "a3")]


def whole_and_tiles(code, large, small, name="plain", **more):
    layout, sample = LAYOUTS[code], read_sample(LAYOUTS[code], name)
    template, content, imprints, options = sample.given(
        layout, PrintOptions(paper=large, tiles=small)
    )
    whole = sample.pdf(layout, options)
    timestamp = sample.edition.issued_at
    said = {"title": content["title"], "timestamp": timestamp} | more
    return whole, tiled(whole, imprints, options, **said)


def words_in(page):
    return re.sub(r"\s", "", page.get_text())


def pixels(page):
    made = page.get_pixmap(dpi=round(DOTS * 25.4))
    return numpy.frombuffer(made.samples, dtype=numpy.uint8).reshape(made.h, made.w, 3)


@pytest.mark.parametrize(
    ("large", "small", "paper", "columns", "rows"),
    [
        ("a2", "a4", (297, 210), 2, 4),
        ("a2", "a3", (297, 420), 2, 2),
        ("a1", "a4", (297, 210), 3, 5),
        ("a1", "a3", (420, 297), 2, 4),
    ],
)
def test_tiles_lie_the_way_that_takes_fewest_sheets(large, small, paper, columns, rows):
    plan = plan_tiles(*PAPERS[large], small)
    assert (plan.paper, plan.columns, plan.rows) == (paper, columns, rows)


@pytest.mark.parametrize(("large", "small"), EVERY)
def test_parts_cover_the_whole_overlap_and_keep_the_printers_margin(large, small):
    plan = plan_tiles(*PAPERS[large], small)
    _, *parts = [shown for shown, _ in plan.placements()]
    for n, shown in enumerate(parts):
        column, row = n % plan.columns, n // plan.columns
        if column:
            before = parts[n - 1]
            assert before.x + before.width - shown.x == pytest.approx(10)
        if row:
            above = parts[n - plan.columns]
            assert above.y + above.height - shown.y == pytest.approx(10)
    first, last = parts[0], parts[-1]
    assert (first.x, first.y) == (0, 0)
    assert last.x + last.width == pytest.approx(plan.width)
    assert last.y + last.height == pytest.approx(plan.height)
    where = plan.part
    assert where.x >= 8
    assert where.y >= 8 + 6  # the label stands above
    assert plan.paper[0] - where.x - where.width >= 8
    assert plan.paper[1] - where.y - where.height >= 8


def characters(page, box, moved=(0, 0)):
    """Every character that begins in a box and where it does, in millimetres, as they are drawn."""
    found = [
        (code, x / MM + moved[0], y / MM + moved[1])
        for span in page.get_texttrace()
        for code, _, (x, y), _ in span["chars"]
    ]
    within = [
        (code, x, y)
        for code, x, y in found
        if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height
    ]
    return "".join(chr(code) for code, _, _ in within), [(x, y) for _, x, y in within]


@pytest.mark.parametrize(("large", "small"), EVERY)
def test_each_tile_shows_its_part_of_the_whole_at_true_size(large, small):
    whole, made = whole_and_tiles("poster", large, small)
    with pymupdf.open(stream=whole) as big, pymupdf.open(stream=made) as document:
        plan = plan_tiles(big[0].rect.width / MM, big[0].rect.height / MM, small)
        assert len(document) == 1 + plan.sheets
        for page, (shown, where) in zip(document, plan.placements(), strict=True):
            assert (page.rect.width / MM, page.rect.height / MM) == pytest.approx(plan.paper)
            if where == plan.picture:
                continue
            move = (where.x - shown.x, where.y - shown.y)
            words, places = characters(big[0], where, move)
            found, found_at = characters(page, where)
            assert found == words
            assert numpy.abs(numpy.array(found_at) - numpy.array(places)).max(initial=0) < 0.05


def test_nothing_of_the_whole_is_seen_beside_its_part():
    _, made = whole_and_tiles("poster", "a2", "a4")
    with pymupdf.open(stream=made) as document:
        where = plan_tiles(*PAPERS["a2"], "a4").part
        right, below = where.x + where.width, where.y + where.height
        for page in list(document)[1:]:
            seen = pixels(page)
            for beside in (
                seen[:, : int((where.x - 3) * DOTS)],
                seen[:, int((right + 3.5) * DOTS) :],
                seen[int((below + 3.5) * DOTS) :],
            ):
                assert beside.min() == 255


def test_the_large_sheet_is_in_the_file_once():
    whole, made = whole_and_tiles("poster", "a1", "a4")
    assert len(made) < len(whole) + 60_000
    with pikepdf.open(io.BytesIO(made)) as document:
        forms = {page.Resources.XObject.Whole.objgen for page in document.pages}
    assert len(forms) == 1


def test_every_tile_says_which_it_is_and_what_to_do():
    _, made = whole_and_tiles("poster", "a2", "a4")
    with pymupdf.open(stream=made) as document:
        first, last = (words_in(document[n]) for n in (0, -1))
    assert "8张A4拼成一张A2：金融消费者八项权利" in first
    assert "第4行第2列，共4行×2列（第8张，共8张）。灰线处裁，斜线处涂胶。" in last


@pytest.mark.parametrize(("large", "small"), EVERY)
def test_nothing_on_a_tile_is_closer_to_the_edge_than_printers_reach(large, small):
    _, made = whole_and_tiles("poster", large, small)
    with pymupdf.open(stream=made) as document:
        for page in document:
            seen = pixels(page).copy()
            seen[10:-10, 10:-10] = 255
            assert seen.min() == 255


def test_the_first_page_has_a_bar_of_100_mm():
    _, made = whole_and_tiles("poster", "a2", "a4")
    with pymupdf.open(stream=made) as document:
        drawn = [drawing["rect"] for drawing in document[0].get_drawings()]
    assert any(r.width / MM == pytest.approx(100, abs=0.05) and r.height < 0.1 for r in drawn)


@pytest.mark.parametrize(("large", "small"), EVERY)
def test_the_eye_chart_keeps_its_bar_its_card_and_its_rows(large, small):
    whole, made = whole_and_tiles("eye_chart", large, small)
    with pymupdf.open(stream=whole) as big, pymupdf.open(stream=made) as document:
        assert heights_of(big[0]) == pytest.approx(heights_of(document[1]), abs=0.05)
        assert len(heights_of(big[0])) >= 11
        plan = plan_tiles(big[0].rect.width / MM, big[0].rect.height / MM, small)
        right = plan.part.x + plan.part.width
        seen = [
            (r.width / MM, r.height / MM)
            for page in list(document)[1:]
            for r in (drawing["rect"] for drawing in page.get_drawings())
            if page.rect.contains(r) and r.x1 / MM <= right
        ]
    assert any(size == pytest.approx((100, 0), abs=0.1) for size in seen)
    assert any(size == pytest.approx((85.60, 53.98), abs=0.1) for size in seen)


def heights_of(page):
    """The sizes in millimetres of the black rows, whichever part of them is seen."""
    return sorted(
        span["size"] / MM
        for span in page.get_texttrace()
        if span["color"] == (0,) or span["color"] == (0, 0, 0)
    )


def test_tiles_claim_no_tags_and_keep_title_language_and_true_size():
    whole, made = whole_and_tiles("poster", "a2", "a3")
    with pikepdf.open(io.BytesIO(whole)) as document:
        assert "pdfuaid:part" in document.open_metadata()
    with pikepdf.open(io.BytesIO(made)) as document:
        about = document.open_metadata()
        assert [claim for claim in tiles.CLAIMS if claim in about] == []
        assert about["dc:title"] == "金融消费者八项权利"
        root = document.Root
        assert [name for name in ("/StructTreeRoot", "/MarkInfo") if name in root] == []
        assert root.Lang == "zh-CN"
        wishes = root.ViewerPreferences
        assert (wishes.PrintScaling, wishes.Duplex) == ("/None", "/Simplex")


def test_tiles_come_out_the_same_twice():
    assert whole_and_tiles("poster", "a2", "a4") == whole_and_tiles("poster", "a2", "a4")


def test_templates_from_before_there_were_tiles_are_tiled_with_the_marks_of_today():
    old = {name: text for name, text in current_sources().items() if name != tiles.TEMPLATE}
    assert whole_and_tiles("poster", "a2", "a4", sources=old) == whole_and_tiles(
        "poster", "a2", "a4"
    )


def test_small_paper_is_not_tiled():
    with pytest.raises(ContentError, match="只有 A1、A2 的大张才能拼着印"):
        whole_and_tiles("poster", "a3", "a4")


@pytest.mark.django_db
def test_an_edition_is_printed_in_tiles_for_one_branch_and_for_many():
    network = a_network()
    a_founded_site()
    a_list_poster()
    options = PrintOptions(paper="a2", tiles="a4")
    job = print_job(Edition.objects.get(), LAYOUTS["poster"], options)
    with pymupdf.open(stream=job.pdf(network.garden)) as document:
        assert len(document) == 9
    with pymupdf.open(stream=job.merged([network.garden, network.bridge])) as document:
        first_pages = [document[n].get_text() for n in (0, 9)]
        assert len(document) == 18
    assert [network.garden.name in first_pages[0], network.bridge.name in first_pages[1]] == [
        True,
        True,
    ]
