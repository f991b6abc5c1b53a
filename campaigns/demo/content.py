"""Reading the starter content: TOML texts and pictures that we wrote and drew ourselves."""

import csv
import tomllib
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


@cache
def read(name: str) -> dict:
    """Return one TOML file of the content folder, such as "facts" or "posters/eight-rights"."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def read_all(folder: str) -> list[dict]:
    """Return every TOML file of a folder, by file name."""
    return [read(f"{folder}/{path.stem}") for path in sorted((CONTENT / folder).glob("*.toml"))]


def branch_rows() -> list[dict[str, str]]:
    """Return the invented bank's branches, parents before children."""
    with (CONTENT / "branches.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def picture_path(slug: str) -> Path | None:
    """Return the drawing of a material, if there is one."""
    found = CONTENT / "pictures" / f"{slug}.png"
    return found if found.exists() else None
