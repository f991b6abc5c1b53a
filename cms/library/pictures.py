"""Pictures that went on paper are kept under the hash of their bytes, so they never change."""

import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cms.pages.models import Picture

FOLDER = "edition_pictures"
# 1,600 px across 170 mm of paper is 240 dpi: sharp, and a file that e-mail takes.
PRINT_SPEC = "max-1600x1600"


def keep_for_print(picture: Picture | None, alt: str) -> dict | None:
    """Store a picture's printable bytes under their hash and return {"file", "alt"}.

    Writing again what is already there changes nothing, so previews may call it too.
    """
    if picture is None:
        return None
    rendition = picture.get_rendition(PRINT_SPEC)
    with rendition.file.open("rb") as stream:
        data = stream.read()
    suffix = PurePosixPath(rendition.file.name).suffix
    name = f"{FOLDER}/{hashlib.sha256(data).hexdigest()}{suffix}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data))
    return {"file": name, "alt": alt or picture.description or picture.title}
