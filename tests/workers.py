"""The worker of `make run`, in the test's own process and inside its transaction."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands import db_worker


@pytest.fixture
def work(monkeypatch) -> Callable[[], None]:
    """Return a call that lets the press worker do all that waits.

    Between two tasks the worker drops old connections; the test's one holds its transaction and
    must stay, as Django's own test client keeps it.
    """
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return lambda: call_command("press_worker", batch=True)
