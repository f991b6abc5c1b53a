"""Words that must not be in the files: paths of a machine, prints, gettext, inline code."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import HOUSES, ROOT, python_files, shown, text_files

SUFFIXES = (".py", ".html", ".css", ".js", ".md", ".typ", ".toml", ".json", ".txt", ".svg", ".csv")
# Wherever it was cloned to, our own checkout is no part of the project; nor is anybody's home.
PLACES = [str(place) for place in (ROOT, Path.home()) if len(place.parts) > 2]
MACHINE = re.compile(
    "|".join([*(re.escape(place) + r"\b" for place in PLACES), r"/[h]ome/\w+/|/[U]sers/|/[r]oot/"])
)
GETTEXT = re.compile(r"\bn?p?gettext(?:_lazy)?\b|{%\s*(?:trans|translate|blocktrans\w*)\b")
INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a <style> element": re.compile(r"<style\b", re.IGNORECASE),
    # A block of data is not run, so the policy lets it pass.
    "a <script> without src": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE
    ),
    "an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript: address": re.compile(r"[\"']javascript:", re.IGNORECASE),
}


def inline_code(template: str) -> list[str]:
    return [what for what, pattern in INLINE.items() if pattern.search(template)]


def calls_print(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for node in ast.walk(tree)
    )


def public_templates() -> list[Path]:
    templates = text_files("templates", *HOUSES, suffixes=(".html",))
    return [path for path in templates if "wagtailadmin" not in path.parts]


def test_no_file_names_a_machine():
    top = [path for path in ROOT.iterdir() if path.suffix in SUFFIXES or path.name == "Makefile"]
    files = top + text_files(*HOUSES, "templates", "tests", "docs", suffixes=SUFFIXES)
    assert [
        shown(path) for path in files if MACHINE.search(path.read_text("utf-8", "ignore"))
    ] == []


def test_nothing_prints():
    assert [shown(path) for path in python_files(*HOUSES) if calls_print(path)] == []


def test_people_read_chinese_literals_without_gettext():
    files = python_files(*HOUSES) + text_files("templates", suffixes=(".html",))
    assert [shown(path) for path in files if GETTEXT.search(path.read_text("utf-8"))] == []


def test_templates_carry_no_inline_style_or_script():
    found = {shown(path): inline_code(path.read_text("utf-8")) for path in public_templates()}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p style="color: red">', ["a style attribute"]),
        ("<style>p {}</style>", ["a <style> element"]),
        ("<script>go()</script>", ["a <script> without src"]),
        ('<button onclick="go()">', ["an event attribute"]),
        ("<a href='javascript:go()'>", ["a javascript: address"]),
        ('<script src="/static/site.js" defer></script>', []),
        ('<script id="rows" type="application/json">[]</script>', []),
    ],
)
def test_planted_inline_code_is_named(template, found):
    assert inline_code(template) == found
