"""Matching on PostgreSQL: tsvector with GIN, with pg_trgm for misspelled words."""

from typing import Final

from content.library.search.matching import Dialect

DIALECT: Final = Dialect(
    phrase=lambda needle: "(" + " <-> ".join(f"'{word}'" for word in needle) + ")",
    beginning=lambda mark: f"'{mark}':*",
    both=" & ",
    either=" | ",
    without=" & !",
)
REBUILDING: Final = (
    "REINDEX INDEX library_pagewords_vector",
    "REINDEX INDEX library_passagewords_vector",
)
TRIGRAMS: Final = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS library_word_trigrams ON library_word USING gin (word gin_trgm_ops)",
)
HAS_TRIGRAMS: Final = "SELECT count(*) FROM pg_class WHERE relname = 'library_word_trigrams'"


def matching(table: str, key: str, columns: str) -> str:
    """Rows of an index table that an expression matches, the newest first: expression and limit follow."""
    return (
        f"SELECT {columns} FROM {table} WHERE {table}.vector @@ %s::tsquery"  # noqa: S608
        f" ORDER BY {table}.{key} DESC LIMIT %s"
    )


def similar(word: str) -> tuple[str, list[str]]:
    """Known words that share most trigrams with the word."""
    statement = (
        "SELECT word, pages FROM library_word WHERE word %% %s"
        " ORDER BY similarity(word, %s) DESC, word LIMIT 100"
    )
    return statement, [word, word]
