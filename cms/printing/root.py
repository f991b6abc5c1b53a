"""The one folder typst reads: today's templates and the pictures of what is being printed.

It knows the files of a folder again from one compile to the next. What it is handed in memory it
parses anew each time, and a picture wrapped in an SVG it unpacks anew: a third of a leaflet's cost.
"""

import base64
import functools
import hashlib
import os
import re
import shutil
import tempfile
import threading
from multiprocessing.util import Finalize
from pathlib import Path

from cms.printing import templates

WRAPPED = re.compile(r'href="data:image/(?P<kind>png|jpeg);base64,(?P<data>[^"]+)"')
PICTURES = "pictures"


_lock = threading.Lock()


def folder() -> Path:
    """Return this process's folder, made anew should something have tidied it away.

    Threads that ask at once get one and the same: a picture put into another's would be lost.
    """
    with _lock:
        key = (os.getpid(), templates.current_sha256())
        made = _folder(*key)
        if not (made / PICTURES).is_dir():
            _folder.cache_clear()
            made = _folder(*key)
        return made


@functools.cache
def _folder(_process: int, _sources: str) -> Path:
    """Private to one process, gone with it, and nothing secret near it."""
    made = Path(tempfile.mkdtemp(prefix="mingyan-print-"))
    Finalize(None, shutil.rmtree, (made, True), exitpriority=0)
    for name, text in templates.current_sources().items():
        file = made / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (made / PICTURES).mkdir()
    return made


def with_files(value: object) -> object:
    """Return the content with every picture's `svg` put into the folder and named as `file`."""
    if isinstance(value, dict):
        if WRAPPED.search(value.get("svg") or ""):
            rest = {key: one for key, one in value.items() if key != "svg"}
            return {**rest, "file": _kept(folder(), value["svg"])}
        return {key: with_files(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [with_files(one) for one in value]
    return value


@functools.lru_cache(maxsize=32)
def _kept(root: Path, svg: str) -> str:
    """Store the picture inside an SVG by what it is; return its path as templates know it."""
    found = WRAPPED.search(svg)
    raw = base64.b64decode(found["data"])
    name = f"{PICTURES}/{hashlib.sha256(raw).hexdigest()}.{found['kind']}"
    # Put in place at one stroke: another thread may be reading it.
    unfinished = root / f"{name}.{threading.get_ident()}"
    unfinished.write_bytes(raw)
    unfinished.replace(root / name)
    return f"/{name}"
