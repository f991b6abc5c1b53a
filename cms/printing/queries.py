"""Questions about what was printed and with what."""

from django.db.models.functions import Length

from cms.branches.models import Branch
from cms.library.models import Edition
from cms.printing.models import TemplateSet


def template_set_of(edition: Edition) -> TemplateSet | None:
    """Return the set the edition is pinned to; None for a draft, or one that never was pinned."""
    if edition.pk is None:
        return None
    return TemplateSet.objects.filter(pins__edition=edition).first()


def branch_with_most_words(below: Branch) -> Branch | None:
    """Return the open branch of this subtree whose imprint is the longest; one query."""
    words = Length("name") + Length("address") + Length("hours")
    return Branch.objects.below(below).open().order_by(-words, "path").first()
