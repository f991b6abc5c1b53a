"""What the guards read: our own files, and the staircase as pyproject.toml states it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = ROOT / "pyproject.toml"
HOUSES = ("cms", "campaigns")


def python_files(*folders: str) -> list[Path]:
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in files if "migrations" not in path.parts)


def text_files(*folders: str, suffixes: tuple[str, ...]) -> list[Path]:
    files = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in files if path.suffix in suffixes)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def staircase() -> list[set[str]]:
    """Return the app labels of each step, the top step first."""
    contracts = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
    by_id = {contract["id"]: contract for contract in contracts["contracts"]}
    layers = by_id["campaigns-rooms"]["layers"] + by_id["cms-rooms"]["layers"]
    return [{room.strip() for room in layer.split("|")} for layer in layers]
