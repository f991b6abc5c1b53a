from django import template

from cms.facts import queries

register = template.Library()


@register.simple_tag
def fact(key: str):
    """Return the fact of this key, or None: `{% fact "hotline-110" as police %}`."""
    return queries.fact(key)


@register.simple_tag(takes_context=True)
def hotlines(context) -> list:
    """Return the hotlines of every page, asked for once a request."""
    request = context.get("request")
    if request is None:
        return queries.hotlines()
    if not hasattr(request, "_hotlines"):
        request._hotlines = queries.hotlines()
    return request._hotlines
