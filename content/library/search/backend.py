"""The one place that knows which database matches the index."""

from collections.abc import Iterable, Sequence
from functools import cache as once
from typing import Any, Final, NamedTuple

from django.db import DatabaseError, connection, transaction

from content.library.search import postgres, sqlite
from content.library.search.matching import Dialect
from content.library.search.ranking import Row

_PASSAGES: Final = "passage_id, publication_id, library_passagewords.body, library_passagewords.marks"
_PAGES: Final = "publication_id, library_pagewords.marks, library_pagewords.names"
_TRIGRAM: Final = 3


class Wanted(NamedTuple):
    """An expression, and how many rows that match it are wanted; of a sample, some may be missed."""

    expression: str
    most: int
    a_sample: bool = False


def dialect() -> Dialect:
    return postgres.DIALECT if _is_postgres() else sqlite.DIALECT


def passages(*wanted: Wanted) -> list[Row]:
    """Passages that match one expression or another, each once, the newest ones first of all; one query."""
    known = [one for one in wanted if one.expression]
    if _is_postgres():
        parameters = [postgres.parameters(one.expression, one.most, a_sample=one.a_sample) for one in known]
        found = _each(postgres.passages(_PASSAGES), parameters)
    else:
        found = _each(sqlite.passages(_PASSAGES), [one[:2] for one in known])
    return list({fields[0]: Row(*fields) for fields in found}.values())


def pages(*wanted: Wanted) -> dict[int, tuple[str, str]]:
    """The marks and names of the newest publications that match one expression or another; one query."""
    statement = postgres.pages(_PAGES) if _is_postgres() else sqlite.pages(_PAGES)
    found = _each(statement, [one[:2] for one in wanted if one.expression])
    return {page: (marks, names) for page, marks, names in found}


def similar_words(word: str) -> list[tuple[str, int]]:
    """Known words that look like the word, with the number of pages; nothing where trigrams are missing."""
    if len(word) < _TRIGRAM or not corrects_spelling():
        return []
    statement, parameters = postgres.similar(word) if _is_postgres() else sqlite.similar(word)
    return _rows(statement, parameters)


def rebuilding() -> Sequence[str]:
    """Statements by which the database makes its own index anew."""
    return postgres.REBUILDING if _is_postgres() else sqlite.REBUILDING


def corrects_spelling() -> bool:
    """Whether misspelled words are put right; PostgreSQL needs the extension pg_trgm for that."""
    return not _is_postgres() or _has_trigrams()


def install_trigrams() -> bool:
    """Make what misspelled words need, if it is missing and the role may; whether it stands now."""
    if _is_postgres() and not _has_trigrams():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in postgres.TRIGRAMS:
                    cursor.execute(statement)
        except DatabaseError:
            return False
        _has_trigrams.cache_clear()
    return True


def _each(statement: str, parameters: Sequence[Sequence[str | int]]) -> list[Any]:
    """What the statement gives with one list of parameters or the other; nothing without any."""
    if not parameters:
        return []
    part = f"SELECT * FROM ({statement}) AS part"  # noqa: S608
    return _rows(" UNION ALL ".join([part] * len(parameters)), [one for ones in parameters for one in ones])


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"


@once
def _has_trigrams() -> bool:
    """Asked once in a process: the extension comes with the migration, or with `manage.py reindex`."""
    return bool(_rows(postgres.HAS_TRIGRAMS, [])[0][0])


def _rows(statement: str, parameters: Iterable[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(parameters))
        return list(cursor.fetchall())
