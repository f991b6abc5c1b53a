"""Lets pages of any room show materials."""

from django import template
from wagtail.models import Page, Site

from cms.branches.models import Branch
from cms.library import queries
from cms.library.enums import MaterialKind
from cms.library.models import Edition, MaterialPage
from cms.pages.templatetags.page_tags import once_a_request

register = template.Library()

ICONS = {
    MaterialKind.TIP: "tip",
    MaterialKind.LEAFLET: "leaflet",
    MaterialKind.POSTER: "eye",
    MaterialKind.VIDEO: "video",
}


@register.filter
def kind_icon(kind: str) -> str:
    return ICONS.get(kind, "book")


@register.simple_tag(takes_context=True)
def sections(context) -> dict[str, Page]:
    """Return the pages right under the home page, in their order, in one query.

    A list of materials goes by its kind ("tip"), any other page by the name of its model
    ("helppage"), so that this room need not know the types of the rooms above it.
    """

    def ask() -> dict[str, Page]:
        site = Site.find_for_request(context.get("request"))
        if site is None:
            return {}
        found = {}
        pages = Page.objects.child_of(site.root_page).live().select_related("materiallistpage")
        for page in pages.order_by("path"):
            listed = getattr(page, "materiallistpage", None)
            found.setdefault(listed.kind if listed else page.cached_content_type.model, page)
        return found

    return once_a_request(context, "_sections", ask)


@register.simple_tag(takes_context=True)
def steps_to(context, page: Page) -> list[Page]:
    """Return the sections between the home page and this page, for its breadcrumbs."""
    found = sections(context).values()
    return [above for above in found if page.path.startswith(above.path) and above != page]


@register.simple_tag
def edition_of(material: MaterialPage) -> Edition | None:
    """Return the newest edition, or None for a draft that was never published."""
    return queries.current_edition(material) if material.pk else None


@register.simple_tag
def related_materials(material: MaterialPage) -> list[MaterialPage]:
    return list(queries.related_to(material)) if material.pk else []


@register.simple_tag
def tips_for_everybody(limit: int) -> list[MaterialPage]:
    """Return the first tips of the list: editors put the ones that matter most on top."""
    found = MaterialPage.objects.live().public().for_everybody().filter(kind=MaterialKind.TIP)
    return list(found.with_card().order_by("path")[:limit])


@register.simple_tag
def materials_near(branch: Branch) -> list[MaterialPage]:
    """Return what this branch, or one between it and head office, has made for its neighbours."""
    found = MaterialPage.objects.live().public().for_branch(branch)
    if not branch.is_head_office:
        found = found.exclude(owner_branch__depth=1)
    return list(found.with_card().order_by("path")[:12])


@register.filter
def paragraphs(text: str) -> list[str]:
    """Return the lines of a plain text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def minutes(seconds: int) -> str:
    """Return a length as people say it: 38 秒, 2 分 5 秒."""
    whole, rest = divmod(seconds, 60)
    parts = [f"{whole} 分" if whole else "", f"{rest} 秒" if rest or not whole else ""]
    return " ".join(part for part in parts if part)
