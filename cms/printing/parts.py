"""What inputs are made of: one reader a value, each naming in Chinese what is wrong with it."""

import base64
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import rjieba
from django.core.files.storage import default_storage
from PIL import Image

from cms.printing.typst import PrintError

MOST_PIXELS = 10_000_000
DOTS_IN_MM = 300 / 25.4
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


def read_text(source: dict, key: str, name: str, *, most: int, least: int = 0) -> str:
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


def read_list(source: dict, key: str, name: str, *, most: int, least: int = 0) -> list:
    value = source.get(key) or []
    if not isinstance(value, list | tuple):
        raise ContentError(f"{name}应当是一个列表。")
    if not least <= len(value) <= most:
        wanted = f"{least} 项" if least == most else f"{least} 到 {most} 项"
        raise ContentError(f"{name}有 {len(value)} 项，应当是 {wanted}。")
    return list(value)


def read_dict(value: object, name: str) -> dict:
    if not isinstance(value, dict):
        raise ContentError(f"{name}的格式不对。")
    return value


def read_texts(
    source: dict, key: str, name: str, *, most: int, longest: int, least: int = 0
) -> tuple[str, ...]:
    found = read_list(source, key, name, most=most, least=least)
    return tuple(
        read_text({"item": item}, "item", f"{name}第 {place} 项", most=longest, least=1)
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
    def from_content(
        cls,
        value: object,
        name: str,
        read_picture: ReadPicture,
        ink: str = "colour",
        across_mm: float = 0,
    ) -> "Picture":
        """Read a picture. One never printed wider than `across_mm` keeps 300 dots an inch."""
        source = read_dict(value, name)
        file = read_text(source, "file", f"{name}的文件", most=300, least=1)
        alt = read_text(source, "alt", f"{name}的说明文字", most=300, least=1)
        try:
            raw = read_picture(file)
            with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as image:
                (width, height), kind = image.size, image.format.lower()
                if ink == "black":
                    raw = in_greys(image)
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise PictureError(f"{name}打不开，请换一张 PNG 或 JPG。") from error
        if width * height > MOST_PIXELS:
            raise PictureError(f"{name}太大（{width}×{height}），请缩到一千万像素以内。")
        if across_mm and width > across_mm * DOTS_IN_MM * 1.1:
            width, height, raw = with_fewer_dots(raw, round(across_mm * DOTS_IN_MM))
        data = base64.b64encode(raw).decode()
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
            f'href="data:image/{kind};base64,{data}"/></svg>'
        )
        return cls(svg=svg, alt=alt, width=width, height=height)


def in_greys(image: Image.Image) -> bytes:
    """The same picture without colour, in the same format."""
    kept, grey = io.BytesIO(), image.convert("LA" if image.mode in ("RGBA", "LA", "P") else "L")
    if image.format == "JPEG":
        grey.convert("L").save(kept, "JPEG", quality=88)
    else:
        grey.save(kept, "PNG")
    return kept.getvalue()


def with_fewer_dots(raw: bytes, width: int) -> tuple[int, int, bytes]:
    """Return the picture that many pixels wide in its own format, and its size."""
    kept = io.BytesIO()
    with Image.open(io.BytesIO(raw)) as image:
        whole = image.convert("RGBA") if image.mode == "P" else image
        height = round(image.height * width / image.width)
        smaller = whole.resize((width, height), Image.Resampling.LANCZOS)
        smaller.save(kept, image.format, **({"quality": 88} if image.format == "JPEG" else {}))
    return width, height, kept.getvalue()


@dataclass(frozen=True)
class Hotline:
    number: str
    name: str
    note: str


def read_hotlines(content: dict, most: int) -> tuple[Hotline, ...]:
    found = read_list(content, "hotlines", "热线", most=most)
    lines = []
    for place, value in enumerate(found, 1):
        source, name = read_dict(value, f"第 {place} 条热线"), f"第 {place} 条热线的"
        lines.append(
            Hotline(
                number=read_text(source, "number", f"{name}号码", most=20, least=2),
                name=read_text(source, "name", f"{name}名称", most=24, least=1),
                note=read_text(source, "note", f"{name}说明", most=60),
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
        source = read_dict(value, name)
        role = source.get("role")
        if role not in ROLES:
            raise ContentError(f"{name}的用途“{role}”不认识。")
        return cls(
            role=role,
            heading=read_text(source, "heading", f"{name}的标题", most=20, least=1),
            items=read_texts(source, "items", name, most=10, longest=240, least=1),
        )


@dataclass(frozen=True)
class Point:
    heading: str
    text: str


def read_points(
    source: dict, key: str, name: str, *, most: int, least: int = 0
) -> tuple[Point, ...]:
    points = []
    for place, value in enumerate(read_list(source, key, name, most=most, least=least), 1):
        item, label = read_dict(value, f"{name}第 {place} 项"), f"{name}第 {place} 项"
        heading = read_text(item, "heading", f"{label}的标题", most=20)
        text = read_text(item, "text", label, most=160, least=0 if heading else 1)
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
        source = read_dict(value, name)
        return cls(
            name=name,
            heading=read_text(source, "heading", f"{name}的标题", most=20, least=1),
            intro=read_text(source, "intro", f"{name}的导语", most=200),
            items=read_points(source, "items", name, most=10),
            callout=read_text(source, "callout", f"{name}的提醒", most=80),
        )


@dataclass(frozen=True)
class Back:
    heading: str
    text: str
    points: tuple[str, ...]
