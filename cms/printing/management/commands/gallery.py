"""Draw every sample of every layout into a folder, with a page that shows them all."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from cms.printing.gallery import Exhibit, exhibits
from cms.printing.layouts import LAYOUTS

HEAD = """# 样张

Every layout with its samples: plain, longest words, bare. Drawn by `make gallery`; the suite draws
them again and compares. All names, numbers and stories are invented.
"""


class Command(BaseCommand):
    help = "把每种版式的样张画成图片，放进一个文件夹。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="放图片的文件夹")

    def handle(self, *, out: Path, **options: object) -> None:
        out.mkdir(parents=True, exist_ok=True)
        drawn: dict[str, list[tuple[Exhibit, list[str]]]] = {}
        for exhibit in exhibits():
            names = []
            for number, page in enumerate(exhibit.pictures(), 1):
                names.append(f"{exhibit.name}-{number}.png")
                (out / names[-1]).write_bytes(page)
            drawn.setdefault(exhibit.layout.code, []).append((exhibit, names))
        kept = {name for shown in drawn.values() for _, names in shown for name in names}
        for stale in set(out.glob("*.png")) - {out / name for name in kept}:
            stale.unlink()
        (out / "README.md").write_text(page_of(drawn), encoding="utf-8")
        self.stdout.write(f"{len(drawn)} 种版式，{len(kept)} 张图。")


def page_of(drawn: dict[str, list[tuple[Exhibit, list[str]]]]) -> str:
    """Return the Markdown that shows the pictures, layout by layout."""
    lines = [HEAD]
    for code, shown in drawn.items():
        lines += [f"## {LAYOUTS[code].name} `{code}`", ""]
        lines += [
            f'<img src="{name}" alt="{exhibit.name}" height="360">'
            for exhibit, names in shown
            for name in names
        ]
        lines.append("")
    return "\n".join(lines)
