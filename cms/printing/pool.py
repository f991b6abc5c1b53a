"""Processes that typeset on every core, and that never outlive whoever started them.

Imports no model: a new process reads this file before Django is ready in it.
"""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor

import django

# Behind the people who are being served by the same machine.
NICENESS = 10


def press_pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of that many fresh processes, each with Django set up and no database open."""
    fresh = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=fresh, initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then stops us
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    django.setup()


def _leave_with_parent() -> None:
    """A parent that was killed tells nobody: waiting for its end is the only way to hear of it."""
    multiprocessing.parent_process().join()
    os._exit(1)
