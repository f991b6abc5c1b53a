"""海报 — numbered points, read from across a lobby."""

from dataclasses import dataclass

from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.options import PrintOptions
from cms.printing.parts import Point, ReadPicture, read_points, read_text


@dataclass(frozen=True)
class PosterInput(PrintInput):
    subtitle: str
    items: tuple[Point, ...]
    footer: str

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "PosterInput":
        return cls(
            **read_heading(content, title=20, hotlines=3),
            subtitle=read_text(content, "subtitle", "副标题", most=50),
            items=read_points(content, "items", "海报", most=10, least=3),
            footer=read_text(content, "footer", "页脚", most=120),
        )
