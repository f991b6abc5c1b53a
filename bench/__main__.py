"""`make bench`: build a large network in a throw-away folder, then measure.

Wall-clock figures of a busy two-core machine wander; the ratios hold.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--branches", type=int, default=2_000)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["printing", "serving", "ledger", "returns"])
    return parser.parse_args()


def prepare(folder: Path, branches: int, entries: int) -> None:
    """Make the database of this run: the demo network, enlarged."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    os.environ["STATIC_ROOT"] = str(folder / "static")
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.dev"
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], check=True)
    started = time.perf_counter()
    size = ["--branches", str(branches), "--entries", str(entries)]
    subprocess.run([*manage, "seed_demo", *size], check=True, stdout=subprocess.DEVNULL)
    taken = time.perf_counter() - started
    say(f"Seeded {branches:,} branches and {entries:,} entries in {taken:.0f} s.")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="mingyan-bench-") as name:
        # Printing asks nothing of the ledger, and a million entries take longer than it does.
        entries = 0 if options.only == "printing" else options.entries
        prepare(Path(name), options.branches, entries)
        django.setup()
        from bench import ledger, printing, returns, serving  # noqa: PLC0415 - app ready

        for room in (printing, ledger, returns, serving):
            short = room.__name__.rsplit(".", 1)[-1]
            if options.only in (None, short):
                say(f"\n{short}")
                for line in room.measure():
                    say(f"  {line}")


main()
