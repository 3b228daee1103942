"""What the template of a page shows: the view-model of an edition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from content.library.addresses import (
    KIND_LABELS,
    LIST_LABELS,
    address,
    list_address,
    topic_address,
    wanted_address,
)
from content.library.beside import Fact, Further, facts, further, groups
from content.library.citation import Citation, citation
from content.library.corrected import Corrections, corrections_of
from content.library.dates import day
from content.library.link_answers import Answer, resolve_links
from content.library.matrix import Table
from content.library.matter import About, Matrix, Named, about, matrix, named
from content.library.models import Edition, Publication
from content.library.notices import is_shown, shown_words
from content.library.queries.targets import Targets, targets_of

WORDS_A_MINUTE = 250  # silent reading of English prose, the lower half of what studies report


@dataclass(frozen=True)
class Entry:
    """A row of the contents."""

    number: str
    heading: str
    slug: str
    children: list["Entry"] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """Everything that the template of an article, case study, organization, country or agreement shows."""

    edition: Edition
    publication: Publication | None
    targets: Targets
    is_preview: bool = False
    mentioned: Sequence[Any] = ()
    incoming: Sequence[Any] = ()
    quotes: Sequence[Any] = ()
    withdrawal: Any = None
    on: date | None = None

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.edition.kind]

    @property
    def list_label(self) -> str:
        return LIST_LABELS[self.edition.kind]

    @property
    def list_href(self) -> str:
        return list_address(self.edition.kind)

    @property
    def title(self) -> str:
        return self.edition.title

    @property
    def standfirst(self) -> str:
        return self.edition.summary

    @property
    def language(self) -> str:
        return self.edition.language

    @property
    def notices(self) -> list[dict[str, Any]]:
        """Those of the day, or all; each with the words for its days."""
        return [
            {**notice, "days": shown_words(notice)}
            for notice in self.edition.content["notices"]
            if self.on is None or is_shown(notice, self.on)
        ]

    @property
    def words(self) -> int:
        return self.edition.words

    @property
    def minutes(self) -> int:
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def top_sections(self) -> int:
        return len(self.contents)

    @cached_property
    def contents(self) -> list[Entry]:
        return contents(self.edition.content["sections"])

    @cached_property
    def body(self) -> SafeString:
        return body(self.edition, self.targets)

    @cached_property
    def facts(self) -> list[Fact]:
        return facts(self.edition, self.targets)

    @cached_property
    def groups(self) -> list[Any]:
        return [*groups(self.edition, self.targets), *self.incoming]

    @cached_property
    def matrix(self) -> Matrix:
        return matrix(self.edition, self.targets)

    @property
    def matrix_svg(self) -> SafeString:
        return self.matrix.svg

    @property
    def matrix_table(self) -> Table:
        return self.matrix.table

    @cached_property
    def named(self) -> list[Named]:
        return named(self.edition, self.targets)

    @property
    def topics(self) -> list[Further]:
        return [
            Further(topic["name"], topic_address(topic["slug"])) for topic in self.edition.content["topics"]
        ]

    @cached_property
    def further(self) -> list[Further]:
        return further(self.edition, self.targets)

    @property
    def about(self) -> list[About]:
        return about(
            self.edition,
            published_on=self.published_on,
            edition_href=self.edition_href,
            preview=self.is_preview,
        )

    @property
    def citation(self) -> Citation:
        return citation(
            title=self.title,
            site=settings.SITE_NAME,
            edition=self.edition_number,
            date=self.published_on,
            iso_date=self.edition.published_at.date().isoformat(),
            url=self.permanent_url,
            key=self.edition.slug,
        )

    @cached_property
    def corrections(self) -> Corrections | None:
        return corrections_of(self.publication) if self.publication else None

    @property
    def edition_number(self) -> int:
        return self.edition.number

    @property
    def edition_count(self) -> int:
        return self.publication.edition.number if self.publication else 0

    @property
    def published_on(self) -> str:
        return day(self.edition.published_at)

    @property
    def changed_on(self) -> str:
        return day(self.publication.changed_at) if self.publication else ""

    @property
    def current_href(self) -> str:
        return address(self.edition.kind, self.publication.slug if self.publication else self.edition.slug)

    @property
    def edition_href(self) -> str:
        return f"{self.editions_href}{self.edition_number}/"

    @property
    def notes_href(self) -> str:
        return f"{self.current_href}notes/"

    @property
    def editions_href(self) -> str:
        return f"{self.current_href}editions/"

    @property
    def permanent_url(self) -> str:
        return settings.SITE_URL + self.edition_href

    @property
    def is_current(self) -> bool:
        return self.publication is not None and self.publication.edition_id == self.edition.pk


def reading(
    edition: Edition,
    *,
    publication: Publication | None,
    preview: bool = False,
    mentioned: Sequence[Any] = (),
    incoming: Sequence[Any] = (),
    quotes: Sequence[Any] = (),
    withdrawal: Any = None,
    on: date | None = None,
) -> Reading:
    """Make the view-model; asks the database once, for where the links lead.

    `mentioned` are the passages that name the page, `incoming` the groups of pages that refer to it, `quotes`
    the passages that tell a case study; `withdrawal` says why a page that is still readable was withdrawn.
    `on` is the day that chooses the notices: without it, as for an edition at its own address, all of them.
    """
    targets = targets_of(edition)
    return Reading(edition, publication, targets, preview, mentioned, incoming, quotes, withdrawal, on)


def contents(sections: Sequence[dict[str, Any]]) -> list[Entry]:
    """The headings as a tree; a section without a heading is not in it."""
    tree: list[Entry] = []
    branch: list[Entry] = []
    for section in sections:
        if not section["heading"]:
            branch = []
            continue
        entry = Entry(section["number"], section["heading"], section["slug"])
        depth = min(section["level"] - 2, len(branch))
        (branch[depth - 1].children if depth else tree).append(entry)
        branch = [*branch[:depth], entry]
    return tree


def body(edition: Edition, targets: Targets) -> SafeString:
    """The edition's HTML with its links led to where their pages stand now."""
    links = edition.content["links"]

    def answer(number: int) -> Answer | None:
        link = links[number]
        target = targets.of(link)
        if target is not None:
            return Answer(target.href, target.described)
        return Answer(wanted_address(link["key"]), wanted=True) if targets.is_wanted(link) else None

    return mark_safe(resolve_links(edition.html, answer))  # noqa: S308  nh3 had the last word when it was published
