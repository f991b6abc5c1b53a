"""版式 — which paper an edition can go on, and what turns its content into a template's data."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.printing.inputs import EyeChartInput, LeafletInput, PosterInput, PrintInput, SheetInput


@dataclass(frozen=True)
class Layout:
    code: str
    name: str
    paper: str
    print_hint: str
    template: str
    family: str  # the printed_content["layout_family"] it can set
    kinds: tuple[str, ...]  # MaterialKind values, for lists; the family decides
    build_input: Callable[..., PrintInput]


TRUE_SIZE = "打印时选“实际大小”或“100%”，不要选“适应页面”"

LAYOUTS = {
    layout.code: layout
    for layout in (
        Layout(
            code="tip_sheet_a4",
            name="小贴士单张（大字）",
            paper="A4 纵向，一页单面；两页双面，长边翻转",
            print_hint=f"{TRUE_SIZE}；有两页时选“双面，长边翻转”。",
            template="tip_sheet_a4.typ",
            family="sheet",
            kinds=("tip", "video"),
            build_input=SheetInput.from_content,
        ),
        Layout(
            code="leaflet_trifold_a4",
            name="三折页",
            paper="A4 横向，双面，短边翻转",
            print_hint=f"{TRUE_SIZE}；双面选“短边翻转”。沿灰色短线向内折两次，封面朝外。",
            template="leaflet_trifold_a4.typ",
            family="leaflet",
            kinds=("leaflet",),
            build_input=LeafletInput.from_content,
        ),
        Layout(
            code="eye_chart_a3",
            name="反诈视力表（3 米）",
            paper="A3 纵向，单面",
            print_hint=f"{TRUE_SIZE}。印好后拿一张银行卡比一比左下角的框，正好盖住才算准。",
            template="eye_chart_a3.typ",
            family="eye_chart",
            kinds=("poster",),
            build_input=EyeChartInput.from_content,
        ),
        Layout(
            code="poster_a3",
            name="海报",
            paper="A3 纵向，单面",
            print_hint=f"{TRUE_SIZE}。",
            template="poster_a3.typ",
            family="poster",
            kinds=("poster",),
            build_input=PosterInput.from_content,
        ),
    )
}


def layouts_for(edition: object) -> list[Layout]:
    """The layouts that can print this edition, the usual one first."""
    family = edition.printed_content.get("layout_family")
    return [layout for layout in LAYOUTS.values() if layout.family == family]
