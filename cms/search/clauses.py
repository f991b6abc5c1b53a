"""What a reader types, as clauses the database can look for. Pure, like segment."""

from dataclasses import dataclass

from cms.search import segment

LONGEST_QUERY = 200
MOST_CLAUSES = 12


@dataclass(frozen=True)
class Clause:
    """One word asked for: found as it stands, or by all of its parts."""

    word: str
    parts: tuple[str, ...] = ()
    as_prefix: bool = False
    is_part: bool = False


def unique(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Return the clauses once each, and no more than a database answers quickly."""
    return tuple(dict.fromkeys(clauses))[:MOST_CLAUSES]


def split(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return a clause for each part of the long words, for when the whole finds too little."""
    found: list[Clause] = []
    for clause in clauses:
        pieces = [Clause(part, is_part=True) for part in clause.parts]
        found += pieces or [clause]
    return unique(found)


def clauses_for_words(typed: str) -> tuple[Clause, ...]:
    """Return a clause for each word. Stop words ask for nothing."""
    found = dict.fromkeys(segment.words(typed[:LONGEST_QUERY]))
    # A lone character is half a word: 骗 asks for 骗子 and 骗局 too.
    alone = len(found) == 1
    return unique(
        [
            Clause(word, tuple(segment.parts(word)), as_prefix=alone and len(word) == 1)
            for word in found
        ]
    )


def clauses_for_beginnings(typed: str) -> tuple[Clause, ...]:
    """Return clauses for words still being typed, as the index of beginnings holds them."""
    found: list[Clause] = []
    for run in segment.runs(typed[:LONGEST_QUERY]):
        if segment.is_han(run) and len(run) > 1:
            found += [Clause(pair) for pair in segment.pairs(run)]
        else:
            found.append(Clause(run[: segment.LONGEST_WORD], as_prefix=True))
    return unique(found)


def terms_to_mark(typed: str) -> list[str]:
    """Return the pieces to mark in a result, the longest first."""
    terms = set(segment.words(typed[:LONGEST_QUERY]))
    for word in list(terms):
        terms.update(part for part in segment.parts(word) if part not in segment.stop_words())
    return sorted(terms, key=lambda term: (-len(term), term))
