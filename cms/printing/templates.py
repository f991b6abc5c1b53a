"""What turns data into a page: our Typst sources, our fonts, the engine. All of it by hash."""

import functools
import hashlib
import importlib.metadata
import importlib.resources
import json
import zlib
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "print"
FONT_FOLDERS = ("notosanssc", "notosanstc", "notosansjp")
# Raised by hand when the meaning of a typed input changes, so that old editions can say so.
INPUT_VERSION = 1
# Raised by hand when our own Python lays other bytes on the same page than before.
OUTPUT_VERSION = 1

Sources = dict[str, str]


def font_folders() -> list[Path]:
    fonts = importlib.resources.files("justmytype_intl_cjk") / "fonts" / "ofl"
    return [Path(str(fonts / name)) for name in FONT_FOLDERS]


@functools.cache
def current_sources() -> Sources:
    """Return every Typst source of today, by its path below templates/print."""
    files = sorted(FOLDER.rglob("*.typ"))
    return {file.relative_to(FOLDER).as_posix(): file.read_text(encoding="utf-8") for file in files}


def sources_sha256(sources: Sources) -> str:
    text = json.dumps(sources, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@functools.cache
def current_sha256() -> str:
    return sources_sha256(current_sources())


@functools.cache
def fonts_sha256() -> str:
    """Return one hash over the bytes of every font file we set with."""
    together = hashlib.sha256()
    for file in sorted(file for folder in font_folders() for file in folder.glob("*.ttf")):
        with file.open("rb") as stream:
            together.update(hashlib.file_digest(stream, "sha256").digest())
    return together.hexdigest()


@functools.cache
def engine() -> str:
    """Return what decides the bytes besides sources and fonts: "typst 0.15.2, …, mingyan 1"."""
    names = ("typst", "pikepdf", "segno", "opencc", "pillow")
    said = [f"{name} {importlib.metadata.version(name)}" for name in names]
    ours = (f"zlib {zlib.ZLIB_RUNTIME_VERSION}", f"mingyan {OUTPUT_VERSION}")
    return ", ".join([*said, *ours])
