"""缩略图 — an edition as a small picture, drawn once by whoever asks for it first."""

import io
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from cms.branches.models import Branch, User
from cms.branches.queries import branches_for, head_office
from cms.library.models import Edition
from cms.printing.layouts import Layout, main_layout
from cms.printing.options import PAPERS
from cms.printing.queries import template_set_of
from cms.printing.rendering import print_job
from cms.printing.templates import current_sha256
from cms.printing.typst import PrintError, TemplateError

FOLDER = "thumbnails"
WIDTH = 320  # pixels; a landscape sheet is made as wide as an upright one is tall
DRAWN_WIDER = 2  # drawn larger and made smaller: thin strokes stay whole
COLOURS = 128
MM_OF_AN_INCH = 25.4
A_SCREEN = (381, 508)  # 1080 × 1440 points: what a picture for phones is set on
NO_LAYOUT = "这种材料还没有版式，不能印。"


def version(edition: Edition) -> str:
    """Return what changes in a thumbnail's address when its picture may. Asks no database."""
    return f"{edition.content_hash[:8]}{current_sha256()[:8]}"


def templates_of(edition: Edition) -> str:
    """Return the hash of the template set that the edition is drawn with."""
    pinned = template_set_of(edition)
    return pinned.sha256 if pinned else current_sha256()


def stored_name(edition: Edition, layout: Layout, templates: str = "") -> str:
    """Return where the picture is kept: nobody guesses the whole hash of what they cannot see."""
    made_with = (templates or templates_of(edition))[:8]
    return f"{FOLDER}/{edition.code}-{edition.content_hash}-{layout.code}-{made_with}.png"


def user_can_see(user: User, edition: Edition) -> bool:
    """Return whether the user works with editions, or at a branch that may use this one."""
    if user.has_perm("library.view_edition"):
        return True
    below = Branch.objects.below(edition.material.owner_branch)
    return branches_for(user).filter(pk__in=below.values("pk")).exists()


def thumbnail(edition: Edition, layout: Layout | None = None) -> bytes:
    """Return page 1 with head office's imprint as a PNG, in the main layout unless told another.

    Raises PrintError, in Chinese, for what cannot be drawn.
    """
    layout = layout or main_layout(edition)
    if layout is None:
        raise PrintError(NO_LAYOUT)
    name = stored_name(edition, layout)
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return file.read()
    return _draw_and_keep(edition, layout, name)


def why_it_does_not_fit(edition: Edition, layout: Layout) -> str:
    """Return why head office's own sheet cannot be made in this layout; "" if it can.

    The thumbnail is the trial, so that what fits is set once for both.
    """
    known = known_misfits(edition, [layout])[layout.code]
    if known is not None:
        return known
    try:
        _draw_and_keep(edition, layout, stored_name(edition, layout))
    except PrintError as error:
        return str(error)
    return ""


def known_misfits(edition: Edition, layouts: Iterable[Layout]) -> dict[str, str | None]:
    """Return, by layout, what is known without drawing: "" fits, words say why not, None unknown.

    One query, however many layouts.
    """
    templates = templates_of(edition)
    return {layout.code: _known(stored_name(edition, layout, templates)) for layout in layouts}


def _known(name: str) -> str | None:
    if default_storage.exists(name):
        return ""
    if default_storage.exists(_words_beside(name)):
        with default_storage.open(_words_beside(name)) as file:
            return file.read().decode()
    return None


def _words_beside(name: str) -> str:
    return f"{name}.txt"


def _draw_and_keep(edition: Edition, layout: Layout, name: str) -> bytes:
    root = head_office()
    if root is None:
        raise PrintError("还没有总行，不知道落款写谁。请先建总行。")
    try:
        png = _smaller(_first_page(edition, layout, root))
    except TemplateError:  # our fault, and mended tomorrow perhaps: not kept
        raise
    except PrintError as error:
        _keep(_words_beside(name), str(error).encode())
        raise
    _keep(name, png)
    return png


def _keep(name: str, data: bytes) -> None:
    kept = default_storage.save(name, ContentFile(data))
    if kept != name:  # somebody else was quicker
        default_storage.delete(kept)


def _first_page(edition: Edition, layout: Layout, root: Branch) -> bytes:
    job = print_job(edition, layout)
    millimetres, _ = PAPERS.get(job.options.paper, A_SCREEN)
    return job.pictures(root, ppi=WIDTH * DRAWN_WIDER * MM_OF_AN_INCH / millimetres)[0]


def _smaller(png: bytes) -> bytes:
    with Image.open(io.BytesIO(png)) as drawn:
        size = (round(drawn.width / DRAWN_WIDER), round(drawn.height / DRAWN_WIDER))
        small = drawn.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()
