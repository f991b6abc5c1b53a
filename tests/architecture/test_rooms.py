"""Imports and foreign keys go down the staircase of docs/rooms.md, never up."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.source import HOUSES, PYPROJECT, ROOT, python_files, shown, staircase

LINT_IMPORTS = [
    sys.executable,
    "-c",
    "from importlinter.cli import lint_imports_command; lint_imports_command()",
    "--no-cache",
    "--no-logo",
]
TINY_CONTRACT = """
[importlinter]
root_package = house

[importlinter:contract:1]
name = up is up
type = layers
layers =
    house.upper
    house.lower
"""


def keys_pointing_up(all_models: Iterable[type[models.Model]]) -> list[str]:
    """Name each foreign key that leaves its room for a room beside or above it."""
    steps = staircase()
    step_of = {room: step for step, rooms in enumerate(steps) for room in rooms}
    found = []
    for model in all_models:
        own = model._meta.app_label
        if own not in step_of:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model._meta.app_label if field.is_relation else own
            if target != own and step_of.get(target, len(steps)) <= step_of[own]:
                found.append(f"{own}.{model.__name__}.{field.name} -> {target}")
    return found


def lint_imports(folder: Path, config: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*LINT_IMPORTS, "--config", str(config)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied_houses(tmp_path: Path) -> Path:
    """A copy of both houses' Python, to plant a violation in."""
    for house in HOUSES:
        shutil.copytree(
            ROOT / house,
            tmp_path / house,
            ignore=lambda folder, names: [
                name
                for name in names
                if (Path(folder) / name).is_file() and not name.endswith(".py")
            ],
        )
    shutil.copy(PYPROJECT, tmp_path / "pyproject.toml")
    return tmp_path


def test_every_room_has_its_step():
    rooms = {path.parent.name for house in HOUSES for path in (ROOT / house).glob("*/apps.py")}
    assert set().union(*staircase()) == rooms


def test_foreign_keys_point_down():
    assert keys_pointing_up(apps.get_models(include_auto_created=True)) == []


@isolate_apps()
def test_a_planted_foreign_key_that_points_up_is_named():
    class Entry(models.Model):
        class Meta:
            app_label = "ledger"

    class Badge(models.Model):
        entry = models.ForeignKey(Entry, on_delete=models.PROTECT)
        entries = models.ManyToManyField(Entry, related_name="+")

        class Meta:
            app_label = "branches"

    assert keys_pointing_up([Badge]) == [
        "branches.Badge.entry -> ledger",
        "branches.Badge.entries -> ledger",
    ]


@isolate_apps()
def test_a_planted_foreign_key_to_a_room_on_the_same_step_is_named():
    class Event(models.Model):
        class Meta:
            app_label = "schedule"

    class Entry(models.Model):
        event = models.ForeignKey(Event, on_delete=models.PROTECT)

        class Meta:
            app_label = "ledger"

    assert keys_pointing_up([Entry]) == ["ledger.Entry.event -> schedule"]


def test_imports_go_down():
    result = lint_imports(ROOT, PYPROJECT)
    assert result.returncode == 0, result.stdout


def test_a_planted_import_in_a_tiny_house_is_refused(tmp_path):
    house = tmp_path / "house"
    house.mkdir()
    for name in ("__init__", "upper", "lower"):
        (house / f"{name}.py").write_text("")
    config = tmp_path / "contracts.ini"
    config.write_text(TINY_CONTRACT)
    assert lint_imports(tmp_path, config).returncode == 0

    (house / "lower.py").write_text("import house.upper\n")
    assert lint_imports(tmp_path, config).returncode == 1


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("cms/branches/queries.py", "import campaigns.ledger.models", "campaigns stands on cms"),
        ("cms/branches/queries.py", "import cms.library.models", "the rooms of cms"),
        ("campaigns/plans/queries.py", "import campaigns.ledger.queries", "the rooms of campaigns"),
        ("cms/branches/models.py", "import cms.branches.queries", "inside a room"),
        ("campaigns/schedule/lunar.py", "import django.utils.timezone", "calendar arithmetic"),
    ],
)
def test_a_planted_import_breaks_its_contract(copied_houses, file, line, contract):
    with (copied_houses / file).open("a") as module:
        module.write(f"\n{line}\n")
    result = lint_imports(copied_houses, copied_houses / "pyproject.toml")
    broken = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert result.returncode == 1
    assert [row for row in broken if row.startswith(contract)] != [], result.stdout


def test_only_one_module_knows_typst():
    """The scripts that once drew the demo's pictures are content, not part of the running house."""
    importers = [
        shown(path)
        for path in python_files(*HOUSES)
        if "content" not in path.parts
        and "\nimport typst\n" in f"\n{path.read_text(encoding='utf-8')}"
    ]
    assert importers == ["cms/printing/typst.py"]


def test_no_room_has_a_junk_drawer():
    drawers = {"utils", "helpers", "common", "core", "base"}
    names = [
        shown(path)
        for path in python_files(*HOUSES)
        if drawers & {path.stem, path.parent.name} and path.parent.name != "settings"
    ]
    assert names == []
