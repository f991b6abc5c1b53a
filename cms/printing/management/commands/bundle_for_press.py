"""Make a print shop's bundle at the server's own keyboard: in the foreground, with every core."""

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.branches.queries import branch_by_code
from cms.library.eye_chart import DESIGNS
from cms.library.queries import edition_by_code
from cms.printing.actions.bundles import check_order
from cms.printing.bundles.binding import MANIFEST, manifest_beside
from cms.printing.bundles.chunks import BundleError
from cms.printing.bundles.making import Made, Progress, make_bundle
from cms.printing.bundles.order import Order, bundle_order, outlets_below
from cms.printing.enums import BundleOutput
from cms.printing.layouts import LAYOUTS
from cms.printing.options import INKS, PAPERS, SCRIPTS, PrintOptions
from cms.printing.typst import PrintError

INTERRUPTED = 130  # what a shell expects of a command that Ctrl-C ended
SHOWN = 10


class Command(BaseCommand):
    help = "把一个版次印成整个辖区的印厂包：每家网点一个 PDF 的 ZIP，或一个合并的 PDF。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--edition", required=True, help="版次编号，例如 017-3")
        parser.add_argument("--layout", required=True, help=f"版式：{'、'.join(LAYOUTS)}")
        parser.add_argument("--branches", required=True, help="机构号；它下面营业中的网点都印")
        parser.add_argument("--out", type=Path, required=True, help="放到哪个文件；.pdf 就合并")
        parser.add_argument("--merged", action="store_true", help="合并成一个 PDF，清单放在旁边")
        parser.add_argument("--press", action="store_true", help="送印刷厂：带出血和裁切线")
        parser.add_argument("--ink", choices=INKS, default="colour", help="彩色或黑白")
        parser.add_argument("--script", choices=SCRIPTS, default="hans", help="简体或繁体")
        parser.add_argument("--paper", choices=PAPERS, default="", help="纸；不写就用常用的")
        parser.add_argument("--distance", type=int, default=0, help="反诈视力表：站几米远")
        parser.add_argument("--design", default="", help=f"反诈视力表：{'、'.join(DESIGNS)}")
        parser.add_argument(
            "--jobs", type=int, default=settings.PRESS_JOBS, help="几个进程一起做（默认每核一个）"
        )
        parser.add_argument(
            "--chunk", type=int, default=0, help="几家一组：断了最多重做一组（默认按文件定）"
        )

    def handle(self, **said: object) -> None:
        order, out = self._order(said), said["out"].absolute()
        folder = Path(settings.BUNDLE_ROOT) / order.name_at(out)
        report = self._reporter()
        started = time.monotonic()
        try:
            made = make_bundle(
                order, folder=folder, out=out, jobs=max(1, said["jobs"]), report=report
            )
        except (BundleError, PrintError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            words = "停下了。做好的部分都在，再运行同一条命令就接着做。"
            raise CommandError(words, returncode=INTERRUPTED) from None
        if not made.failed:
            shutil.rmtree(folder, ignore_errors=True)
        self._sum_up(order, made, time.monotonic() - started)

    def _order(self, said: dict) -> Order:
        """Read the command's words. Raises CommandError for a name that nobody bears."""
        if (edition := edition_by_code(said["edition"])) is None:
            raise CommandError(f"没有 {said['edition']} 这个版次，请核对编号。")
        if (layout := LAYOUTS.get(said["layout"])) is None:
            raise CommandError(f"没有“{said['layout']}”这种版式。可以用：{'、'.join(LAYOUTS)}。")
        if (branch := branch_by_code(said["branches"])) is None:
            raise CommandError(f"没有机构号为 {said['branches']} 的机构，请核对。")
        merged = said["merged"] or said["out"].suffix.lower() == ".pdf"
        chosen = {name: said[name] for name in ("paper", "ink", "script", "press")}
        chosen |= {"distance_m": said["distance"], "design": said["design"]}
        asked = {"edition": edition, "layout": layout, "options": PrintOptions(**chosen)}
        try:
            check_order(**asked, branch=branch)
            return bundle_order(
                **asked,
                branches=outlets_below(branch),
                output=BundleOutput.PDF if merged else BundleOutput.ZIP,
                chunk_size=max(0, said["chunk"]),
            )
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error

    def _reporter(self):
        last = Progress(0, -1)

        def report(progress: Progress) -> None:
            nonlocal last
            if progress == last:
                return
            last = progress
            left_out = f"，没做 {progress.failed} 家" if progress.failed else ""
            step = "装订中 " if progress.binding else ""
            self.stdout.write(f"{step}{progress.done}/{progress.total} 家{left_out}")
            self.stdout.flush()

        return report

    def _sum_up(self, order: Order, made: Made, seconds: float) -> None:
        for line in made.failed[:SHOWN]:
            self.stdout.write(f"没做：{line.code} {line.name}：{line.reason}")
        if len(made.failed) > SHOWN:
            self.stdout.write(f"…… 另有 {len(made.failed) - SHOWN} 家没做，见清单。")
        if made.failed:
            self.stdout.write("改好资料，再运行同一条命令，只补做这几家。")
        count = made.total - len(made.failed)
        self.stdout.write(
            f"做好了 {count} 家，用 {seconds:.0f} 秒：{made.file}"
            f"（{made.size / 1e6:.1f} MB，sha256 {made.sha256}）"
        )
        in_zip = f"包里的 {MANIFEST}"
        merged = order.output == BundleOutput.PDF
        self.stdout.write(f"清单：{manifest_beside(made.file) if merged else in_zip}")
