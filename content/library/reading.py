"""What the template of a page shows: the view-model of an edition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from content.library.addresses import (
    KIND_LABELS,
    LIST_LABELS,
    address,
    edition_address,
    list_address,
    topic_address,
    wanted_address,
)
from content.library.citation import Citation, citation
from content.library.link_answers import Answer, resolve_links
from content.library.matter import About, Matrix, Named, about, matrix, named
from content.library.models import Edition, Publication
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
class Fact:
    """A fact beside the text."""

    label: str
    value: str
    href: str | None = None
    note: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a group: a page, or a text, with a note."""

    title: str
    href: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Pages that stand in one relation to this page."""

    heading: str
    rows: Sequence[Any]


@dataclass(frozen=True)
class Further:
    """Something else to read; without an address it is wanted."""

    title: str
    href: str | None


@dataclass(frozen=True)
class Reading:
    """Everything that the template of an article, case study, organization, country or agreement shows."""

    kind: str
    kind_label: str
    list_label: str
    list_href: str
    title: str
    standfirst: str
    language: str
    notices: Sequence[dict[str, str]]
    words: int
    minutes: int
    top_sections: int
    contents: list[Entry]
    body: SafeString
    facts: list[Fact]
    groups: list[Any]
    mentioned: Sequence[Any]
    quotes: Sequence[Any]
    matrix: Matrix
    named: list[Named]
    topics: list[Further]
    further: list[Further]
    about: list[About]
    citation: Citation
    edition_number: int
    edition_count: int
    published_on: str
    changed_on: str
    current_href: str
    edition_href: str
    editions_href: str
    permanent_url: str
    is_current: bool
    is_preview: bool

    @property
    def matrix_svg(self) -> SafeString:
        return self.matrix.svg

    @property
    def matrix_table(self) -> Matrix:
        return self.matrix


def reading(
    edition: Edition,
    *,
    publication: Publication | None,
    preview: bool = False,
    mentioned: Sequence[Any] = (),
    incoming: Sequence[Any] = (),
    quotes: Sequence[Any] = (),
) -> Reading:
    """Make the view-model; asks the database once, for where the links lead.

    `mentioned` are the passages that name the page, `incoming` the groups of pages that refer to it, `quotes`
    the passages that tell a case study.
    """
    targets = targets_of(edition)
    slug = publication.slug if publication else edition.slug
    here = address(edition.kind, slug)
    edition_href = edition_address(edition.kind, slug, edition.number)
    permanent_url = settings.SITE_URL + edition_href
    published_on = day(edition.published_at)
    sections = edition.content["sections"]
    return Reading(
        kind=edition.kind,
        kind_label=KIND_LABELS[edition.kind],
        list_label=LIST_LABELS[edition.kind],
        list_href=list_address(edition.kind),
        title=edition.title,
        standfirst=edition.summary,
        language=edition.language,
        notices=edition.content["notices"],
        words=edition.words,
        minutes=max(1, round(edition.words / WORDS_A_MINUTE)),
        top_sections=sum(1 for section in sections if section["level"] == 2 and section["heading"]),
        contents=contents(sections),
        body=body(edition, targets),
        facts=[
            _fact(row, edition, targets) for row in edition.content["facts"] if _shown(row, edition, targets)
        ],
        groups=[*_groups(edition, targets, quotes), *incoming],
        mentioned=mentioned,
        quotes=quotes,
        matrix=matrix(edition, targets),
        named=named(edition, targets),
        topics=[Further(topic["name"], topic_address(topic["slug"])) for topic in edition.content["topics"]],
        further=_further(edition, targets),
        about=about(edition, published_on=published_on, edition_href=edition_href, preview=preview),
        citation=citation(
            title=edition.title,
            site=settings.SITE_NAME,
            edition=edition.number,
            date=published_on,
            iso_date=edition.published_at.date().isoformat(),
            url=permanent_url,
            key=edition.slug,
        ),
        edition_number=edition.number,
        edition_count=publication.edition.number if publication else 0,
        published_on=published_on,
        changed_on=day(publication.changed_at) if publication else "",
        current_href=here,
        edition_href=edition_href,
        editions_href=f"{here}editions/",
        permanent_url=permanent_url,
        is_current=publication is not None and publication.edition_id == edition.pk,
        is_preview=preview,
    )


def day(moment: datetime) -> str:
    """A day as the house writes it: 22 November 2026."""
    return f"{moment.day} {moment:%B %Y}"


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
        return Answer(wanted_address(link["key"]), wanted=True) if link["key"] else None

    return mark_safe(resolve_links(edition.html, answer))  # noqa: S308  nh3 had the last word when it was published


def _shown(row: dict[str, Any], edition: Edition, targets: Targets) -> bool:
    """A fact that refers to a page is shown when that page is public."""
    return row["link"] is None or targets.of(edition.content["links"][row["link"]]) is not None


def _fact(row: dict[str, Any], edition: Edition, targets: Targets) -> Fact:
    target = targets.of(edition.content["links"][row["link"]]) if row["link"] is not None else None
    if target is not None:
        return Fact(row["label"], target.title, target.href, row["note"], row["as_of"])
    href = row["value"] if row["value"].startswith(("https://", "http://")) else None
    return Fact(row["label"], row["value"], href, row["note"], row["as_of"])


def _groups(edition: Edition, targets: Targets, quotes: Sequence[Any]) -> list[Group]:
    links = edition.content["links"]
    # The section that tells a case may be a draft yet: its heading is shown once it is public.
    headings = {section.href: section.heading for source in quotes for section in source.sections}
    groups = []
    for group in edition.content["groups"]:
        rows = []
        for row in group["rows"]:
            target = targets.of(links[row["link"]]) if row["link"] is not None else None
            if target is not None and row.get("anchor"):
                href = f"{target.href}#{row['anchor']}"
                rows.append(
                    Row(target.title, href if href in headings else target.href, headings.get(href, ""))
                )
            elif target is not None:
                rows.append(Row(target.title, target.href, row["note"]))
            elif row["link"] is None:
                topic = row.get("topic")
                rows.append(Row(row["value"], topic_address(topic) if topic else None, row["note"]))
        if rows:
            groups.append(Group(group["heading"], rows))
    return groups


def _further(edition: Edition, targets: Targets) -> list[Further]:
    """What the text says to see also, found or wanted; then pages on the same topics."""
    further: dict[str, Further] = {}
    for link in edition.content["links"]:
        if link["kind"] == "see_also":
            target = targets.of(link)
            title = target.title if target else link["title"]
            further.setdefault(title, Further(title, target.href if target else None))
    for target in targets.related:
        further.setdefault(target.title, Further(target.title, target.href))
    return list(further.values())
