"""Matching on SQLite: FTS5, with trigrams for misspelled words."""

from typing import Final

from content.library.search.matching import Dialect

DIALECT: Final = Dialect(
    phrase=lambda needle: '"' + " ".join(needle) + '"',
    beginning=lambda mark: f'"{mark}" *',
    both=" AND ",
    either=" OR ",
    without=" NOT ",
)

REBUILDING: Final = tuple(
    f"INSERT INTO {table}_match ({table}_match) VALUES ('rebuild')"  # noqa: S608
    for table in ("library_pagewords", "library_passagewords", "library_word")
)


def pages(columns: str) -> str:
    """The newest pages that an expression matches: expression and limit follow."""
    return _newest("library_pagewords", "publication_id", columns)


def passages(columns: str) -> str:
    """The newest passages that an expression matches: expression and limit follow."""
    return _newest("library_passagewords", "passage_id", columns)


def _newest(table: str, key: str, columns: str) -> str:
    return (
        f"SELECT {columns} FROM {table}_match JOIN {table} ON {table}.{key} = {table}_match.rowid"  # noqa: S608
        f" WHERE {table}_match MATCH %s ORDER BY {table}_match.rowid DESC LIMIT %s"
    )


def similar(word: str) -> tuple[str, list[str]]:
    """Known words that share most trigrams with the word."""
    trigrams = {word[at : at + 3] for at in range(len(word) - 2)}
    expression = " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams))
    statement = (
        "SELECT library_word.word, pages FROM library_word_match"
        " JOIN library_word ON library_word.id = library_word_match.rowid"
        " WHERE library_word_match MATCH %s ORDER BY bm25(library_word_match), library_word.word LIMIT 100"
    )
    return statement, [expression]
