"""小贴士单张 — the large-print sheet of a tip, or of a video's steps."""

from dataclasses import dataclass

from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.options import PrintOptions
from cms.printing.parts import Picture, ReadPicture, Section, read_list, read_text


@dataclass(frozen=True)
class SheetInput(PrintInput):
    kind_label: str
    summary: str
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "SheetInput":
        sections = read_list(content, "sections", "正文", most=6, least=1)
        pictures = read_list(content, "pictures", "配图", most=2)
        return cls(
            **read_heading(content, title=24, hotlines=3),
            kind_label=read_text(content, "kind_label", "栏目名", most=12),
            summary=read_text(content, "summary", "摘要", most=120),
            sections=tuple(Section.from_content(s, n) for n, s in enumerate(sections, 1)),
            pictures=tuple(
                Picture.from_content(p, f"第 {n} 张配图", read_picture, ink=options.ink)
                for n, p in enumerate(pictures, 1)
            ),
        )
