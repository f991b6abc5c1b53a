"""What the counter may choose about a print: layouts, sizes, and what it chose last time."""

from dataclasses import dataclass

from cms.library import eye_chart
from cms.library.models import Edition
from cms.printing.layouts import LAYOUTS, Layout, layouts_for
from cms.printing.models import PrintRun
from cms.printing.options import INKS, SCRIPTS, PrintOptions

SESSION_KEY = "desk_print"
EYE_CHART = "eye_chart"
RACK_LABEL = "rack_label"
OFFICE_PAPER = "a4"
LARGE = ("a1", "a2")
TILES = {"a4": "拼 A4 纸", "a3": "拼 A3 纸", "": "整张（送图文店）"}
SIDES = {"both": "双面", "one": "单面"}


@dataclass(frozen=True)
class Size:
    """A paper, and for an eye chart the distance it is read from."""

    paper: str
    distance_m: int = 0

    @property
    def value(self) -> str:
        return f"{self.paper}-{self.distance_m}" if self.distance_m else self.paper

    @property
    def is_large(self) -> bool:
        """Return whether no office printer takes it."""
        return self.paper in LARGE

    @property
    def label(self) -> str:
        name = self.paper.upper()
        return f"{name} · {self.distance_m} 米" if self.distance_m else name


def is_handed_out(layout: Layout) -> bool:
    """Return whether copies of it go to people: a label stays on the rack, a picture in a phone."""
    return not layout.is_picture and layout.code != RACK_LABEL


def paper_layouts(edition: Edition) -> list[Layout]:
    """Return the layouts that make something to hand out, the usual one first."""
    return [layout for layout in layouts_for(edition) if is_handed_out(layout)]


def sizes_of(edition: Edition, layout: Layout) -> list[Size]:
    """Return the sizes this edition can have in the layout, small paper first."""
    if layout.code == EYE_CHART:
        offered = eye_chart.offers(edition.printed_content.get("rows", []))
        return [Size(*one) for one in sorted(offered, key=lambda one: (-int(one[0][1]), one[1]))]
    return [Size(paper) for paper in sorted(layout.papers, reverse=True)]


def usual_size(edition: Edition, layout: Layout) -> Size:
    """Return the size the edition was made for."""
    content = edition.printed_content
    paper = layout.settle(PrintOptions(), content).paper
    if layout.code != EYE_CHART:
        return Size(paper)
    return Size(paper, content.get("distance_m") or eye_chart.USUAL_DISTANCE[paper])


def office_size(edition: Edition, layout: Layout) -> Size:
    """Return the size for an office printer: A4 where the edition can have it."""
    found = [one for one in sizes_of(edition, layout) if one.paper == OFFICE_PAPER]
    usual = [one for one in found if one.distance_m == eye_chart.USUAL_DISTANCE[OFFICE_PAPER]]
    return next(iter([*usual, *found]), usual_size(edition, layout))


def pieces_of(layout: Layout, size: Size) -> int:
    """Return how many copies one printed sheet is cut into."""
    return layout.pieces_on_a4 if size.paper == OFFICE_PAPER else 1


def pieces_made(run: PrintRun) -> int:
    """Return how many copies a run's file holds."""
    layout = LAYOUTS.get(run.layout)
    paper = PrintOptions.of(run.options).paper
    return run.copies * (pieces_of(layout, Size(paper)) if layout else 1)


def said_last_time(session) -> dict:
    """Return what this session chose last, for the next form. Nothing of the person."""
    kept = session.get(SESSION_KEY)
    return kept if isinstance(kept, dict) else {}


def remember(session, **chosen) -> None:
    session[SESSION_KEY] = {**said_last_time(session), **chosen}


def in_words(layout: Layout, options: PrintOptions) -> str:
    """Return a run's choices in a few words: "A4 · 黑白 · 繁體"."""
    paper = options.paper or layout.papers[0]
    said = [Size(paper, options.distance_m).label, INKS[options.ink]]
    if options.script != "hans":
        said.append(SCRIPTS[options.script])
    if options.design:
        said.append(eye_chart.DESIGNS.get(options.design, options.design))
    if options.tiles:
        said.append(TILES[options.tiles])
    return " · ".join(said)
