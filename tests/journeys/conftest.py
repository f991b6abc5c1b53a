"""The journeys run against the real thing: the demo network, served by granian as `make run`."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from campaigns.demo.network import PASSWORD
from tests.browser import DESKTOP, PHONE, note_refusal

ROOT = Path(__file__).resolve().parents[2]


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
            check=True,
            capture_output=True,
            text=True,
        )
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
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS mingyan_journeys")
        connection.execute("CREATE DATABASE mingyan_journeys")
    return urlunsplit(urlsplit(address)._replace(path="/mingyan_journeys"))


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("granian did not start")


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory) -> Iterator[DemoSite]:
    """The demo network on a server of its own, loaded once for all journeys."""
    folder = tmp_path_factory.mktemp("demo")
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
    granian = str(Path(sys.executable).with_name("granian"))
    command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--no-ws", "--blocking-threads", "4", "--log-level", "error"]
    server = subprocess.Popen([*command, "cms.wsgi:application"], cwd=ROOT, env=environment)
    try:
        wait_for(port)
        yield site
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def visit(chromium: Browser, demo_site: DemoSite) -> Iterator[Callable[..., Page]]:
    """Open a fresh browser, on a phone unless told otherwise; CSP refusals fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(viewport: dict = PHONE, **options) -> Page:
        context = chromium.new_context(
            base_url=demo_site.url,
            viewport=viewport,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **options,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: note_refusal(message, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def at_the_desk(visit) -> Callable[..., Page]:
    """Sign somebody in at the desk."""

    def sign_in(username: str, **options) -> Page:
        page = visit(**options)
        page.goto("/desk/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/desk/")
        return page

    return sign_in


@pytest.fixture
def in_the_admin(visit) -> Callable[..., Page]:
    """Sign somebody in at Wagtail's admin, on a desktop."""

    def sign_in(username: str) -> Page:
        page = visit(viewport=DESKTOP)
        page.goto("/admin/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return sign_in
