"""Matching on PostgreSQL: tsvector with GIN, with pg_trgm for misspelled words."""

from typing import Final

from content.library.search.matching import Dialect

_FOLLOWS: Final = " <-> "
_LAST: Final = 6_000
DIALECT: Final = Dialect(
    phrase=lambda needle: "(" + _FOLLOWS.join(f"'{word}'" for word in needle) + ")",
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


def pages(columns: str) -> str:
    """The newest pages that an expression matches: expression and limit follow."""
    return (
        f"SELECT {columns} FROM library_pagewords WHERE library_pagewords.vector @@ %s::tsquery"  # noqa: S608
        " ORDER BY library_pagewords.publication_id DESC LIMIT %s"
    )


def passages(columns: str) -> str:
    """At most twice as many passages as are wanted that an expression matches, in no order.

    What is common is found among the last passages. Only if that is not enough the index is asked.
    """
    return f"""
        WITH newest AS MATERIALIZED (
            SELECT passage_id FROM (
                SELECT passage_id, vector FROM library_passagewords ORDER BY passage_id DESC LIMIT {_LAST}
            ) AS last WHERE vector @@ %s::tsquery LIMIT %s
        ), others AS MATERIALIZED (
            SELECT passage_id FROM library_matching_passages(%s::tsquery, %s) AS passage_id
            WHERE (SELECT count(*) FROM newest) < %s
        )
        SELECT {columns}
        FROM (SELECT passage_id FROM newest UNION SELECT passage_id FROM others) AS found
        JOIN library_passagewords USING (passage_id)"""  # noqa: S608


def parameters(expression: str, most: int, *, a_sample: bool) -> list[str | int]:
    """A sample is taken from the last passages alone: the index does not know where words stand, and would
    look at each passage that holds all words of a phrase.
    """
    return [expression, most, expression, most, 0 if a_sample else most]


def similar(word: str) -> tuple[str, list[str]]:
    """Known words that share most trigrams with the word."""
    statement = (
        "SELECT word, pages FROM library_word WHERE word %% %s"
        " ORDER BY similarity(word, %s) DESC, word LIMIT 100"
    )
    return statement, [word, word]
