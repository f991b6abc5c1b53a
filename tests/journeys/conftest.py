"""The journeys run against the real thing: the demo network, served by granian as `make run`."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from campaigns.demo.people import PASSWORD
from tests.browser import DESKTOP, PHONE, note_refusal
from tests.serving import DemoSite, serve_demo


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory) -> Iterator[DemoSite]:
    """The demo network on a server of its own, loaded once for all journeys."""
    with serve_demo(tmp_path_factory.mktemp("demo")) as site:
        yield site


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
