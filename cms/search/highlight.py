"""Mark the words of a query in the text as its author wrote it. Pure but for Django's escaping."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.search import segment


def normalised_with_origins(text: str) -> tuple[str, list[int]]:
    """Return the normalised text and, for each of its characters, the one it came from."""
    plain: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        changed = segment.normalise(character)
        plain.append(changed)
        origins += [position] * len(changed)
    return "".join(plain), origins


def pattern_for(terms: list[str]) -> re.Pattern | None:
    """Return what finds any term; a Latin word or number only where it stands alone."""
    choices = [
        re.escape(term) if segment.is_han(term) else rf"(?<![a-z0-9]){re.escape(term)}(?![a-z0-9])"
        for term in terms
    ]
    return re.compile("|".join(choices)) if choices else None


def highlight(text: str, terms: list[str]) -> SafeString:
    """Return the text escaped, with every term in <mark>. Traditional text keeps its characters.

    `terms` are normalised, the longest first.
    """
    pattern = pattern_for(terms)
    if pattern is None:
        return escape(text)
    plain, origins = normalised_with_origins(text)
    pieces: list[str] = []
    done = 0
    for found in pattern.finditer(plain):
        first, last = origins[found.start()], origins[found.end() - 1] + 1
        if first < done:
            continue
        pieces += [escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>"]
        done = last
    pieces.append(escape(text[done:]))
    # Every piece above is escaped or ours.
    return mark_safe("".join(pieces))  # noqa: S308
