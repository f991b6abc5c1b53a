"""SQLite: FTS5, one MATCH for all words, bm25 with the title worth more."""

from wagtail.search.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchAtomicRebuilder,
    SQLiteSearchBackend,
    SQLiteSearchRebuilder,
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

FTS = SQLiteFTSIndexEntry._meta.db_table
ENTRIES = IndexEntry._meta.db_table
# bm25 is the smaller the better. Its weights follow the columns of the table.
RANK = f"-bm25({FTS}, 1.0, 1.0, {TITLE_WEIGHT:.1f})"
# CROSS JOIN keeps the order: SQLite would else ask the word index again for every entry.
FOUND = (
    f"FROM {FTS} CROSS JOIN {ENTRIES} e ON e.id = {FTS}.rowid "
    f"WHERE {FTS} MATCH %s AND e.content_type_id IN ({{types}})"
)


def expression(clause: Clause) -> str:
    """Return the clause in FTS5's language; words hold letters and digits only."""
    word = f'"{clause.word}"*' if clause.as_prefix else f'"{clause.word}"'
    if not clause.parts:
        return word
    parts = " AND ".join(f'"{part}"' for part in clause.parts)
    return f"({word} OR ({parts}))"


class ChineseSQLiteIndex(ChineseIndexMixin, SQLiteIndex):
    def optimize(self) -> None:
        """Merge FTS5's segments: after a rebuild its table is four times as large as it need be."""
        with self.write_connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('optimize')")  # noqa: S608 - our name


class Rebuilder(SQLiteSearchRebuilder):
    def finish(self):
        self.index.optimize()
        super().finish()


class AtomicRebuilder(SQLiteSearchAtomicRebuilder):
    def finish(self):
        if not self.transaction.__dict__.get("needs_rollback"):
            self.index.optimize()
        super().finish()


class SQLiteCompiler(ChineseQueryCompiler):
    entry_model = IndexEntry

    def found(self) -> str:
        return FOUND.format(types=", ".join(str(int(pk)) for pk in self.content_types))

    def match(self, expressions: list[str]) -> str:
        return f"{{{' '.join(self.columns)}}} : ({' AND '.join(expressions)})"

    def all_clauses(self, leaf: Leaf) -> tuple[str, list]:
        match = self.match([expression(clause) for clause in leaf.clauses])
        return f"SELECT e.object_id, {RANK} {self.found()}", [match]  # noqa: S608 - our names

    def each_clause(self, leaf: Leaf) -> tuple[str, list]:
        selects = [
            f"SELECT * FROM (SELECT {number}, e.object_id, {RANK} {self.found()}"  # noqa: S608
            f" LIMIT {MOST_ROWS_A_CLAUSE})"
            for number in range(len(leaf.clauses))
        ]
        types = ", ".join(str(int(pk)) for pk in self.content_types)
        selects.append(
            f"SELECT -1, '', count(*) FROM {ENTRIES} WHERE content_type_id IN ({types})"  # noqa: S608
        )
        matches = [self.match([expression(clause)]) for clause in leaf.clauses]
        return " UNION ALL ".join(selects), matches

    def keys_sql(self) -> str:
        kind = "text" if self.key.get_internal_type() in ("CharField", "UUIDField") else "integer"
        return f"SELECT CAST(value AS {kind}) FROM json_each(%s)"  # noqa: S608 - two constants


class SQLiteAutocompleteCompiler(BeginningsMixin, SQLiteCompiler):
    pass


class ChineseSQLiteBackend(SQLiteSearchBackend):
    query_compiler_class = SQLiteCompiler
    autocomplete_query_compiler_class = SQLiteAutocompleteCompiler
    index_class = ChineseSQLiteIndex
    results_class = ChineseSearchResults
    rebuilder_class = Rebuilder
    atomic_rebuilder_class = AtomicRebuilder
