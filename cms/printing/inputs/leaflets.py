"""三折页 — six panels: a cover, a back, a flap and three inside."""

from dataclasses import dataclass

from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.options import PrintOptions
from cms.printing.parts import (
    Back,
    Panel,
    Picture,
    ReadPicture,
    read_dict,
    read_list,
    read_text,
    read_texts,
)

COVER_MM = 76  # the widest a cover's picture is drawn
PANEL_NAMES = ("折进去的一面", "内页左栏", "内页中栏", "内页右栏")


@dataclass(frozen=True)
class LeafletInput(PrintInput):
    series: str
    subtitle: str
    cover_lines: tuple[str, ...]
    cover_picture: Picture | None
    panels: tuple[Panel, ...]
    back: Back

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "LeafletInput":
        panels = read_list(content, "panels", "折页的栏", most=4, least=4)
        picture = content.get("cover_picture")
        back = read_dict(content.get("back"), "封底")
        return cls(
            **read_heading(content, title=16, hotlines=4),
            series=read_text(content, "series", "系列名", most=16),
            subtitle=read_text(content, "subtitle", "副标题", most=40),
            cover_lines=read_texts(content, "cover_lines", "封面短句", most=3, longest=14),
            cover_picture=picture
            and Picture.from_content(
                picture, "封面图", read_picture, ink=options.ink, across_mm=COVER_MM
            ),
            panels=tuple(
                Panel.from_content(panel, name)
                for panel, name in zip(panels, PANEL_NAMES, strict=True)
            ),
            back=Back(
                heading=read_text(back, "heading", "封底的标题", most=16, least=1),
                text=read_text(back, "text", "封底的文字", most=200),
                points=read_texts(back, "points", "封底的要点", most=6, longest=40),
            ),
        )
