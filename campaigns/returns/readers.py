"""Telling a reader's visit from a machine's. Pure: looks at headers only, keeps nothing."""

import re

# What people read with says so: every browser, WeChat's and the others' inside an app as well.
BROWSER = re.compile(r"^Mozilla/5\.0 .*(?:AppleWebKit|Gecko/|Trident)", re.DOTALL)
# Crawlers, link previews in chats, uptime checks and HTTP libraries that say they are browsers.
# "compatible;" was Internet Explorer's word and is now theirs. Cubot makes telephones.
MACHINES = re.compile(
    r"(?<!cu)bot\b|bot/|crawl|spider|slurp|archiver|scrap[ye]|fetch|inspection|googleother"
    r"|mediapartners|google-|favicon|pagerenderer|compatible;(?! MSIE)|preview|linkparser|unfurl"
    r"|externalagent|externalhit|embedly|whatsapp|telegram|skypeuri|chatgpt|gptbot|claude"
    r"|perplexity|headless|phantomjs|puppeteer|playwright|selenium|cypress|electron|curl|wget"
    r"|python|httpx|aiohttp|axios|okhttp|go-http|java/|libwww|httpclient|postman|dalvik"
    r"|monitor|uptime|pingdom|synthetic|statuscake|site24x7|gtmetrix|lighthouse|pagespeed|ptst"
    r"|sogou web|yisou|scanner|http://|https://",
    re.IGNORECASE,
)
AHEAD_OF_TIME = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def is_a_readers_visit(method: str, headers) -> bool:
    """Return whether a request is a person opening a page: GET, not ahead of time, no machine."""
    if method != "GET":
        return False
    hints = " ".join(headers.get(name, "") for name in AHEAD_OF_TIME).lower()
    if "prefetch" in hints or "prerender" in hints or "preview" in hints:
        return False
    agent = headers.get("User-Agent", "").strip()
    return bool(BROWSER.match(agent)) and not MACHINES.search(agent)
