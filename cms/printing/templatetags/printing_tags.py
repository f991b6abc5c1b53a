"""Sheets on the screen: what a draft would look like on paper, and editions in lists."""

import base64
from dataclasses import dataclass, field

from django import template
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from cms.branches.queries import head_office
from cms.library.actions import draft_edition
from cms.library.models import Edition, MaterialPage
from cms.printing.layouts import Layout, main_layout
from cms.printing.rendering import print_job
from cms.printing.thumbnails import version
from cms.printing.typst import PrintError

register = template.Library()

# Sharp enough to read every word, small enough to be drawn at each pause of the typing.
PPI = 96
UNFINISHED = "这份草稿还没写完，印不出来。请先把带 * 的内容补齐（折页要四个内面和一个封底）。"


@dataclass(frozen=True)
class Sheets:
    """The pages as pictures, or a sentence that says why there are none."""

    pages: list[str] = field(default_factory=list)
    layout_name: str = ""
    print_hint: str = ""
    problem: str = ""


def drawn(page: MaterialPage) -> Sheets:
    """Draw the draft with head office's imprint. Raises PrintError, in Chinese."""
    root = head_office()
    if root is None:
        raise PrintError("还没有总行，不知道落款写谁。请先建总行。")
    edition = draft_edition(page)
    layout = main_layout(edition)
    if layout is None:
        raise PrintError("这种材料还没有版式，不能印。")
    files = page.printed_files()
    job = print_job(edition, layout, read_picture=files.__getitem__)
    pictures = job.pictures(root, PPI)
    pages = [f"data:image/png;base64,{base64.b64encode(png).decode()}" for png in pictures]
    paper = layout.paper_words(job.options.paper)
    return Sheets(pages, f"{layout.name}（{paper}）", layout.print_hint)


@register.simple_tag
def printed_sheets(page: MaterialPage) -> Sheets:
    """Return the draft's sheets: `{% printed_sheets page as sheets %}`. Never fails a preview."""
    try:
        return drawn(page)
    except PrintError as error:
        return Sheets(problem=str(error))
    except (LookupError, AttributeError, TypeError, ObjectDoesNotExist, OSError):
        # A draft may lack anything: its panels, its back, the file of its picture.
        return Sheets(problem=UNFINISHED)


@register.simple_tag
def thumbnail(edition: Edition, layout: Layout | None = None) -> SafeString:
    """Return the edition's small picture: `{% thumbnail edition %}`. Asks no database.

    The box is square and the sheet stands whole inside it, whichever way it lies. Words beside
    the picture say what it is, so it has none of its own.
    """
    asked = {"layout": layout.code} if layout else {}
    address = reverse("printing:thumbnail", args=[edition.code])
    return format_html(
        '<img class="thumbnail" src="{}?{}" width="120" height="120" alt="" '
        'loading="lazy" decoding="async" />',
        address,
        urlencode({**asked, "v": version(edition)}),
    )
