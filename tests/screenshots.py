"""`make screenshots`: draw the pictures of the README from a freshly loaded demo.

The demo is served by granian on a free port, from a throw-away folder, as in the journeys.
"""

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from campaigns.demo.people import PASSWORD
from tests.browser import ARGUMENTS, DESKTOP, PHONE, find_browser
from tests.serving import DemoSite, serve_demo

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "screenshots"

SITE = {
    "home": "/",
    "help": "/help/",
    "tips": "/tips/",
    "tip": "/tips/grandchild-in-trouble/",
    "leaflet": "/leaflets/fraud-handbook/",
    "eye-chart": "/posters/fraud-eye-chart/",
    "video": "/videos/mingyan-shake/",
    "campaign": "/campaigns/winter-2026/",
    "branch": "/branches/0111/",
    "search": "/search/?q=养老骗局",
}
DESK = {"desk-today": "/desk/", "desk-handouts": "/desk/handouts/", "desk-stock": "/desk/stock/"}
ADMIN = {"admin": "/admin/", "admin-return": "/admin/reports/campaign-return/"}


def keep(picture: bytes, name: str) -> None:
    """Save a picture with few colours: the README should open quickly."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(128).save(PICTURES / f"{name}.png", optimize=True)


def shoot(page: Page, addresses: dict[str, str], suffix: str) -> None:
    for name, address in addresses.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        keep(page.screenshot(), f"{name}-{suffix}")


def sign_in(page: Page, address: str, username: str) -> None:
    page.goto(address)
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")


def new_page(browser: Browser, site: DemoSite, viewport: dict) -> Page:
    context = browser.new_context(base_url=site.url, viewport=viewport, locale="zh-CN")
    return context.new_page()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name, serve_demo(Path(name)) as site, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for viewport, suffix in ((PHONE, "phone"), (DESKTOP, "desktop")):
            shoot(new_page(browser, site, viewport), SITE, suffix)
            desk = new_page(browser, site, viewport)
            sign_in(desk, "/desk/", "lobby")
            shoot(desk, DESK, suffix)
        admin = new_page(browser, site, DESKTOP)
        sign_in(admin, "/admin/login/", "admin")
        shoot(admin, ADMIN, "desktop")
        browser.close()
    sys.stdout.write(f"Pictures are in {PICTURES}\n")


if __name__ == "__main__":
    main()
