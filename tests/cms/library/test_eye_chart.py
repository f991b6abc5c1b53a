"""Which rows of an eye chart fit which paper, and what its editor is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.library import eye_chart
from cms.library.blocks.eye_chart import SCREEN_ROOM, EyeChartBlock
from cms.library.models import PosterPage, Topic
from tests.clients import in_group
from tests.cms.library.test_admin import add_address, catalogue
from tests.factories.library import an_eye_chart

counts = st.integers(eye_chart.FEWEST_ROWS, eye_chart.MOST_ROWS)
papers = st.sampled_from(list(eye_chart.PAPERS))
distances = st.sampled_from(eye_chart.DISTANCES)
short_rows = st.lists(st.text("防诈骗不轻信", min_size=1, max_size=6), min_size=8, max_size=14)


# ── arithmetic ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("mark", "metres", "millimetres"),
    [(40, 5, 72.72), (40, 3, 43.63), (45, 3, 13.80), (50, 3, 4.36), (53, 3, 2.19), (50, 1, 1.45)],
)
def test_a_row_is_as_tall_as_the_ladder_says(mark, metres, millimetres):
    assert round(eye_chart.ink_height(mark, metres), 2) == millimetres


def largest_row_above_5_3(paper, metres):
    """The largest row of a chart that goes down to row 5.3, as people write it."""
    down = [list(range(first, eye_chart.SMALLEST + 1)) for first in eye_chart.DECIMALS]
    fitting = [shown for shown in down if eye_chart.fits(shown, paper, metres)]
    return f"{fitting[0][0] / 10:.1f}" if fitting else None


@pytest.mark.parametrize(
    ("paper", "by_distance"),
    [
        ("a4", {1: None, 2: "4.0", 3: "4.2", 5: "4.4"}),
        ("a3", {1: None, 2: "4.0", 3: "4.0", 5: "4.3"}),
        ("a2", {1: None, 2: "4.0", 3: "4.0", 4: "4.0", 5: "4.1"}),
        ("a1", {1: None, 2: "4.0", 3: "4.0", 4: "4.0", 5: "4.0"}),
    ],
)
def test_each_paper_holds_from_each_distance_the_rows_that_were_measured(paper, by_distance):
    assert {d: largest_row_above_5_3(paper, d) for d in by_distance} == by_distance


def test_at_one_metre_the_chart_stops_at_row_5_0():
    assert eye_chart.chart_window(11, "a4", 1) == list(range(40, 51))
    assert [eye_chart.chart_window(count, "a1", 1) for count in (12, 13, 14)] == [None] * 3


@given(counts, papers, distances)
def test_a_window_fits_its_field_with_room_between_rows(count, paper, metres):
    shown = eye_chart.chart_window(count, paper, metres)
    if shown is None:
        return
    assert len(shown) == count
    assert shown == list(range(shown[0], shown[0] + count))
    assert eye_chart.LARGEST <= shown[0] <= eye_chart.NORMAL <= shown[-1] <= eye_chart.SMALLEST
    rows = eye_chart.chart_rows(["国"] * count, paper=paper, distance_m=metres)
    assert rows[0].middle - rows[0].height / 2 == 0
    bottom, field = rows[-1].middle + rows[-1].height / 2, eye_chart.FIELDS[paper][1]
    if rows[-1].is_normal:  # its band keeps off what stands below
        assert field * (1 - eye_chart.BAND_OF_FIELD) - 1e-9 <= bottom <= field + 1e-9
    else:
        assert bottom == pytest.approx(field)
    assert rows[-1].height >= eye_chart.LEAST_INK_MM
    assert [row.decimal for row in rows if row.is_normal] == ["1.0"]
    for above, below in zip(rows, rows[1:], strict=False):
        assert above.height / below.height == pytest.approx(10**0.1)
        gap = below.middle - below.height / 2 - above.middle - above.height / 2
        assert gap >= eye_chart.LEAST_GAP * above.height - 1e-9


@given(counts, papers, distances)
def test_a_larger_sheet_holds_whatever_a_smaller_one_does(count, paper, metres):
    larger = list(eye_chart.PAPERS)[list(eye_chart.PAPERS).index(paper) :]
    if eye_chart.chart_window(count, paper, metres):
        assert all(eye_chart.chart_window(count, sheet, metres) for sheet in larger)


@given(papers, distances, st.sampled_from(list(eye_chart.DECIMALS)))
def test_the_most_characters_just_fit_the_width(paper, metres, mark):
    most = eye_chart.most_characters(mark, paper, metres)
    em, width = eye_chart.ink_height(mark, metres) / eye_chart.INK_OF_EM, eye_chart.FIELDS[paper][0]
    wide = [n * em + (n - 1) * em * eye_chart.LETTER_SPACE for n in (most, most + 1)]
    assert wide[0] <= width
    assert wide[1] > width or most == eye_chart.LONGEST_ROW


@given(short_rows)
def test_what_is_offered_can_be_printed_and_the_rest_is_named(texts):
    offered = eye_chart.offers(texts)
    for paper in eye_chart.PAPERS:
        for metres in eye_chart.DISTANCES:
            has_window = eye_chart.chart_window(len(texts), paper, metres) is not None
            too_long = eye_chart.rows_too_long(texts, paper, metres)
            assert ((paper, metres) in offered) == (has_window and not too_long)
            assert all(len(texts[place]) > most for place, most in too_long.items())


def test_the_editors_table_says_what_the_arithmetic_says():
    table = json.loads(json.dumps(eye_chart.table()))
    assert table["windows"]["14/a3/3"] == list(range(40, 54))
    assert "14/a4/3" not in table["windows"]
    assert (table["most"]["a3/3/40"], table["heights"]["3/40"]) == (4, "43.6")
    assert table["marks"]["50"] == "5.0 / 1.0"


# ── the block ─────────────────────────────────────────────────────────────────────────────


def chart(*texts, **choices):
    block = EyeChartBlock()
    rows = [{"text": text, "story": ""} for text in texts]
    return block, block.to_python({"rows": rows, **choices})


def faults(*texts, **choices):
    block, value = chart(*texts, **choices)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    return refused.value.as_json_data()["blockErrors"]


def test_a_chart_of_before_there_was_a_choice_opens_as_a3_at_three_metres():
    block, value = chart(*["停"] * 8)
    cleaned = block.clean(value)
    assert (cleaned["paper"], cleaned["distance"], cleaned["design"]) == ("a3", "3", "classic")
    assert cleaned.printed() == {
        "rows": ["停"] * 8, "paper": "a3", "distance_m": 3, "design": "classic",
    }  # fmt: skip


def test_a_row_too_long_is_refused_at_that_row_with_how_many_fit():
    rows = ["停"] * 13
    said = faults("停", "安全账户全是骗局", *rows[2:], paper="a3", distance="3")
    words = ["这一行最多 5 个字，现在 8 个"]
    assert said == {"rows": {"blockErrors": {1: {"blockErrors": {"text": {"messages": words}}}}}}


def test_a_distance_that_so_many_rows_cannot_have_is_refused_there_with_those_they_can():
    said = faults(*["停"] * 14, paper="a4", distance="5")
    assert said == {
        "distance": {
            "messages": [
                "14 行字在 A4 上印不成 5 米的。14 行可以选："
                "A4（2 米）、A3（2、3 米）、A2（2、3、4 米）、A1（2、3、4、5 米）。"
            ]
        }
    }


def test_a_row_fits_again_when_rows_are_added_above_it_or_the_sheet_is_larger():
    long_rows = ["安全账户全是骗局", *["停"] * 7]
    assert list(faults(*long_rows, paper="a4", distance="4")["rows"]["blockErrors"]) == [0]
    for rows, paper in ((long_rows, "a3"), (["停", "停", "停", *long_rows], "a4")):
        block, value = chart(*rows, paper=paper, distance="4" if paper == "a4" else "3")
        assert block.clean(value).texts == rows


def test_on_the_screen_no_row_is_larger_than_the_one_above_or_longer_than_its_line():
    _, value = chart("停", "安全账户全是骗局", *["停"] * 6, "长" * 40)
    steps = [step for _, step in value.screen_rows]
    assert steps == sorted(steps)
    assert steps[:3] == [1, 6, 7]
    assert SCREEN_ROOM[steps[1] - 1] >= 8
    assert steps[-1] == len(SCREEN_ROOM)


# ── the editor's page ─────────────────────────────────────────────────────────────────────


def poster_form(network, texts, **choices):
    rows = streamfield([("item", {"text": text, "story": ""}) for text in texts])
    value = {"paper": "a3", "distance": "3", "design": "warm", **choices, "rows": rows}
    fields = {
        **catalogue(network),
        "title": "反诈视力表",
        "summary": "",
        "subtitle": "",
        "body": streamfield([("eye_chart", value)]),
    }
    return nested_form_data(fields) | {"topics": [Topic.objects.get().pk]}


@pytest.fixture
def writer(network):
    Topic.objects.create(slug="phone", title="电话诈骗")
    return in_group("市场")


def test_an_editor_without_script_is_refused_a_long_row_and_may_keep_a_short_draft(network, writer):
    long_rows = ["安全账户全是骗局", *["停"] * 13]
    response = writer.post(add_address(PosterPage), poster_form(network, long_rows))
    words = "这一行最多 4 个字，现在 8 个".encode("unicode_escape").decode()
    assert words in response.text
    assert PosterPage.objects.count() == 0
    writer.post(add_address(PosterPage), poster_form(network, ["停"] * 3))
    assert len(PosterPage.objects.get().body[0].value["rows"]) == 3


def test_a_chart_goes_on_paper_as_its_editor_chose(network):
    rows = [{"text": "停", "story": ""}] * 8
    value = {"rows": rows, "paper": "a2", "distance": "4", "design": "contrast"}
    page = an_eye_chart(body=[{"type": "eye_chart", "value": value}])
    said = page.printed_content()
    assert (said["layout_family"], said["paper"], said["distance_m"]) == ("eye_chart", "a2", 4)
    assert (said["design"], said["rows"]) == ("contrast", ["停"] * 8)
