"""The Chromium that browser tests drive: found, or installed where that is allowed.

``python tests/browser.py`` prints the path of a browser that starts; ``make test`` calls it
first. As a pytest plugin the module offers ``page``: a fresh, isolated tab on the live server.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.db import connection, connections
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The sandbox needs a kernel feature that containers rarely grant; the rest keeps it from
# calling home, so a test run talks to this machine only.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERIALIZED = "_test_serialized_contents"  # Django's own name
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
INSTALL_HINT = (
    "No Chromium found for the browser tests: install it (Debian: apt install chromium "
    "fonts-noto-cjk) or run .venv/bin/python -m playwright install chromium."
)


@cache
def find_browser() -> str | None:
    """Return the path of an installed browser: the system's first, else Playwright's own."""
    for name in SYSTEM_NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_browser() -> None:
    """Try the distribution's package when we may, else Playwright's download."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        say("Installing chromium and a Chinese font with apt …")
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"],
        ):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    else:
        say("Fetching Playwright's Chromium …")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    find_browser.cache_clear()


def say(line: str) -> None:
    sys.stderr.write(line + "\n")


def main() -> int:
    if find_browser() is None:
        install_browser()
    if (path := find_browser()) is None:
        say(INSTALL_HINT)
        return 1
    sys.stdout.write(path + "\n")
    return 0


# --- Fixtures --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser process for the whole run; tests get tabs of their own."""
    path = find_browser()
    if path is None:
        # Failing, not skipping: a suite that quietly leaves the browser out is not green.
        pytest.fail(INSTALL_HINT)
    # Playwright's sync API keeps an event loop in this thread, which makes Django refuse
    # database work here although nothing is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    contents = getattr(connection, SERIALIZED, None)
    with sync_playwright() as playwright:
        # Django keeps its connections apart for code under a loop: from here on it is another
        # one, which has to know what the tables held when the test database was made.
        if contents is not None:
            setattr(connection, SERIALIZED, contents)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
        # PostgreSQL drops no database that somebody is still connected to.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Browser, live_server, django_db_serialized_rollback) -> Iterator[Page]:
    """A phone-sized tab on the live server; a script error or a CSP refusal fails the test.

    The live server's tests empty every table afterwards; the rollback puts what migrations
    made (the page tree's root, the locale) back before the next one.
    """
    context = chromium.new_context(
        base_url=live_server.url, viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(10_000)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: note_refusal(message, complaints))
    yield tab
    context.close()
    assert complaints == []


def note_refusal(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type == "error" and "Content Security Policy" in message.text:
        complaints.append(message.text)


if __name__ == "__main__":
    sys.exit(main())
