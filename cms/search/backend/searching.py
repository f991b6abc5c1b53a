"""What both databases share: from a query to a ranked list of primary keys, to objects.

One statement asks the index (two when all words together find too little), one asks which of the
hits the queryset lets through, one fetches the page of results. Wagtail's own compilers ask the
index again for every hit.
"""

import json
import math
from collections import Counter, OrderedDict, defaultdict
from functools import cached_property

from django.db import connections, models, router
from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.search.backends.base import (
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)
from wagtail.search.index import AutocompleteField, SearchField
from wagtail.search.utils import get_descendants_content_types_pks

from cms.search.backend.indexing import TITLE
from cms.search.backend.rewriting import Leaf, Rewriter, evaluate
from cms.search.clauses import Clause, clauses_for_beginnings, clauses_for_words, split

# With fewer results than this for all words together, results with most of the words follow.
ENOUGH = 5
# How much of the query's weight a result must hold. Rare words weigh more, and a word that nothing
# holds most: so a question about something else finds nothing although we know its common words.
LEAST_COVERAGE = 0.35
UNKNOWN_WORD = 0.1
# The pieces of a long word we cut ourselves: 诈骗 may be missing where 养老诈骗 means something.
UNKNOWN_PART = 2
# A lone character says half as much as a word.
WEIGHT_OF_A_CHARACTER = 0.5
# Bounds the second step in large indexes; below it the counts are exact.
MOST_ROWS_A_CLAUSE = 5_000
# Four would do on average; ten keeps a title above a body that says the word over and over.
TITLE_WEIGHT = 10


def weights(rows: list[tuple], clauses: tuple[Clause, ...], total: int) -> list[float]:
    """Return each clause's share of what the query says: the rarer its word, the more."""
    found = Counter(number for number, _, _ in rows)
    weights = [
        math.log(1 + total / (found[number] or (UNKNOWN_PART if clause.is_part else UNKNOWN_WORD)))
        * (WEIGHT_OF_A_CHARACTER if len(clause.word) == 1 else 1)
        for number, clause in enumerate(clauses)
    ]
    whole = sum(weights) or 1.0
    return [weight / whole for weight in weights]


def by_coverage(
    rows: list[tuple[int, str, float]], clauses: tuple[Clause, ...], total: int, least: float
) -> dict[str, float]:
    """Return a score for each object from the rows (clause, object, rank) that found it."""
    share = weights(rows, clauses, total)
    held: dict[str, float] = defaultdict(float)
    ranks: dict[str, float] = defaultdict(float)
    words: Counter[str] = Counter()
    for number, object_id, rank in rows:
        held[object_id] += share[number]
        ranks[object_id] += rank
        words[object_id] += len(clauses[number].word) > 1
    # In a large index one unknown word can outweigh all others, but half the words are a match.
    half = max(2, math.ceil(len(clauses) / 2))
    return {
        object_id: coverage**2 * (1 + ranks[object_id])
        for object_id, coverage in held.items()
        if coverage >= least or words[object_id] >= half
    }


class ChineseQueryCompiler(BaseSearchQueryCompiler):
    """Words in titles and bodies. A database's subclass writes the statements.

    `fields` narrows to titles or to the rest: the index keeps these two apart and no more.
    """

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    field_type = SearchField
    clauses_for = staticmethod(clauses_for_words)
    relaxes = True

    @property
    def columns(self) -> tuple[str, ...]:
        if self.fields is None:
            return ("title", "body")
        return tuple(dict.fromkeys("title" if f == TITLE else "body" for f in self.fields))

    @cached_property
    def connection(self):
        return connections[router.db_for_read(self.entry_model)]

    @cached_property
    def content_types(self) -> list[int]:
        return get_descendants_content_types_pks(self.queryset.model)

    def all_clauses(self, leaf: Leaf) -> tuple[str, list]:
        """Return the statement for (object, rank) of entries that hold every clause."""
        raise NotImplementedError

    def each_clause(self, leaf: Leaf) -> tuple[str, list]:
        """Return the statement for (clause, object, rank); clause -1 counts all entries."""
        raise NotImplementedError

    def ask(self, statement: tuple[str, list]) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(*statement)
            return cursor.fetchall()

    def look_up(self, leaf: Leaf) -> dict[str, float]:
        if leaf.every:
            return dict(self.ask(self.all_clauses(leaf)))
        return self.look_up_any(leaf, least=0.0)

    def look_up_any(self, leaf: Leaf, least: float) -> dict[str, float]:
        rows = self.ask(self.each_clause(leaf))
        total = int(sum(rank for number, _, rank in rows if number < 0))
        return by_coverage([r for r in rows if r[0] >= 0], leaf.clauses, total, least)

    @cached_property
    def key(self) -> models.Field:
        """Return the field that really holds the primary key: a page's is a key to its parent."""
        key = self.queryset.model._meta.pk
        while key.remote_field:
            key = key.target_field
        return key

    def among(self, keys: list) -> RawSQL:
        """Return a subquery of these keys, however many: one parameter for all of them."""
        # The SQL is made of constants; the keys travel as a parameter.
        return RawSQL(self.keys_sql(), [json.dumps([str(key) for key in keys])])  # noqa: S611

    def keys_sql(self) -> str:
        raise NotImplementedError

    def visible(self, scores: dict[str, float]) -> dict:
        """Return the scores by primary key of the objects that the queryset lets through."""
        if not scores:
            return {}
        by_key = {self.key.to_python(object_id): score for object_id, score in scores.items()}
        visible = self.queryset.order_by().filter(pk__in=self.among(list(by_key)))
        return {key: by_key[key] for key in visible.values_list("pk", flat=True)}

    @cached_property
    def matching(self) -> tuple[QuerySet, dict | None]:
        """Return the objects found and their scores, the best first; no scores for a "not"."""
        tree = Rewriter(self.clauses_for, relax=self.relaxes).rewrite(self.query)
        hits = evaluate(tree, self.look_up)
        if hits.inverted:
            excluded = [self.key.to_python(object_id) for object_id in hits.scores]
            return self.queryset.exclude(pk__in=self.among(excluded)), None
        found = self.visible_or_relaxed(hits.scores, tree)
        ranked = dict(sorted(found.items(), key=lambda item: (-item[1], -self.order(item[0]))))
        return self.queryset.filter(pk__in=self.among(list(ranked))), ranked

    def visible_or_relaxed(self, scores: dict[str, float], tree) -> dict:
        """Return the visible hits; where they are few, also those that hold most of the words."""
        in_parts = Leaf(split(tree.clauses), every=False) if self.may_relax(tree) else None
        if in_parts is None or len(scores) >= ENOUGH:
            found = self.visible(scores)
            if in_parts is None or len(found) >= ENOUGH:
                return found
        more = self.look_up_any(in_parts, LEAST_COVERAGE)
        # Those that hold every word keep their place at the top.
        top = max(more.values(), default=0.0)
        return self.visible(more | {key: top + score for key, score in scores.items()})

    @staticmethod
    def may_relax(tree) -> bool:
        return isinstance(tree, Leaf) and tree.may_relax and len(split(tree.clauses)) > 1

    @staticmethod
    def order(key) -> float:
        """Return what breaks a tie: the newer first, as Wagtail has it."""
        return key if isinstance(key, int) else 0


class BeginningsMixin:
    """For compilers of half-typed words: admin lists, choosers. Exact, so never relaxed."""

    field_type = AutocompleteField
    clauses_for = staticmethod(clauses_for_beginnings)
    relaxes = False
    columns = ("autocomplete",)


class ChineseSearchResults(BaseSearchResults):
    supports_facet = True

    def get_queryset(self) -> QuerySet:
        """Return what was found, unsliced, in the queryset's own order."""
        return self.query_compiler.matching[0]

    def _do_count(self) -> int:
        queryset, ranked = self.query_compiler.matching
        if ranked is None:
            return queryset[self.start : self.stop].count()
        return len(list(ranked)[self.start : self.stop])

    def _do_search(self) -> list:
        compiler = self.query_compiler
        queryset, ranked = compiler.matching
        if ranked is None or not compiler.order_by_relevance:
            if not queryset.query.order_by:
                # Without an order, a page of results could repeat what another one showed.
                queryset = queryset.order_by("-pk")
            return self.with_scores(list(queryset[self.start : self.stop]), ranked or {})
        keys = list(ranked)[self.start : self.stop]
        by_key = {obj.pk: obj for obj in compiler.queryset.filter(pk__in=compiler.among(keys))}
        # Somebody may have deleted one in the meantime.
        return self.with_scores([by_key[key] for key in keys if key in by_key], ranked)

    def with_scores(self, found: list, ranked: dict) -> list:
        if self._score_field:
            for obj in found:
                setattr(obj, self._score_field, ranked.get(obj.pk))
        return found

    def facet(self, field_name: str) -> OrderedDict:
        if self.query_compiler._get_filterable_field(field_name) is None:
            model = self.query_compiler.queryset.model.__name__
            raise FilterFieldError(
                f"Cannot facet by {field_name!r}: add index.FilterField to {model}.search_fields.",
                field_name=field_name,
            )
        counted = self.get_queryset().order_by().values(field_name).annotate(count=Count("pk"))
        return OrderedDict((row[field_name], row["count"]) for row in counted.order_by("-count"))
