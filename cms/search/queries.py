"""Pages that hold the words a reader typed."""

from collections import defaultdict

from wagtail.models import Page
from wagtail.search.backends.base import BaseSearchResults

from cms.search.clauses import LONGEST_QUERY, terms_to_mark
from cms.search.highlight import highlight

DEPTH_OF_HOME = 2


def pages_about(typed: str) -> BaseSearchResults:
    """Return the live pages that everybody may read, the best first; home needs no finding."""
    readable = Page.objects.live().public().filter(depth__gt=DEPTH_OF_HOME)
    return readable.search(typed[:LONGEST_QUERY])


def card_model(model: type[Page]) -> type[Page]:
    """Return the type to ask for a page's card: the highest that can fetch cards in one go.

    A room that gives its pages' queryset a `with_card` says so. Otherwise the page's own type.
    """
    for above in reversed(model.__mro__):
        concrete = isinstance(above, type) and issubclass(above, Page) and not above._meta.abstract
        if concrete and hasattr(above._default_manager, "with_card"):
            return above
    return model


def with_cards(pages: list[Page]) -> list[Page]:
    """Return the pages as their cards need them, in the same order, in one query a card's type."""
    wanted: dict[type[Page], list[int]] = defaultdict(list)
    for page in pages:
        wanted[card_model(page.specific_class or Page)].append(page.pk)
    found: dict[int, Page] = {}
    for model, keys in wanted.items():
        manager = model._default_manager
        cards = manager.with_card() if hasattr(manager, "with_card") else manager.all()
        found |= cards.in_bulk(keys)
    return [found[page.pk] for page in pages if page.pk in found]


def marked(pages: list[Page], typed: str) -> list[Page]:
    """Return the pages with the words that were typed marked, in `marked_title` and `…summary`."""
    terms = terms_to_mark(typed)
    for page in pages:
        page.marked_title = highlight(page.title, terms)
        page.marked_summary = highlight(getattr(page, "summary", ""), terms)
    return pages
