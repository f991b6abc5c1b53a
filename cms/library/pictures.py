"""Pictures that went on paper are kept under the hash of their bytes, so they never change."""

import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cms.pages.models import Picture

FOLDER = "edition_pictures"
# 1,600 px across 170 mm of paper is 240 dpi: sharp, and a file that e-mail takes.
PRINT_SPEC = "max-1600x1600"


def printable(picture: Picture) -> tuple[str, bytes]:
    """Return a picture's printable bytes and the name they are kept under once issued."""
    rendition = picture.get_rendition(PRINT_SPEC)
    with rendition.file.open("rb") as stream:
        data = stream.read()
    suffix = PurePosixPath(rendition.file.name).suffix
    return f"{FOLDER}/{hashlib.sha256(data).hexdigest()}{suffix}", data


def on_paper(picture: Picture | None, alt: str) -> dict | None:
    """Return a picture as printed content says it: {"file", "alt"}. Stores nothing."""
    if picture is None:
        return None
    name, _ = printable(picture)
    return {"file": name, "alt": alt or picture.description or picture.title}


def keep_for_print(files: dict[str, bytes]) -> None:
    """Store the pictures of an edition; what is already there stays as it is."""
    for name, data in files.items():
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(data))
