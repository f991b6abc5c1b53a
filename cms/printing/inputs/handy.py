"""冰箱贴卡、钱包卡、书签、餐垫 — a tip's steps, kept where they are needed."""

import hashlib
import json
import re
from dataclasses import dataclass

from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.options import PrintOptions
from cms.printing.parts import (
    ContentError,
    Picture,
    ReadPicture,
    Section,
    read_list,
    read_text,
)

MOST_STEPS, MOST_NAMES = 4, 8
MOST_SAID = 4
ORDERS_TRIED = 8
QUOTED = re.compile(r"“([^“”]+)”")
NAMED = re.compile(r"(.{1,6})：.+")


@dataclass(frozen=True)
class HandyInput(PrintInput):
    """A tip's title, its steps and the hotlines; all else on a card is filled in by hand."""

    kind_label: str
    heading: str
    steps: tuple[str, ...]

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "HandyInput":
        return cls(**read_handy(content))


@dataclass(frozen=True)
class GameLine:
    text: str
    is_fraud: bool


@dataclass(frozen=True)
class PlacematInput(HandyInput):
    """For the table: with a picture, and a game made of the tip's own sentences."""

    summary: str
    pictures: tuple[Picture, ...]
    game: tuple[GameLine, ...]

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "PlacematInput":
        pictures = read_list(content, "pictures", "配图", most=2)[:1]
        return cls(
            **read_handy(content),
            summary=read_text(content, "summary", "摘要", most=120),
            pictures=tuple(
                Picture.from_content(p, f"第 {n} 张配图", read_picture, ink=options.ink)
                for n, p in enumerate(pictures, 1)
            ),
            game=which_are_fraud(content),
        )


def read_handy(content: dict) -> dict:
    steps = steps_of(all_sections(content))
    return {
        **read_heading(content, title=24, hotlines=3),
        "kind_label": read_text(content, "kind_label", "栏目名", most=12),
        "heading": steps.heading,
        "steps": steps.items,
    }


def all_sections(content: dict) -> list[Section]:
    found = read_list(content, "sections", "正文", most=6, least=1)
    return [Section.from_content(section, place) for place, section in enumerate(found, 1)]


def steps_of(sections: list[Section]) -> Section:
    """Return what to do, short enough for a card: of a dance's gestures only the names."""
    steps = next((s for role in ("do", "steps") for s in sections if s.role == role), None)
    if steps is None:
        raise ContentError("这份材料没有“现在就做”的步骤，做不成卡片。")
    names = [NAMED.fullmatch(item) for item in steps.items]
    if steps.role == "steps" and all(names):
        steps = Section("steps", steps.heading, tuple(name[1] for name in names))
    most = MOST_NAMES if steps.role == "steps" else MOST_STEPS
    if len(steps.items) > most:
        raise ContentError(
            f"“{steps.heading}”有 {len(steps.items)} 条，卡片上最多放 {most} 条，请删短。"
        )
    return steps


# ── 哪几句是骗子说的 ───────────────────────────────────────────────────────────────────────


def which_are_fraud(content: dict) -> tuple[GameLine, ...]:
    """Return a swindler's sentences among honest ones, in an order that only content decides.

    The quotation marks of his would give him away. Lines that tell what he does, and are no
    sentence of his, stay out unless there is nothing else. What to see through comes before what
    to do: that stands beside the game already. Raises ContentError where one side is missing.
    """
    lines = {role: items_of(content, role) for role in ("hear", "see", "do")}
    quoted = [found[1] for line in lines["hear"] if (found := QUOTED.fullmatch(line))]
    said = (quoted or lines["hear"])[:MOST_SAID]
    honest = [line for line in lines["see"] + lines["do"] if line not in said]
    if not said or not honest:
        raise ContentError(
            "餐垫上的小游戏要从“骗子会这样说”和“这样识破”里出题，这份材料里没有，印不了餐垫。"
        )
    game = [GameLine(text, True) for text in said]
    game += [GameLine(text, False) for text in honest[: max(len(said), 2)]]
    return well_mixed(game, content)


def items_of(content: dict, role: str) -> list[str]:
    return [item for s in all_sections(content) if s.role == role for item in s.items]


def well_mixed(game: list[GameLine], content: dict) -> tuple[GameLine, ...]:
    """Of a few orders that the content's hash gives, return the one that changes side most."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True)

    def order(nth: int) -> list[GameLine]:
        def place(line: GameLine) -> str:
            return hashlib.sha256(f"{nth}{said}{line.text}".encode()).hexdigest()

        return sorted(game, key=place)

    def changes(lines: list[GameLine]) -> int:
        pairs = zip(lines, lines[1:], strict=False)
        return sum(one.is_fraud != other.is_fraud for one, other in pairs)

    return tuple(max((order(nth) for nth in range(ORDERS_TRIED)), key=changes))
