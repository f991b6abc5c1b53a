"""Nobody adds a package without saying in docs/dependencies.md why."""

import re

import pytest

from tests.architecture.source import ROOT


def wanted(requirements: str) -> list[str]:
    """Return the names a .in file asks for, without extras and versions."""
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in requirements.splitlines())
    return [name.group() for name in names if name and not name.group().startswith("-")]


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_package_says_why_it_is_here(name):
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([^`]+)` \|", reasons, re.MULTILINE))
    assert [package for package in wanted((ROOT / name).read_text()) if package not in rows] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wanted_package_is_pinned_with_a_hash(name):
    pins = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    pinned = {
        match.lower().replace("_", "-").replace(".", "-")
        for match in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==\S+ \\\n +--hash=", pins, re.M)
    }
    packages = [package.lower() for package in wanted((ROOT / f"{name}.in").read_text())]
    assert [package for package in packages if package not in pinned] == []
