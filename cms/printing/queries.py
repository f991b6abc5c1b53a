"""Questions about what was printed and with what."""

from cms.library.models import Edition
from cms.printing.models import TemplateSet


def template_set_of(edition: Edition) -> TemplateSet | None:
    """Return the set the edition is pinned to; None for a draft, or one that never was pinned."""
    if edition.pk is None:
        return None
    return TemplateSet.objects.filter(pins__edition=edition).first()
