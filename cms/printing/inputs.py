"""What a template is given: typed, frozen, checked before any paper is touched.

Nothing here imports a model; an edition and a branch are read by their plain attributes.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone

from cms.branches.hours import hours_lines
from cms.printing import eye_chart
from cms.printing.parts import (
    Back,
    ContentError,
    Hotline,
    Panel,
    Picture,
    Point,
    ReadPicture,
    Section,
    read_dict,
    read_hotlines,
    read_list,
    read_points,
    read_text,
    read_texts,
    stored_picture,
    title_words,
)
from cms.printing.qr import plain_address, qr_svg, scan_url

CHINA = timezone(timedelta(hours=8))  # one zone and no summer time: no tz database needed


# ── the branch's block ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Imprint:
    """网点落款 — whose paper this is, which edition, until when, and the way to the newest one."""

    bank_name: str
    branch_name: str
    address: str
    phone: str
    hours: tuple[str, ...]
    qr_svg: str
    scan_url: str
    plain_address: str
    spoken_code: str
    edition_code: str
    issued_on: str
    valid_until: str


def _day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return (value.astimezone(CHINA) if value.tzinfo else value).date()
    return value


def _day_in_words(value: date | datetime | None) -> str:
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def imprint_for(
    branch: object, edition: object, *, public_url: str, bank_name: str = ""
) -> Imprint:
    """The imprint of this branch on this edition. An empty address or phone leaves no gap."""
    said = {key: getattr(branch, key, "") for key in ("name", "address", "phone")}
    hours = hours_lines(getattr(branch, "hours", "") or "")
    spoken_code = edition.code.split("-")[0]
    address = scan_url(public_url, edition.code, branch.code)
    return Imprint(
        bank_name=read_text({"name": bank_name}, "name", "银行名称", most=30),
        branch_name=read_text(said, "name", "网点名称", most=40, least=1),
        address=read_text(said, "address", "网点地址", most=80),
        phone=read_text(said, "phone", "网点电话", most=40),
        hours=read_texts({"hours": hours}, "hours", "营业时间",
                     most=4, longest=40),
        qr_svg=qr_svg(address),
        scan_url=address,
        plain_address=plain_address(public_url, spoken_code),
        spoken_code=spoken_code,
        edition_code=edition.code,
        issued_on=_day_in_words(edition.issued_at),
        valid_until=_day_in_words(edition.valid_until),
    )  # fmt: skip


# ── one input a layout ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class PrintInput:
    imprint: Imprint
    title: str
    title_words: tuple[str, ...]
    hotlines: tuple[Hotline, ...]

    def as_data(self) -> dict:
        """Plain JSON-able data for typst.compile_pdf."""
        return asdict(self)


def _shared(content: dict, imprint: Imprint, *, title: int, hotlines: int) -> dict:
    words = read_text(content, "title", "标题", most=title, least=1)
    return {
        "imprint": imprint,
        "title": words,
        "title_words": title_words(words),
        "hotlines": read_hotlines(content, hotlines),
    }


@dataclass(frozen=True)
class SheetInput(PrintInput):
    kind_label: str
    summary: str
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]

    @classmethod
    def from_content(
        cls, content: dict, imprint: Imprint, read_picture: ReadPicture = stored_picture
    ) -> "SheetInput":
        sections = read_list(content, "sections", "正文", most=6, least=1)
        pictures = read_list(content, "pictures", "配图", most=2)
        return cls(
            **_shared(content, imprint, title=24, hotlines=3),
            kind_label=read_text(content, "kind_label", "栏目名", most=12),
            summary=read_text(content, "summary", "摘要", most=120),
            sections=tuple(Section.from_content(s, n) for n, s in enumerate(sections, 1)),
            pictures=tuple(
                Picture.from_content(p, f"第 {n} 张配图", read_picture)
                for n, p in enumerate(pictures, 1)
            ),
        )


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
        cls, content: dict, imprint: Imprint, read_picture: ReadPicture = stored_picture
    ) -> "LeafletInput":
        panels = read_list(content, "panels", "折页的栏", most=4, least=4)
        picture = content.get("cover_picture")
        back = read_dict(content.get("back"), "封底")
        return cls(
            **_shared(content, imprint, title=16, hotlines=4),
            series=read_text(content, "series", "系列名", most=16),
            subtitle=read_text(content, "subtitle", "副标题", most=40),
            cover_lines=read_texts(content, "cover_lines", "封面短句", most=3, longest=14),
            cover_picture=picture and Picture.from_content(picture, "封面图", read_picture),
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


CHART_FIELD_MM = 273.0
CHART_WIDTH_MM = 226.0


@dataclass(frozen=True)
class EyeChartInput(PrintInput):
    subtitle: str
    distance: str
    field: float
    rows: tuple[eye_chart.ChartRow, ...]

    @classmethod
    def from_content(
        cls, content: dict, imprint: Imprint, read_picture: ReadPicture = stored_picture
    ) -> "EyeChartInput":
        if (content.get("paper"), content.get("distance_m")) != ("a3", 3):
            raise ContentError("视力表现在只能印 A3、3 米这一种。")
        texts = read_texts(
            content, "rows", "视力表", most=eye_chart.MOST_ROWS, longest=80,
            least=eye_chart.FEWEST_ROWS,
        )  # fmt: skip
        rows = eye_chart.chart_rows(list(texts), distance_m=3, field_mm=CHART_FIELD_MM)
        for place, row in enumerate(rows, 1):
            most = eye_chart.most_characters(row.height, CHART_WIDTH_MM)
            if len(row.text) > most:
                raise ContentError(
                    f"视力表第 {place} 行“{row.text}”有 {len(row.text)} 个字，"
                    f"这一行的字大，最多 {most} 个，请改短。"
                )
        return cls(
            **_shared(content, imprint, title=10, hotlines=3),
            subtitle=read_text(content, "subtitle", "副标题", most=30),
            distance="3",
            field=CHART_FIELD_MM,
            rows=tuple(rows),
        )


@dataclass(frozen=True)
class PosterInput(PrintInput):
    subtitle: str
    items: tuple[Point, ...]
    footer: str

    @classmethod
    def from_content(
        cls, content: dict, imprint: Imprint, read_picture: ReadPicture = stored_picture
    ) -> "PosterInput":
        return cls(
            **_shared(content, imprint, title=20, hotlines=3),
            subtitle=read_text(content, "subtitle", "副标题", most=50),
            items=read_points(content, "items", "海报", most=10, least=3),
            footer=read_text(content, "footer", "页脚", most=120),
        )
