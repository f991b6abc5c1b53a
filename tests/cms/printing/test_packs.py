"""Several prints as one file: the right sides, the right turns, a small file, and all or none."""

import io

import pikepdf
import pymupdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms.library.actions import withdraw_edition
from cms.library.models import Edition
from cms.library.queries import current_edition
from cms.printing.actions import (
    PackLine,
    print_for_branch,
    print_labels,
    print_pack,
    print_pack_again,
)
from cms.printing.layouts import LAYOUTS
from cms.printing.models import PrintRun
from cms.printing.options import PrintOptions
from cms.printing.packs import Stack, bind, sheets_of
from tests.factories.branches import UserFactory, staff
from tests.factories.library import a_leaflet, an_edition, an_eye_chart

pytestmark = pytest.mark.django_db
BLACK = PrintOptions(ink="black")
UPRIGHT, QUARTER, THREE_QUARTERS = 0, 90, 270


def line(edition: Edition, copies: int, options: PrintOptions = BLACK) -> PackLine:
    layout = {"tip": "tip_sheet", "leaflet": "leaflet", "poster": "eye_chart"}[edition.kind]
    return PackLine(edition, LAYOUTS[layout], copies, options)


def pack_of(network, *lines: PackLine, **more):
    user = staff(network.garden)
    return print_pack(branch=network.garden, user=user, lines=list(lines), **more)


def turns(pdf: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [int(page.obj.get("/Rotate", 0)) for page in document.pages]


def words(pdf: bytes) -> list[str]:
    return ["".join(page.get_text().split()) for page in pymupdf.open(stream=pdf)]


@pytest.fixture
def tip(network) -> Edition:
    return an_edition(title="先挂断再问")


@pytest.fixture
def leaflet(network) -> Edition:
    return current_edition(a_leaflet(title="防诈秘籍"))


def test_every_copy_is_in_the_file_and_each_edition_has_its_run(network, tip, leaflet):
    made = pack_of(network, line(tip, 3), line(leaflet, 2))
    assert len(words(made.pdf)) == 3 * 2 + 2 * 2
    assert [(run.edition, run.copies, run.pages) for run in made.runs] == [
        (tip, 3, 1),
        (leaflet, 2, 2),
    ]
    assert {run.pack for run in PrintRun.objects.all()} == {made.pack}
    assert {run.options["ink"] for run in made.runs} == {"black"}
    assert made.refused == []


def test_a_single_page_gets_an_empty_back_and_the_next_edition_a_new_sheet(network, tip, leaflet):
    fronts_and_backs = words(pack_of(network, line(tip, 2), line(leaflet, 1)).pdf)
    is_empty = [text == "" for text in fronts_and_backs]
    assert is_empty == [False, True, False, True, False, False]


def test_a_leaflets_back_is_turned_half_round_so_that_the_long_edge_is_right(network, tip, leaflet):
    made = pack_of(network, line(tip, 1), line(leaflet, 2))
    assert turns(made.pdf) == [UPRIGHT, UPRIGHT, *[QUARTER, THREE_QUARTERS] * 2]


def test_flipped_on_the_long_edge_the_leaflets_panels_meet_their_partners(network, leaflet):
    """Fold paper in mind: behind the cover, seen through the sheet, lies the left inside panel."""
    sheet = pymupdf.open(stream=pack_of(network, line(leaflet, 1)).pdf)
    front, back = sheet[0], sheet[1]
    assert front.rect.width < front.rect.height
    cover = place_of(front, "防诈秘籍")
    inside = place_of(back, first_words_inside(leaflet))
    # Turned on the long edge, what is right on the front is left on the back, and up stays up.
    behind = (back.rect.width - inside[0], inside[1])
    middle, last_third = front.rect.width / 2, front.rect.height * 2 / 3
    assert (cover[0] > middle, cover[1] > last_third) == (True, True)
    assert (behind[0] > middle, behind[1] > last_third) == (True, True)


def first_words_inside(leaflet: Edition) -> str:
    return leaflet.printed_content["panels"][1]["heading"]


def place_of(page: pymupdf.Page, text: str) -> tuple[float, float]:
    """Return where the text's first finding stands on the page as it is seen."""
    box = page.search_for(text)[0] * page.rotation_matrix
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def test_one_sided_each_print_has_its_fronts_and_then_its_backs(network, tip, leaflet):
    made = pack_of(network, line(tip, 2), line(leaflet, 2), both_sides=False)
    said = words(made.pdf)
    assert said[0] == said[1]
    assert said[2] == said[3]
    assert said[4] == said[5]
    assert (len(said), said[2] == said[4]) == (6, False)
    assert turns(made.pdf) == [UPRIGHT, UPRIGHT, QUARTER, QUARTER, QUARTER, QUARTER]


def test_many_copies_hardly_add_to_the_file(network, tip, leaflet):
    few = pack_of(network, line(tip, 1), line(leaflet, 1)).pdf
    many = pack_of(network, line(tip, 100), line(leaflet, 50)).pdf
    assert len(many) < len(few) + 300 * 400


def test_the_file_says_how_it_is_to_be_printed(network, tip, leaflet):
    both = pack_of(network, line(tip, 1), line(leaflet, 1)).pdf
    with pikepdf.open(io.BytesIO(both)) as document:
        wishes = document.Root.ViewerPreferences
        assert str(wishes.PrintScaling) == "/None"
        assert str(wishes.Duplex) == "/DuplexFlipLongEdge"
        assert bool(wishes.PickTrayByPDFSize) is True
        assert str(document.docinfo["/Title"]) == "打印包 · 花园网点"
    with pikepdf.open(io.BytesIO(pack_of(network, line(tip, 1), both_sides=False).pdf)) as document:
        assert str(document.Root.ViewerPreferences.Duplex) == "/Simplex"


def test_the_same_pack_again_is_the_same_bytes_and_no_new_run(network, tip, leaflet):
    made = pack_of(network, line(tip, 2), line(leaflet, 1))
    again = print_pack_again(runs=made.runs, user=made.runs[0].made_by)
    assert again == made.pdf
    assert PrintRun.objects.count() == 2


def test_a_run_keeps_the_hash_of_one_copy_as_if_it_were_printed_alone(network, tip):
    made = pack_of(network, line(tip, 2))
    alone, pdf = print_for_branch(
        edition=tip,
        branch=network.garden,
        user=staff(network.garden),
        layout=LAYOUTS["tip_sheet"],
        options=BLACK,
    )
    (run,) = made.runs
    assert (run.sha256, run.size_bytes, run.pages) == (alone.sha256, len(pdf), alone.pages)


def test_what_cannot_be_printed_is_named_and_the_rest_comes_out(network, tip, leaflet):
    withdraw_edition(
        edition=leaflet, user=UserFactory(admin=True), reason="号码有变", severity="stop"
    )
    stopped = Edition.objects.get(pk=leaflet.pk)
    made = pack_of(network, line(tip, 1), line(stopped, 1))
    assert [run.edition for run in made.runs] == [tip]
    ((edition, why),) = [(refusal.edition, refusal.why) for refusal in made.refused]
    assert (edition, "号码有变" in why) == (leaflet, True)
    with pytest.raises(ValidationError, match="防诈秘籍.*号码有变"):
        pack_of(network, line(stopped, 1))
    with pytest.raises(ValidationError, match="号码有变"):
        print_pack_again(
            runs=[PrintRun(edition=stopped, branch=network.garden, layout="leaflet")],
            user=staff(network.garden),
        )


def test_nothing_too_much_and_nothing_at_all_are_refused_in_words(network, tip):
    for lines, why in (
        ([], "一份都没有选"),
        ([line(tip, 0)], "份数要大于 0"),
        ([line(tip, 501)], "这一包要用 501 张纸，一次最多 500 张"),
    ):
        with pytest.raises(ValidationError, match=why):
            pack_of(network, *lines)
    assert PrintRun.objects.count() == 0


def test_sheets_are_counted_by_sides():
    assert sheets_of(2, 10, both_sides=True) == 10
    assert sheets_of(3, 10, both_sides=True) == 20
    assert sheets_of(2, 10, both_sides=False) == 20


def test_another_branch_is_refused(network, tip):
    stranger = staff(network.riverside)
    with pytest.raises(PermissionDenied):
        print_pack(branch=network.garden, user=stranger, lines=[line(tip, 1)])
    made = pack_of(network, line(tip, 1))
    with pytest.raises(PermissionDenied):
        print_pack_again(runs=made.runs, user=stranger)
    with pytest.raises(PermissionDenied):
        print_labels(branch=network.garden, user=stranger, editions=[tip])


def test_labels_stand_two_to_a_sheet_and_leave_no_run(network, tip, leaflet):
    asked = {"branch": network.garden, "user": staff(network.garden)}
    pdf, refused = print_labels(**asked, editions=[tip, leaflet, tip])
    assert refused == []
    with pymupdf.open(stream=pdf) as document:
        codes = [[e.code for e in (tip, leaflet) if e.code in p.get_text()] for p in document]
        sizes = [
            (round(p.rect.width / 72 * 25.4), round(p.rect.height / 72 * 25.4)) for p in document
        ]
    assert codes == [[tip.code, leaflet.code], [tip.code]]
    assert sizes == [(210, 297)] * 2
    assert PrintRun.objects.count() == 0
    with pytest.raises(ValidationError, match="架上还没有可以用的材料"):
        print_labels(**asked, editions=[])


def test_papers_of_two_sizes_stand_in_one_file(network, tip):
    chart = current_edition(an_eye_chart(title="反诈视力表"))
    sheet = pymupdf.open(stream=pack_of(network, line(tip, 1), line(chart, 1)).pdf)
    sizes = [
        (round(page.rect.width / 72 * 25.4), round(page.rect.height / 72 * 25.4)) for page in sheet
    ]
    assert sizes == [(210, 297), (297, 420)]


def test_where_nothing_has_a_back_no_page_is_empty_and_one_side_is_asked_for(network, tip):
    with pikepdf.open(io.BytesIO(pack_of(network, line(tip, 3)).pdf)) as document:
        assert len(document.pages) == 3
        assert str(document.Root.ViewerPreferences.Duplex) == "/Simplex"


def test_a_stack_of_nothing_but_bytes_is_enough(network, tip):
    alone = pack_of(network, line(tip, 1)).pdf
    assert len(words(bind([Stack(alone, 2)], title="两份", both_sides=True))) == 4
