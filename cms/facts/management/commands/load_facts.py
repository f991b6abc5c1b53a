import tomllib
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from cms.branches.models import User
from cms.facts.actions import save_fact

DAYS = ("checked_on", "check_by")


class Command(BaseCommand):
    help = "Save the facts of a TOML file ([[fact]] key, label, value, note, source…) by key."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, help="whose name the change bears")

    def handle(self, *, file: Path, user: str, **options):
        person = User.objects.filter(username=user).first()
        if person is None:
            raise CommandError(f"没有 {user} 这个账号。")
        rows = self.read(file)
        with transaction.atomic():
            for row in rows:
                self.save(row, person)
        self.stdout.write(f"已保存 {len(rows)} 条事实。")

    def read(self, file: Path) -> list[dict]:
        try:
            return tomllib.loads(file.read_text(encoding="utf-8")).get("fact", [])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CommandError(f"读不了 {file}：{error}") from error

    def save(self, row: dict, person: User) -> None:
        try:
            days = {name: date.fromisoformat(row[name]) for name in DAYS}
            save_fact(user=person, **{**row, **days})
        except (KeyError, ValueError, TypeError) as error:
            raise CommandError(f"{row.get('key', '?')}：缺少或写错了 {error}") from error
        except ValidationError as error:
            raise CommandError(f"{row['key']}：{'；'.join(error.messages)}") from error
