"""Render every sample of every layout as PDF and PNG, to be looked at."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from cms.printing.layouts import LAYOUTS
from cms.printing.samples import NAMES, read_sample


class Command(BaseCommand):
    help = "把每种版式的样张印成 PDF 和 PNG，放进一个文件夹。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="放样张的文件夹")
        parser.add_argument("--ppi", type=int, default=100, help="图片的清晰度")

    def handle(self, *, out: Path, ppi: int, **options: object) -> None:
        out.mkdir(parents=True, exist_ok=True)
        for layout in LAYOUTS.values():
            for name in NAMES:
                sample = read_sample(layout, name)
                file = out / f"{layout.code}-{name}.pdf"
                file.write_bytes(sample.pdf(layout))
                pages = sample.pictures(layout, ppi=ppi)
                for number, page in enumerate(pages, 1):
                    (out / f"{layout.code}-{name}-{number}.png").write_bytes(page)
                self.stdout.write(f"{layout.name}（{name}）：{len(pages)} 页")
