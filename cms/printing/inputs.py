"""What a template is given: typed, frozen, checked before any paper is touched.

Nothing here imports a model; an edition and a branch are read by their plain attributes.
"""

import base64
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone

import rjieba
from django.core.files.storage import default_storage
from PIL import Image

from cms.printing import eye_chart
from cms.printing.qr import plain_address, qr_svg, scan_url
from cms.printing.typst import PrintError

CHINA = timezone(timedelta(hours=8))  # one zone and no summer time: no tz database needed
MOST_PIXELS = 10_000_000
INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
ROLES = ("hear", "see", "do", "story", "steps")

ReadPicture = Callable[[str], bytes]


class ContentError(PrintError):
    """The printed content has not the shape its layout needs."""


class PictureError(PrintError):
    """A picture is missing or is no picture."""


def stored_picture(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


# ── small readers: one value, its name for people, its limit ──────────────────────────────


def _text(source: dict, key: str, name: str, *, most: int, least: int = 0) -> str:
    value = source.get(key) or ""
    if not isinstance(value, str):
        raise ContentError(f"{name}应当是一段文字。")
    kept = (" " if c.isspace() else c for c in value)
    clean = "".join(c for c in kept if unicodedata.category(c) not in INVISIBLE)
    clean = " ".join(clean.split())
    if len(clean) < least:
        raise ContentError(f"{name}还没有写。")
    if len(clean) > most:
        raise ContentError(f"{name}有 {len(clean)} 个字，最多 {most} 个，请删短。")
    return clean


def _list(source: dict, key: str, name: str, *, most: int, least: int = 0) -> list:
    value = source.get(key) or []
    if not isinstance(value, list | tuple):
        raise ContentError(f"{name}应当是一个列表。")
    if not least <= len(value) <= most:
        wanted = f"{least} 项" if least == most else f"{least} 到 {most} 项"
        raise ContentError(f"{name}有 {len(value)} 项，应当是 {wanted}。")
    return list(value)


def _dict(value: object, name: str) -> dict:
    if not isinstance(value, dict):
        raise ContentError(f"{name}的格式不对。")
    return value


def _texts(
    source: dict, key: str, name: str, *, most: int, longest: int, least: int = 0
) -> tuple[str, ...]:
    found = _list(source, key, name, most=most, least=least)
    return tuple(
        _text({"item": item}, "item", f"{name}第 {place} 项", most=longest, least=1)
        for place, item in enumerate(found, 1)
    )


def title_words(title: str) -> tuple[str, ...]:
    """A title breaks between words, never inside one; punctuation stays with the word before."""
    words: list[str] = []
    for word in rjieba.cut(title):
        if words and not re.match(r"\w|[“‘《（「]", word):
            words[-1] += word
        else:
            words.append(word)
    return tuple(words)


# ── parts ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Picture:
    """Bytes travel as an SVG wrapper, so that media never lies below the template's root."""

    svg: str
    alt: str
    width: int
    height: int

    @classmethod
    def from_content(cls, value: object, name: str, read_picture: ReadPicture) -> "Picture":
        source = _dict(value, name)
        file = _text(source, "file", f"{name}的文件", most=300, least=1)
        alt = _text(source, "alt", f"{name}的说明文字", most=120, least=1)
        try:
            raw = read_picture(file)
            with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as image:
                (width, height), kind = image.size, image.format.lower()
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise PictureError(f"{name}打不开，请换一张 PNG 或 JPG。") from error
        if width * height > MOST_PIXELS:
            raise PictureError(f"{name}太大（{width}×{height}），请缩到一千万像素以内。")
        data = base64.b64encode(raw).decode()
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
            f'href="data:image/{kind};base64,{data}"/></svg>'
        )
        return cls(svg=svg, alt=alt, width=width, height=height)


@dataclass(frozen=True)
class Hotline:
    number: str
    name: str
    note: str


def _hotlines(content: dict, most: int) -> tuple[Hotline, ...]:
    found = _list(content, "hotlines", "热线", most=most)
    lines = []
    for place, value in enumerate(found, 1):
        source, name = _dict(value, f"第 {place} 条热线"), f"第 {place} 条热线的"
        lines.append(
            Hotline(
                number=_text(source, "number", f"{name}号码", most=20, least=2),
                name=_text(source, "name", f"{name}名称", most=24, least=1),
                note=_text(source, "note", f"{name}说明", most=40),
            )
        )
    return tuple(lines)


@dataclass(frozen=True)
class Section:
    role: str
    heading: str
    items: tuple[str, ...]

    @classmethod
    def from_content(cls, value: object, place: int) -> "Section":
        name = f"第 {place} 段"
        source = _dict(value, name)
        role = source.get("role")
        if role not in ROLES:
            raise ContentError(f"{name}的用途“{role}”不认识。")
        return cls(
            role=role,
            heading=_text(source, "heading", f"{name}的标题", most=20, least=1),
            items=_texts(source, "items", name, most=10, longest=240, least=1),
        )


@dataclass(frozen=True)
class Point:
    heading: str
    text: str


def _points(source: dict, key: str, name: str, *, most: int, least: int = 0) -> tuple[Point, ...]:
    points = []
    for place, value in enumerate(_list(source, key, name, most=most, least=least), 1):
        item, label = _dict(value, f"{name}第 {place} 项"), f"{name}第 {place} 项"
        heading = _text(item, "heading", f"{label}的标题", most=20)
        text = _text(item, "text", label, most=160, least=0 if heading else 1)
        points.append(Point(heading=heading, text=text))
    return tuple(points)


@dataclass(frozen=True)
class Panel:
    name: str  # where it is, in words: errors name it
    heading: str
    intro: str
    items: tuple[Point, ...]
    callout: str

    @classmethod
    def from_content(cls, value: object, name: str) -> "Panel":
        source = _dict(value, name)
        return cls(
            name=name,
            heading=_text(source, "heading", f"{name}的标题", most=20, least=1),
            intro=_text(source, "intro", f"{name}的导语", most=200),
            items=_points(source, "items", name, most=10),
            callout=_text(source, "callout", f"{name}的提醒", most=80),
        )


@dataclass(frozen=True)
class Back:
    heading: str
    text: str
    points: tuple[str, ...]


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
    hours = (getattr(branch, "hours", "") or "").splitlines()
    spoken_code = edition.code.split("-")[0]
    address = scan_url(public_url, edition.code, branch.code)
    return Imprint(
        bank_name=_text({"name": bank_name}, "name", "银行名称", most=30),
        branch_name=_text(said, "name", "网点名称", most=40, least=1),
        address=_text(said, "address", "网点地址", most=80),
        phone=_text(said, "phone", "网点电话", most=40),
        hours=_texts({"hours": [h for h in hours if h.strip()]}, "hours", "营业时间",
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
    words = _text(content, "title", "标题", most=title, least=1)
    return {
        "imprint": imprint,
        "title": words,
        "title_words": title_words(words),
        "hotlines": _hotlines(content, hotlines),
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
        sections = _list(content, "sections", "正文", most=6, least=1)
        pictures = _list(content, "pictures", "配图", most=2)
        return cls(
            **_shared(content, imprint, title=24, hotlines=3),
            kind_label=_text(content, "kind_label", "栏目名", most=12),
            summary=_text(content, "summary", "摘要", most=120),
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
        panels = _list(content, "panels", "折页的栏", most=4, least=4)
        picture = content.get("cover_picture")
        back = _dict(content.get("back"), "封底")
        return cls(
            **_shared(content, imprint, title=16, hotlines=4),
            series=_text(content, "series", "系列名", most=16),
            subtitle=_text(content, "subtitle", "副标题", most=40),
            cover_lines=_texts(content, "cover_lines", "封面短句", most=3, longest=14),
            cover_picture=picture and Picture.from_content(picture, "封面图", read_picture),
            panels=tuple(
                Panel.from_content(panel, name)
                for panel, name in zip(panels, PANEL_NAMES, strict=True)
            ),
            back=Back(
                heading=_text(back, "heading", "封底的标题", most=16, least=1),
                text=_text(back, "text", "封底的文字", most=200),
                points=_texts(back, "points", "封底的要点", most=6, longest=40),
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
        texts = _texts(
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
            subtitle=_text(content, "subtitle", "副标题", most=30),
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
            subtitle=_text(content, "subtitle", "副标题", most=50),
            items=_points(content, "items", "海报", most=10, least=4),
            footer=_text(content, "footer", "页脚", most=120),
        )
