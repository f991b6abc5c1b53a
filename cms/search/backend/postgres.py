"""PostgreSQL: text search with the "simple" configuration, for our words are cut already."""

from wagtail.search.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresIndex,
    PostgresSearchBackend,
)

from cms.search.backend.indexing import ChineseIndexMixin
from cms.search.backend.rewriting import Leaf
from cms.search.backend.searching import (
    MOST_ROWS_A_CLAUSE,
    TITLE_WEIGHT,
    BeginningsMixin,
    ChineseQueryCompiler,
    ChineseSearchResults,
)
from cms.search.clauses import Clause

ENTRIES = IndexEntry._meta.db_table
QUERY = "to_tsquery('simple', %s)"
# Weights of the labels D, C, B, A: Wagtail gives A to a model's largest boost.
RANKS = {
    "title": f"{TITLE_WEIGHT} * ts_rank('{{1, 1, 1, 1}}', e.title, {QUERY})",
    "body": f"ts_rank('{{0.4, 0.6, 0.8, 1}}', e.body, {QUERY})",
    "autocomplete": f"ts_rank('{{1, 1, 1, 1}}', e.autocomplete, {QUERY}, 1)",
}
OF_TYPES = "e.content_type_id = ANY(%s)"


def expression(clause: Clause) -> str:
    """Return the clause in tsquery's language; words hold letters and digits only."""
    word = f"'{clause.word}':*" if clause.as_prefix else f"'{clause.word}'"
    if not clause.parts:
        return word
    parts = " & ".join(f"'{part}'" for part in clause.parts)
    return f"({word} | ({parts}))"


class ChinesePostgresIndex(ChineseIndexMixin, PostgresIndex):
    pass


class PostgresCompiler(ChineseQueryCompiler):
    entry_model = IndexEntry

    @property
    def vector(self) -> str:
        """Return what is matched. Title and body together have an index: see our migration."""
        return "(" + " || ".join(f"e.{column}" for column in self.columns) + ")"

    def rank(self, clause: Clause) -> tuple[str, list]:
        sql = " + ".join(RANKS[column] for column in self.columns)
        return f"({sql})", [expression(clause)] * len(self.columns)

    def all_clauses(self, leaf: Leaf) -> tuple[str, list]:
        ranks = [self.rank(clause) for clause in leaf.clauses]
        rank = " + ".join(sql for sql, _ in ranks)
        everything = " & ".join(expression(clause) for clause in leaf.clauses)
        sql = (
            f"SELECT e.object_id, {rank} FROM {ENTRIES} e "  # noqa: S608 - our own names
            f"WHERE {self.vector} @@ {QUERY} AND {OF_TYPES}"
        )
        params = [param for _, params in ranks for param in params]
        return sql, [*params, everything, self.content_types]

    def each_clause(self, leaf: Leaf) -> tuple[str, list]:
        selects, params = [], []
        for number, clause in enumerate(leaf.clauses):
            rank, rank_params = self.rank(clause)
            selects.append(
                f"(SELECT {number}, e.object_id, {rank} FROM {ENTRIES} e "  # noqa: S608
                f"WHERE {self.vector} @@ {QUERY} AND {OF_TYPES} LIMIT {MOST_ROWS_A_CLAUSE})"
            )
            params += [*rank_params, expression(clause), self.content_types]
        selects.append(f"(SELECT -1, '', count(*) FROM {ENTRIES} e WHERE {OF_TYPES})")  # noqa: S608
        return " UNION ALL ".join(selects), [*params, self.content_types]

    def keys_sql(self) -> str:
        kind = self.key.rel_db_type(self.connection)
        return f"SELECT value::{kind} FROM jsonb_array_elements_text(%s::jsonb)"  # noqa: S608


class PostgresAutocompleteCompiler(BeginningsMixin, PostgresCompiler):
    pass


class ChinesePostgresBackend(PostgresSearchBackend):
    query_compiler_class = PostgresCompiler
    autocomplete_query_compiler_class = PostgresAutocompleteCompiler
    index_class = ChinesePostgresIndex
    results_class = ChineseSearchResults

    def __init__(self, params):
        super().__init__({"SEARCH_CONFIG": "simple", **params})
