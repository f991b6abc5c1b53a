"""The query side: a parsed query becomes clauses, and their hits are put together.

Only words reach the database, never operators, so there is no query that its parser can refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from wagtail.search.query import (
    And,
    Boost,
    Fuzzy,
    MatchAll,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from cms.search.clauses import MOST_CLAUSES, Clause, unique


@dataclass(frozen=True)
class Leaf:
    """Words to look for: all of them, or any."""

    clauses: tuple[Clause, ...]
    every: bool = True
    # Where all words together find too little, most of them will do.
    may_relax: bool = False


@dataclass(frozen=True)
class Combined:
    children: tuple
    every: bool


@dataclass(frozen=True)
class Negated:
    child: object


@dataclass(frozen=True)
class Boosted:
    child: object
    factor: float


@dataclass(frozen=True)
class Everything:
    pass


@dataclass
class Hits:
    """The ids found with their scores; or, when inverted, everything but these."""

    scores: dict = field(default_factory=dict)
    inverted: bool = False

    def __invert__(self) -> "Hits":
        return Hits(self.scores, not self.inverted)

    def __and__(self, other: "Hits") -> "Hits":
        if self.inverted and other.inverted:
            return Hits({**self.scores, **other.scores}, inverted=True)
        if self.inverted:
            return other & self
        if other.inverted:
            kept = {i: s for i, s in self.scores.items() if i not in other.scores}
        else:
            kept = {i: s + other.scores[i] for i, s in self.scores.items() if i in other.scores}
        return Hits(kept)

    def __or__(self, other: "Hits") -> "Hits":
        if self.inverted or other.inverted:
            return ~(~self & ~other)
        both = dict(self.scores)
        for i, score in other.scores.items():
            both[i] = both.get(i, 0.0) + score
        return Hits(both)


class Rewriter:
    """Turns one parsed query into a tree of leaves; parts that ask for nothing fall out."""

    def __init__(self, clauses_for: Callable[[str], tuple[Clause, ...]], relax: bool):
        self.clauses_for = clauses_for
        self.relax = relax
        self.left = MOST_CLAUSES

    def rewrite(self, query: SearchQuery):
        """Return the tree, or None when the query asks for nothing that can be found."""
        tree = self.walk(query)
        if isinstance(tree, Leaf) and tree.every and isinstance(query, (PlainText, Fuzzy)):
            return replace(tree, may_relax=self.relax)
        return tree

    def walk(self, query: SearchQuery):
        if isinstance(query, MatchAll):
            return Everything()
        if isinstance(query, (PlainText, Fuzzy)):
            return self.leaf(query.query_string, every=query.operator == "and")
        if isinstance(query, Phrase):
            return self.leaf(query.query_string, every=True)
        if isinstance(query, Boost):
            child = self.walk(query.subquery)
            return None if child is None else Boosted(child, query.boost)
        if isinstance(query, Not):
            child = self.walk(query.subquery)
            return None if child is None else Negated(child)
        if isinstance(query, (And, Or)):
            return self.combine([self.walk(q) for q in query.subqueries], isinstance(query, And))
        raise NotImplementedError(f"{type(query).__name__} is no query of ours.")

    def leaf(self, text: str, every: bool) -> Leaf | None:
        clauses = self.clauses_for(text)[: self.left]
        self.left -= len(clauses)
        return Leaf(clauses, every) if clauses else None

    @staticmethod
    def combine(children: list, every: bool):
        children = [child for child in children if child is not None]
        if len(children) < 2:
            return children[0] if children else None
        if all(isinstance(child, Leaf) and child.every == every for child in children):
            return Leaf(unique([c for child in children for c in child.clauses]), every)
        return Combined(tuple(children), every)


def evaluate(tree, look_up: Callable[[Leaf], dict]) -> Hits:
    """Return the hits of a tree; `look_up` asks the database for one leaf."""
    if tree is None:
        return Hits()
    if isinstance(tree, Everything):
        return Hits(inverted=True)
    if isinstance(tree, Leaf):
        return Hits(look_up(tree))
    if isinstance(tree, Negated):
        return ~evaluate(tree.child, look_up)
    if isinstance(tree, Boosted):
        hits = evaluate(tree.child, look_up)
        return Hits({i: s * tree.factor for i, s in hits.scores.items()}, hits.inverted)
    first, *others = [evaluate(child, look_up) for child in tree.children]
    for other in others:
        first = first & other if tree.every else first | other
    return first
