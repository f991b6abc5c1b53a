"""Every starter text on its paper, for the branches of the invented bank."""

from itertools import pairwise

import pymupdf
import pytest

from cms.printing.layouts import LAYOUTS
from cms.printing.typst import PrintError
from tests.campaigns.demo import papers

TIPS, LEAFLETS, POSTERS = papers.tips(), papers.leaflets(), papers.posters()
SHEETS = {**TIPS, "mingyan-shake": papers.step_sheet()}
PAGES = {"tip_sheet": 1, "leaflet": 2, "eye_chart": 1, "poster": 1}
EVERY_BRANCH = {
    "tip": TIPS["brushing-rebate"],  # the fullest
    "leaflet": LEAFLETS["eight-rights"],
    "eye chart": POSTERS["fraud-eye-chart"],
}
BY_CODE = {branch.code: branch for branch in papers.BRANCHES}


def spans(pdf):
    with pymupdf.open(stream=pdf) as document:
        blocks = [block for page in document for block in page.get_text("dict")["blocks"]]
    return [span for b in blocks for line in b.get("lines", []) for span in line["spans"]]


def pages(pdf):
    with pymupdf.open(stream=pdf) as document:
        return document.page_count


def body_sizes(content, pdf):
    """Points of every run of text that stands in one of the sections' items or the summary."""
    said = [content["summary"], *(i for s in content["sections"] for i in s["items"])]
    joined = "\n".join(said).replace(" ", "")
    runs = [(span["text"].replace(" ", ""), span["size"]) for span in spans(pdf)]
    return [size for text, size in runs if len(text) > 4 and text in joined]


@pytest.mark.parametrize("slug", SHEETS)
def test_a_starter_sheet_fits_one_side_in_large_print(slug):
    pdf = papers.pdf_for(SHEETS[slug], papers.LONGEST)
    assert pages(pdf) == 1
    sizes = body_sizes(SHEETS[slug], pdf)
    assert len(sizes) >= 8
    assert min(sizes) >= 15.99


@pytest.mark.parametrize("content", [*LEAFLETS.values(), *POSTERS.values()],
                         ids=[*LEAFLETS, *POSTERS])  # fmt: skip
def test_a_starter_leaflet_or_poster_is_set_for_the_longest_name(content):
    pdf = papers.pdf_for(content, papers.LONGEST)
    assert pages(pdf) == PAGES[papers.layout_of(content).code]
    said = "".join(span["text"] for span in spans(pdf))
    assert papers.LONGEST.name in said


@pytest.mark.parametrize("branch", papers.BRANCHES, ids=lambda branch: branch.code)
@pytest.mark.parametrize("kind", EVERY_BRANCH)
def test_every_branch_gets_its_own_paper(kind, branch):
    pdf = papers.pdf_for(EVERY_BRANCH[kind], branch)
    assert pages(pdf) == PAGES[papers.layout_of(EVERY_BRANCH[kind]).code]
    said = "".join(span["text"] for span in spans(pdf))
    assert branch.name in said
    assert branch.phone in said


def test_the_rare_character_of_a_demo_branch_is_drawn():
    branch = BY_CODE["0113"]
    assert "埗" in branch.name
    assert "埗" in "".join(s["text"] for s in spans(papers.pdf_for(EVERY_BRANCH["tip"], branch)))


def test_the_starter_texts_use_every_layout():
    contents = [*SHEETS.values(), *LEAFLETS.values(), *POSTERS.values()]
    main = {layout.code for layout in LAYOUTS.values() if layout.is_main}
    assert {papers.layout_of(content).code for content in contents} == main


@pytest.mark.parametrize("code", ["tip_flyer", "tip_card", "tent_card", "fridge_card",
                                  "wallet_card", "placemat", "bookmark"])  # fmt: skip
def test_the_fullest_starter_tips_fit_the_small_papers_too(code):
    refused = []
    fullest = sorted(TIPS.items(), key=lambda tip: -len(str(tip[1]["sections"])))[:5]
    for slug, content in fullest:
        try:
            papers.pdf_for(content, BY_CODE["0111"], LAYOUTS[code])
        except PrintError as error:
            refused.append((slug, str(error)))
    assert refused == []


def test_a_question_mark_inside_a_title_keeps_its_full_width():
    """Chinese punctuation at the edge of a box would lose half its width."""
    content = TIPS["fake-courier-service"] | {"title": "别信？别信", "pictures": []}
    with pymupdf.open(stream=papers.pdf_for(content, BY_CODE["0111"])) as document:
        blocks = document[0].get_text("rawdict")["blocks"]
    large = [
        char["origin"][0]
        for block in blocks
        for line in block.get("lines", [])
        for span in line["spans"]
        for char in span["chars"]
        if span["size"] > 26 and char["c"] in "别信？"
    ]
    widths = [right - left for left, right in pairwise(large)]
    assert widths == pytest.approx([widths[0]] * 4, abs=0.5)
