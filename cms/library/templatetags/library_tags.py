"""Lets pages of any room show materials."""

from django import template

from cms.branches.models import Branch
from cms.library import queries
from cms.library.enums import MaterialKind
from cms.library.models import Edition, MaterialListPage, MaterialPage
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
def material_lists(context) -> list[MaterialListPage]:
    """Return the lists of materials, one a kind, in the order of the tree."""

    def ask() -> list[MaterialListPage]:
        return list(MaterialListPage.objects.live().order_by("path"))

    return once_a_request(context, "_material_lists", ask)


@register.simple_tag(takes_context=True)
def tip_list(context) -> MaterialListPage | None:
    """Return the list behind the door 学防骗."""
    found = [page for page in material_lists(context) if page.kind == MaterialKind.TIP]
    return found[0] if found else None


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
    return list(found.select_related("picture").prefetch_related("picture__renditions")
                .order_by("path")[:limit])


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
