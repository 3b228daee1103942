"""What other published pages state of a page: the case studies, agreements and bodies it has part in."""

from dataclasses import dataclass, field
from typing import Final

from content.library.addresses import address
from content.library.models import Link, LinkKind
from content.pages.partial_dates import PartialDate

# In the order in which they are shown. Two kinds under one heading make one group.
_HEADINGS: Final[dict[str, str]] = {
    LinkKind.MEMBER: "Member of",
    LinkKind.PARENT: "Bodies within it",
    LinkKind.PREDECESSOR: "Succeeded by",
    LinkKind.SUPERSEDES: "Superseded by",
    LinkKind.PARTY: "Agreements",
    LinkKind.OWNER: "Policies",
    LinkKind.PARTICIPANT: "Case studies",
    LinkKind.AGREEMENT: "Case studies",
}
_DATED: Final = frozenset({LinkKind.PARTY, LinkKind.OWNER, LinkKind.SUPERSEDES})


@dataclass(frozen=True)
class Row:
    """A page that refers to this one, and as what."""

    title: str
    href: str
    note: str = ""


@dataclass
class Group:
    """The pages that refer to this one in one way."""

    heading: str
    rows: list[Row] = field(default_factory=list)


def incoming(page: int) -> list[Group]:
    """The groups of pages that refer to the page with that primary key, in one query."""
    rows = (
        Link.objects.public()
        .filter(target=page, kind__in=_HEADINGS)
        .exclude(publication__page=page)
        .order_by("publication__title", "publication", "number")
        .values_list(
            *("kind", "detail", "publication__kind", "publication__slug", "publication__title"),
            "publication__began",
        )
    )
    groups = {heading: Group(heading) for heading in _HEADINGS.values()}
    for kind, detail, source, slug, title, began in rows:
        note = detail.get("note", "") or (PartialDate(began).display() if kind in _DATED and began else "")
        row = Row(title, address(source, slug), note)
        if row not in groups[_HEADINGS[kind]].rows:
            groups[_HEADINGS[kind]].rows.append(row)
    return [group for group in groups.values() if group.rows]
