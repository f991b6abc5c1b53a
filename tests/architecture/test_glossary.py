"""Every table has one word, and docs/glossary.md is where it is agreed."""

import re
from collections.abc import Iterable

from django.apps import apps

from tests.architecture.source import HOUSES, ROOT

ROW = re.compile(r"^\|[^|]+\|([^|]+)\|", re.MULTILINE)


def identifiers(glossary: str) -> set[str]:
    """Return the names in backticks of the table's second column."""
    return {name for cell in ROW.findall(glossary) for name in re.findall(r"`([^`]+)`", cell)}


def models_without_a_row(names: Iterable[str], glossary: str) -> list[str]:
    return sorted(set(names) - identifiers(glossary))


def our_models() -> list[str]:
    return [
        model.__name__
        for config in apps.get_app_configs()
        if config.name.startswith(tuple(f"{house}." for house in HOUSES))
        for model in config.get_models()
    ]


def test_every_model_has_a_row():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert models_without_a_row(our_models(), glossary) == []


def test_a_planted_model_without_a_row_is_named():
    glossary = "| 中文 | identifier | note |\n|---|---|---|\n| 网点 | `Branch` | not `Outlet` |\n"
    assert models_without_a_row(["Branch", "Outlet"], glossary) == ["Outlet"]
