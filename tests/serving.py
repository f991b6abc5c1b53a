"""Granian as `make run` starts it, and the demo network served from a folder of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class DemoSite:
    url: str
    environment: dict[str, str]

    def manage(self, *words: str) -> str:
        """Run a management command against the served database; return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def a_database(folder: Path) -> str:
    """Return the address of an empty database: PostgreSQL where the suite runs on it."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return f"sqlite:///{folder / 'journeys.sqlite3'}"
    name = f"journeys_{os.getpid()}"  # each test process has its own
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("granian did not start")


@contextmanager
def granian(port: int, environment: dict[str, str]) -> Iterator[None]:
    """Serve with granian as `make run` does, until the block ends."""
    program = str(Path(sys.executable).with_name("granian"))
    command = [program, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--no-ws", "--workers", "1", "--blocking-threads", "4", "--log-level", "error"]
    server = subprocess.Popen([*command, "cms.wsgi:application"], cwd=ROOT, env=environment)
    try:
        wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait()


@contextmanager
def serve_demo(folder: Path) -> Iterator[DemoSite]:
    """Load the demo into a database of its own and serve it on a free port."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": a_database(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "MINGYAN_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DEBUG": "0",
    }
    site = DemoSite(f"http://127.0.0.1:{port}", environment)
    site.manage("migrate", "--verbosity", "0")
    site.manage("seed_demo")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    with granian(port, environment):
        yield site
