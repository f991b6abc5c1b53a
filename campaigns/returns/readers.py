"""Telling a reader's visit from a machine's. Pure: looks at headers only, keeps nothing."""

import re

# Crawlers, link previews in chats, uptime checks and HTTP libraries. WeChat's in-app browser
# (MicroMessenger) is a reader; its crawler announces itself otherwise.
MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|embedly|whatsapp|telegram"
    r"|skypeuri|headlesschrome|curl|wget|python-|httpx|aiohttp|okhttp|go-http|java/|libwww"
    r"|monitor|uptime|pingdom|lighthouse|baiduspider|bytespider|sogou web|yisou|360spider",
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
    agent = headers.get("User-Agent", "")
    return bool(agent.strip()) and not MACHINES.search(agent)
