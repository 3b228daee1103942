"""Quoted passages, grouped by the page and the section that they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.library.addresses import address

# What `PassageRow` reads, seen from a passage.
PASSAGE_FIELDS: Final = (
    *("publication__kind", "publication__slug", "publication__title"),
    *("section_number", "section_heading", "section_slug", "key", "number", "text"),
)


class PassageRow(NamedTuple):
    """A passage with the page and the section that it stands in."""

    kind: str
    slug: str
    title: str
    section_number: str
    section_heading: str
    section_slug: str
    key: str
    number: int
    text: str

    @property
    def page_href(self) -> str:
        return address(self.kind, self.slug)

    @property
    def href(self) -> str:
        return f"{self.page_href}#p-{self.key}"


@dataclass(frozen=True)
class Sentence:
    """Quoted words; `name` is what is named in them, or empty."""

    before: str
    name: str
    after: str
    href: str
    number: int

    @property
    def html(self) -> SafeString:
        if not self.name:
            return format_html("{}", self.before)
        return format_html("{}<b>{}</b>{}", self.before, self.name, self.after)


@dataclass
class QuotedSection:
    """A section and what is quoted from it."""

    number: str
    heading: str
    href: str
    sentences: list[Sentence] = field(default_factory=list)


@dataclass
class QuotedPage:
    """A page and what is quoted from it."""

    title: str
    href: str
    sections: list[QuotedSection] = field(default_factory=list)


def grouped(quoted: Iterable[tuple[PassageRow, Sentence]]) -> list[QuotedPage]:
    """The sentences by page and section; they come in reading order."""
    pages: list[QuotedPage] = []
    for row, sentence in quoted:
        if not pages or pages[-1].href != row.page_href:
            pages.append(QuotedPage(row.title, row.page_href))
        sections = pages[-1].sections
        href = f"{row.page_href}#{row.section_slug}"
        if not sections or sections[-1].href != href:
            sections.append(QuotedSection(row.section_number, row.section_heading, href))
        sections[-1].sentences.append(sentence)
    return pages


def whole(row: PassageRow) -> Sentence:
    """The whole passage as its own quotation."""
    return Sentence(row.text, "", "", row.href, row.number)
