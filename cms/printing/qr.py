"""The code a reader scans, drawn as SVG."""

import functools
import io
import re
from urllib.parse import quote, urlsplit

import segno

# QR's alphanumeric mode: half the bits of bytes, so larger modules on the same paper.
DENSE = re.compile(r"[0-9A-Z $%*+\-./:]+")


def scan_url(public_url: str, edition_code: str, branch_code: str) -> str:
    """The address behind the QR. Upper case where the whole of it can be: our server does not mind.

    A house below a path keeps its case, because only `/d/…` is ours to promise about.
    """
    address = f"{public_url.rstrip('/')}/d/{quote(edition_code)}/{quote(branch_code)}/"
    upper = address.upper()
    at_the_root = urlsplit(public_url).path in ("", "/")
    return upper if at_the_root and DENSE.fullmatch(upper) else address


def plain_address(public_url: str, spoken_code: str) -> str:
    """The same door in words short enough to type: mingyan.example/d/017/"""
    parts = urlsplit(public_url)
    return f"{parts.netloc}{parts.path.rstrip('/')}/d/{spoken_code}/"


def branch_address(public_url: str, branch_code: str) -> str:
    """The branch's own page, where readers find its door and its hours."""
    return f"{public_url.rstrip('/')}/branches/{quote(branch_code)}/"


def plain_branch_address(public_url: str, branch_code: str) -> str:
    """The same page in words short enough to type: mingyan.example/branches/LJ0101/"""
    return branch_address(public_url, branch_code).partition("//")[2]


@functools.lru_cache(maxsize=4096)
def qr_svg(text: str) -> str:
    """Error level Q survives a fold or a coffee stain; the quiet zone is the standard's four."""
    code = segno.make(text, error="q", micro=False, boost_error=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=4, omitsize=True, xmldecl=False, dark="#000", light="#fff")
    return drawn.getvalue().decode()
