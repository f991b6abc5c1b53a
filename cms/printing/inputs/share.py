"""分享图、展架标签 — from whatever family an edition is: what it is called and its main lines."""

from dataclasses import dataclass

from cms.printing.inputs.cards import most_useful, read_picture_of, read_sections
from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.options import PrintOptions
from cms.printing.parts import (
    Picture,
    Point,
    ReadPicture,
    Section,
    read_dict,
    read_list,
    read_points,
    read_text,
    read_texts,
)

KINDS = {"leaflet": "三折页", "eye_chart": "反诈视力表", "poster": "海报"}
MOST_HEARD, MOST_STEPS = 2, 3


def kind_of(content: dict) -> str:
    """What a reader would call it: 反诈小贴士, 三折页, 海报."""
    return KINDS.get(content.get("layout_family")) or read_text(
        content, "kind_label", "栏目名", most=12
    )


def first_of(section: Section, most: int) -> Section:
    return Section(role=section.role, heading=section.heading, items=section.items[:most])


def said_by_sheet(content: dict, options: PrintOptions, read_picture: ReadPicture) -> dict:
    sections = read_sections(content)
    useful = most_useful(sections)
    heard = [first_of(section, MOST_HEARD) for section in sections if section.role == "hear"]
    told = [section for section in heard if section.heading != useful.heading]
    return {
        "label": read_text(content, "kind_label", "栏目名", most=12),
        "summary": read_text(content, "summary", "摘要", most=120),
        "sections": (*told, first_of(useful, MOST_STEPS)),
        "picture": read_picture_of(content, options, read_picture),
    }


def said_by_leaflet(content: dict, options: PrintOptions, read_picture: ReadPicture) -> dict:
    panels = [
        read_dict(panel, "折页的栏")
        for panel in read_list(content, "panels", "折页的栏", most=4, least=4)
    ]
    picture = content.get("cover_picture")
    return {
        "label": read_text(content, "series", "系列名", most=16),
        "summary": read_text(content, "subtitle", "副标题", most=40),
        "chips": read_texts(content, "cover_lines", "封面短句", most=3, longest=14),
        "points": tuple(
            Point(heading=read_text(panel, "heading", "栏的标题", most=20, least=1), text="")
            for panel in panels
        ),
        "picture": picture
        and Picture.from_content(picture, "封面图", read_picture, ink=options.ink),
    }


def said_by_chart(content: dict, options: PrintOptions, read_picture: ReadPicture) -> dict:
    return {
        "label": KINDS["eye_chart"],
        "summary": read_text(content, "subtitle", "副标题", most=30),
        "rows": read_texts(content, "rows", "视力表", most=14, longest=80, least=1),
    }


def said_by_poster(content: dict, options: PrintOptions, read_picture: ReadPicture) -> dict:
    return {
        "label": "",
        "summary": read_text(content, "subtitle", "副标题", most=50),
        "points": read_points(content, "items", "海报", most=10, least=1),
    }


SAID_BY = {
    "sheet": said_by_sheet,
    "leaflet": said_by_leaflet,
    "eye_chart": said_by_chart,
    "poster": said_by_poster,
}


@dataclass(frozen=True)
class ShareInput(PrintInput):
    """Sections come from a sheet, chips and points from a leaflet or poster, rows from a chart."""

    label: str
    summary: str
    sections: tuple[Section, ...] = ()
    chips: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    rows: tuple[str, ...] = ()
    picture: Picture | None = None

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "ShareInput":
        said = SAID_BY[content["layout_family"]](content, options, read_picture)
        return cls(**read_heading(content, title=24, hotlines=4), **said)


@dataclass(frozen=True)
class RackInput(PrintInput):
    kind: str

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "RackInput":
        named = {"title": content.get("title")}  # a rack needs no hotlines
        return cls(**read_heading(named, title=24, hotlines=0), kind=kind_of(content))
