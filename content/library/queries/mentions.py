"""Where a page is named: every sentence of other published pages that names it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from content.library.models import Link, LinkKind
from content.library.paging import clamped
from content.library.queries.quoting import PASSAGE_FIELDS, PassageRow, QuotedPage, Sentence, grouped
from content.library.sentences import sentence_at

PER_PAGE: Final = 200
_NAMING: Final = (LinkKind.MENTION, LinkKind.PAGE_LINK)


@dataclass(frozen=True)
class Mentioned:
    """A page of the sentences that name a page."""

    sources: list[QuotedPage]
    number: int
    pages: int


def mentioned_in(page: int, *, asked: int = 1) -> Mentioned:
    """The sentences that name the page with that primary key, in two queries: how many, and these."""
    namings = Link.objects.public().filter(target=page, kind__in=_NAMING, passage__isnull=False)
    namings = namings.exclude(publication__page=page)
    number, pages = clamped(asked, namings.count(), PER_PAGE)
    rows = namings.order_by("publication__title", "publication", "passage__number", "start").values_list(
        "start", "end", *(f"passage__{name}" for name in PASSAGE_FIELDS)
    )[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Mentioned(grouped(_sentences(rows)), number, pages)


def _sentences(rows: Any) -> Iterator[tuple[PassageRow, Sentence]]:
    """Each sentence once, however often it names the page."""
    last: tuple[str, int] | None = None
    for start, end, *fields in rows:
        row = PassageRow(*fields)
        begin, stop = sentence_at(row.text, start, end)
        if last == (row.key, begin):
            continue
        last = (row.key, begin)
        text = row.text
        yield row, Sentence(text[begin:start], text[start:end], text[end:stop], row.href, row.number)
