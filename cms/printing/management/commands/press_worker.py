"""The worker that makes bundles in the background. `make run` starts it beside the server."""

import sys
import uuid

from django.core.management.base import BaseCommand, CommandParser
from django_tasks_db.management.commands.db_worker import Worker

from cms.printing.actions.bundles import tend_bundles
from cms.printing.bundles.stopping import stop_asked

BACKEND = "press"


class PressWorker(Worker):
    """django-tasks' own worker; asked to go, it ends after the chunk in hand, not the bundle."""

    def shutdown(self, signum: int, frame: object) -> None:
        stop_asked.set()
        self.running = False
        if not self.running_task:
            sys.exit(0)


class Command(BaseCommand):
    help = "在后台做印厂包。先接着做上次没做完的，然后等新的。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="把等着的做完就结束")
        parser.add_argument("--interval", type=float, default=2, help="隔几秒看一次有没有新的")

    def handle(self, *, batch: bool, interval: float, **options: object) -> None:
        worker = PressWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid.uuid4().hex,
        )
        if not batch:
            worker.configure_signals()
        stop_asked.clear()
        tend_bundles.enqueue()
        worker.run()
