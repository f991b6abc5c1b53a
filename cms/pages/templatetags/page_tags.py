"""The frame around every page: whose site it is, under which address."""

from django import template
from django.conf import settings
from django.templatetags.static import static

from cms.branches.models import Branch
from cms.branches.queries import head_office

register = template.Library()

# Shared links show this picture when the page has none of its own.
SHARED_PICTURE = "img/favicon-180.png"


def once_a_request(context, name: str, ask):
    """Return `ask()`, remembered on the request: header, main part and footer ask alike."""
    request = context.get("request")
    if request is None:
        return ask()
    if not hasattr(request, name):
        setattr(request, name, ask())
    return getattr(request, name)


@register.simple_tag(takes_context=True)
def bank(context) -> Branch | None:
    """Return head office, whose name is the bank's."""
    return once_a_request(context, "_bank", head_office)


@register.simple_tag
def is_demo() -> bool:
    return settings.DEMO_ALLOWED


@register.simple_tag(takes_context=True)
def canonical_url(context) -> str:
    """Return this page's one address: the public one, without what was typed into forms."""
    return settings.MINGYAN_PUBLIC_URL + context["request"].path


@register.simple_tag
def absolute_url(path: str = "") -> str:
    """Return a path of ours, or the picture for shared links, with the public address before it."""
    path = path or static(SHARED_PICTURE)
    return path if path.startswith("http") else settings.MINGYAN_PUBLIC_URL + path


@register.simple_tag
def icon(name: str) -> str:
    """Return the address of a symbol in the sprite: `<use href="{% icon "phone" %}">`."""
    return f"{static('img/icons.svg')}#{name}"
