"""Requests a second from granian: a tip page beside a static file of the same server."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from cms.library.models import TipPage
from tests.serving import free_port, granian

CLIENTS = 4
SECONDS = 4


@contextmanager
def a_server() -> Iterator[int]:
    """Serve this run's database, static files collected and compressed, on a free port."""
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(manage, check=True)
    port = free_port()
    with granian(port, dict(os.environ)):
        yield port


def one_client(port: int, paths: list[str]) -> int:
    """Ask for the paths in turn until the time is up; return how many were answered 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    until, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        connection.request("GET", paths[done % len(paths)], headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{paths[done % len(paths)]} answered {response.status}")
        done += 1
    return done


def visit_once(port: int, paths: list[str]) -> None:
    """Let each page make the sizes of its pictures, which happens once in its life."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for path in paths:
        connection.request("GET", path)
        connection.getresponse().read()


def requests_a_second(port: int, paths: list[str]) -> float:
    with ThreadPoolExecutor(CLIENTS) as clients:
        done = clients.map(lambda _: one_client(port, paths), range(CLIENTS))
        return sum(done) / SECONDS


def measure() -> Iterator[str]:
    tips = [page.get_url() for page in TipPage.objects.live()]
    with a_server() as port:
        visit_once(port, tips)
        every = requests_a_second(port, tips)
        repeated = requests_a_second(port, tips[:1])
        static = requests_a_second(port, ["/static/css/site.css"])
    yield f"tip pages, each in turn: {every:.0f} requests/s ({every / static:.3f} of a static file)"
    yield f"one tip page repeated: {repeated:.0f} requests/s ({repeated / static:.3f})"
    yield f"  baseline, a static file from the same server: {static:.0f} requests/s"
