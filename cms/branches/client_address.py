"""Whose failed log-in this is: not the proxy's address, and not the visitor's own word."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address that our outermost proxy saw; without a proxy, the connection's own.

    A visitor can write anything into X-Forwarded-For, but each proxy of ours appends what it
    saw, so only the last PROXY_COUNT entries are to be believed.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    count = settings.PROXY_COUNT
    if count and len(hops) >= count:
        return hops[-count]
    return request.META.get("REMOTE_ADDR", "")
