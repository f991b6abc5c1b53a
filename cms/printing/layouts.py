"""版式 — which paper an edition can go on, and what turns its content into a template's data."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cms.library import eye_chart
from cms.printing.inputs import (
    CardInput,
    EventNoticeInput,
    EyeChartInput,
    FlyerInput,
    HandyInput,
    LeafletInput,
    PlacematInput,
    PosterInput,
    PrintInput,
    RackInput,
    ShareInput,
    SheetInput,
    TallySheetInput,
    TentInput,
)
from cms.printing.options import INKS, PAPERS, SCRIPTS, TILES, PrintOptions
from cms.printing.parts import ContentError

EVERY_FAMILY = ("sheet", "leaflet", "eye_chart", "poster")
TRUE_SIZE = "打印时选“实际大小”或“100%”，不要选“适应页面”"


@dataclass(frozen=True)
class Layout:
    """`families` are the printed_content["layout_family"] it can set; `papers`, the usual first.

    Only a `is_main` layout must be printable before an edition is issued; the others are refused
    one by one, in words, where the text does not fit them.
    """

    code: str
    name: str
    template: str
    families: tuple[str, ...]
    papers: tuple[str, ...]
    sides: str
    print_hint: str
    build_input: Callable[..., PrintInput]
    is_main: bool = False
    has_press: bool = False
    is_picture: bool = False  # for a screen, not for paper
    pieces_on_a4: int = 1  # what one sheet of it is cut into
    designs: tuple[str, ...] = ("",)  # the usual first

    def settle(self, options: PrintOptions, content: dict) -> PrintOptions:
        """Return the options with nothing left open. Raises ContentError for what cannot be."""
        usual = content.get("paper", "") if content.get("paper") in self.papers else self.papers[0]
        paper = options.paper or usual
        if paper not in self.papers:
            raise ContentError(f"“{self.name}”没有 {paper.upper()} 这种纸。")
        if options.ink not in INKS or options.script not in SCRIPTS:
            raise ContentError("没有这种印法，请重新选。")
        if options.press and not self.has_press:
            raise ContentError(f"“{self.name}”没有送印刷厂的版本，请用办公打印的。")
        if options.tiles and (paper not in ("a1", "a2") or options.tiles not in TILES):
            raise ContentError("只有 A1、A2 的大张才能拼着印，拼的小张是 A3 或 A4。")
        return replace(options, paper=paper)

    def paper_words(self, paper: str) -> str:
        """Return the paper and its sides: "A4 横向，双面，短边翻转"."""
        return f"{paper.upper()} {self.sides}"


LAYOUTS = {
    layout.code: layout
    for layout in (
        Layout(
            code="tip_sheet",
            name="大字单张",
            template="tip_sheet.typ",
            families=("sheet",),
            papers=("a4",),
            sides="纵向，一页单面；两页双面，长边翻转",
            print_hint=f"{TRUE_SIZE}；有两页时选“双面，长边翻转”。",
            build_input=SheetInput.from_content,
            is_main=True,
        ),
        Layout(
            code="leaflet",
            name="三折页",
            template="leaflet.typ",
            families=("leaflet",),
            papers=("a4",),
            sides="横向，双面，短边翻转",
            print_hint=f"{TRUE_SIZE}；双面选“短边翻转”。沿灰色短线向内折两次，封面朝外。",
            build_input=LeafletInput.from_content,
            is_main=True,
            has_press=True,
        ),
        Layout(
            code="eye_chart",
            name="反诈视力表",
            template="eye_chart.typ",
            families=("eye_chart",),
            papers=("a3", "a4", "a2", "a1"),
            sides="纵向，单面",
            designs=tuple(eye_chart.DESIGNS),
            print_hint=f"{TRUE_SIZE}。印好后拿一张银行卡比一比左下的虚线框，正好盖住才算准。",
            build_input=EyeChartInput.from_content,
            is_main=True,
        ),
        Layout(
            code="poster",
            name="海报",
            template="poster.typ",
            families=("poster",),
            papers=("a3", "a4", "a2", "a1"),
            sides="纵向，单面",
            print_hint=f"{TRUE_SIZE}。",
            build_input=PosterInput.from_content,
            is_main=True,
        ),
        Layout(
            code="fridge_card",
            name="冰箱贴卡",
            template="fridge_card.typ",
            families=("sheet",),
            papers=("a4",),
            sides="纵向，单面，两张一页",
            print_hint=f"{TRUE_SIZE}，最好用厚一点的纸。照中间的短线裁成两张。",
            build_input=HandyInput.from_content,
            pieces_on_a4=2,
        ),
        Layout(
            code="wallet_card",
            name="钱包卡",
            template="wallet_card.typ",
            families=("sheet",),
            papers=("a4",),
            sides="纵向，单面，四张一页",
            print_hint=f"{TRUE_SIZE}。照短线裁下，沿虚线向外对折，和银行卡一样大。",
            build_input=HandyInput.from_content,
            pieces_on_a4=4,
        ),
        Layout(
            code="placemat",
            name="餐垫",
            template="placemat.typ",
            families=("sheet",),
            papers=("a3", "a4"),
            sides="横向，单面",
            print_hint=f"{TRUE_SIZE}。",
            build_input=PlacematInput.from_content,
        ),
        Layout(
            code="bookmark",
            name="书签",
            template="bookmark.typ",
            families=("sheet",),
            papers=("a4",),
            sides="横向，单面，五张一页",
            print_hint=f"{TRUE_SIZE}，最好用厚一点的纸。照短线裁成五条。",
            build_input=HandyInput.from_content,
            pieces_on_a4=5,
        ),
        Layout(
            code="event_notice",
            name="活动海报",
            template="event_notice.typ",
            families=("event",),
            papers=("a4", "a3"),
            sides="纵向，单面",
            print_hint=f"{TRUE_SIZE}。",
            build_input=EventNoticeInput.from_content,
        ),
        Layout(
            code="tally_sheet",
            name="计数单",
            template="tally_sheet.typ",
            families=("event",),
            papers=("a4",),
            sides="纵向，单面",
            print_hint=f"{TRUE_SIZE}，黑白就行。",
            build_input=TallySheetInput.from_content,
        ),
        Layout(
            code="tip_flyer",
            name="A5 传单",
            template="tip_flyer.typ",
            families=("sheet",),
            papers=("a5", "a4"),
            sides="单面；A4 一张印两份，从中间裁开",
            print_hint=f"{TRUE_SIZE}。A4 纸选横向，沿上下两条短线裁开就是两张。",
            build_input=FlyerInput.from_content,
            pieces_on_a4=2,
        ),
        Layout(
            code="tip_card",
            name="随身小卡",
            template="tip_card.typ",
            families=("sheet",),
            papers=("a4",),
            sides="横向，单面，一张裁成四张 A6",
            print_hint=f"{TRUE_SIZE}。用厚一点的纸，沿短线横竖各裁一刀，就是四张小卡。",
            build_input=CardInput.from_content,
            pieces_on_a4=4,
        ),
        Layout(
            code="tent_card",
            name="折叠台卡",
            template="tent_card.typ",
            families=("sheet",),
            papers=("a4",),
            sides="纵向，单面，折三折立在桌上",
            print_hint=f"{TRUE_SIZE}。用厚一点的纸，沿虚线短线向后折三次，最上面的窄边涂胶粘住。",
            build_input=TentInput.from_content,
        ),
        Layout(
            code="share_card",
            name="微信分享图",
            template="share_card.typ",
            families=EVERY_FAMILY,
            papers=("1080×1440",),
            sides="像素，在手机上看",
            print_hint="存到手机里，发给家人和老客户；收到的人长按图里的码就能看全文。",
            build_input=ShareInput.from_content,
            is_picture=True,
        ),
        Layout(
            code="rack_label",
            name="展架标签",
            template="rack_label.typ",
            families=EVERY_FAMILY,
            papers=("a4", "a5"),
            sides="单面；A4 一张印两份，A5 横向一份",
            print_hint=f"{TRUE_SIZE}。A4 从中间裁开；插在公众教育区的架子上，换新版时一起换。",
            build_input=RackInput.from_content,
            pieces_on_a4=2,
        ),
    )
}

__all__ = ["LAYOUTS", "PAPERS", "Layout", "layouts_for", "main_layout"]


def layouts_for(edition: object) -> list[Layout]:
    """The layouts that can print this edition, the usual one first."""
    family = edition.printed_content.get("layout_family")
    found = [layout for layout in LAYOUTS.values() if family in layout.families]
    return sorted(found, key=lambda layout: not layout.is_main)


def main_layout(edition: object) -> Layout | None:
    """The layout an edition is made for first of all."""
    return next(iter(layouts_for(edition)), None)
