"""传单、小卡、台卡 — a tip made small: what to do comes before everything else."""

from dataclasses import dataclass

from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.options import PrintOptions
from cms.printing.parts import ContentError, Picture, ReadPicture, Section, read_list, read_text

# What tells most in the least room comes first.
BY_USE = ("do", "steps", "see", "hear")


def read_sections(content: dict) -> tuple[Section, ...]:
    """Return the sections but for the story, which only the large sheet has room for."""
    found = read_list(content, "sections", "正文", most=6, least=1)
    sections = tuple(Section.from_content(section, n) for n, section in enumerate(found, 1))
    told = tuple(section for section in sections if section.role != "story")
    if not told:
        raise ContentError("这份材料只有情景故事，没有写该怎么做，印不成小张。")
    return told


def most_useful(sections: tuple[Section, ...]) -> Section:
    return min(sections, key=lambda section: BY_USE.index(section.role))


def read_picture_of(
    content: dict, options: PrintOptions, read_picture: ReadPicture
) -> Picture | None:
    """Return the first picture: a small print has room for one."""
    pictures = read_list(content, "pictures", "配图", most=2)
    if not pictures:
        return None
    return Picture.from_content(pictures[0], "第 1 张配图", read_picture, ink=options.ink)


@dataclass(frozen=True)
class FlyerInput(PrintInput):
    kind_label: str
    summary: str
    sections: tuple[Section, ...]
    picture: Picture | None

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "FlyerInput":
        return cls(
            **read_heading(content, title=24, hotlines=3),
            kind_label=read_text(content, "kind_label", "栏目名", most=12),
            summary=read_text(content, "summary", "摘要", most=120),
            sections=read_sections(content),
            picture=read_picture_of(content, options, read_picture),
        )


@dataclass(frozen=True)
class CardInput(PrintInput):
    """For a pocket: what to do and whom to ring."""

    kind_label: str
    section: Section

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "CardInput":
        return cls(
            **read_heading(content, title=24, hotlines=3),
            kind_label=read_text(content, "kind_label", "栏目名", most=12),
            section=most_useful(read_sections(content)),
        )


@dataclass(frozen=True)
class TentInput(PrintInput):
    """For a desk: read while standing, so only a line to stop at and what to do.

    Of `openings` the template takes the first that fits: the summary, then what swindlers say.
    """

    openings: tuple[str, ...]
    heading: str  # of the section that is told; refusals name it
    role: str
    steps: tuple[str, ...]

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "TentInput":
        sections = read_sections(content)
        useful = most_useful(sections)
        summary = read_text(content, "summary", "摘要", most=120)
        heard = tuple(section.items[0] for section in sections if section.role == "hear")
        return cls(
            **read_heading({"title": content.get("title")}, title=24, hotlines=0),
            openings=(summary, *heard) if summary else heard,
            heading=useful.heading,
            role=useful.role,
            steps=useful.items,
        )
