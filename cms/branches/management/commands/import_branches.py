from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.branches.actions import ImportReport, import_branches
from cms.branches.importing import TableError, read_table


class Command(BaseCommand):
    help = "从 CSV 或 XLSX 导入机构：按机构号新增或更新，逐行说明哪一行有错。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="机构表：.csv（UTF-8 或 GBK）或 .xlsx")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不保存")

    def handle(self, *args, file: Path, dry_run: bool, **options):
        try:
            table = read_table(file)
        except TableError as error:
            raise CommandError(str(error)) from error
        report = import_branches(user=None, rows=table.rows, dry_run=dry_run)
        for heading in table.ignored:
            self.stdout.write(f"没有用到的列：{heading}")
        for row in report.bad:
            self.stderr.write(str(row))
        self.stdout.write(summary(report, dry_run))
        if report.bad:
            raise CommandError(f"有 {len(report.bad)} 行没有导入，请按上面的说明改好再导一次。")


def summary(report: ImportReport, dry_run: bool) -> str:
    begin = "试运行，什么都没有保存。将会：" if dry_run else ""
    return (
        f"{begin}新增 {len(report.added)} 家，更新 {len(report.updated)} 家，"
        f"不变 {report.unchanged} 家，有错 {len(report.bad)} 行。"
    )
