"""Why a page was withdrawn, for readers, and what stands in its place."""

from dataclasses import dataclass

from content.library.addresses import address
from content.library.dates import day
from content.library.models import Publication


@dataclass(frozen=True)
class Successor:
    """The published page that takes the place of a withdrawn one."""

    title: str
    href: str


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawn page says of itself."""

    on: str
    cause: str
    reason: str
    successor: Successor | None


def withdrawal_of(publication: Publication) -> Withdrawal:
    """Asks the database only where another page takes the place: it is named while it is public."""
    cause = publication.cause
    return Withdrawal(
        on=day(publication.withdrawn_at) if publication.withdrawn_at else "",
        # "Another reason" says nothing that the reason does not.
        cause=publication.get_cause_display() if cause != Publication.Cause.OTHER else "",
        reason=publication.reason,
        successor=_successor(publication),
    )


def withdrawal_at(publication: Publication) -> Withdrawal | None:
    """The same for a page that may stand: then None, without a query."""
    return withdrawal_of(publication) if publication.is_withdrawn else None


def _successor(publication: Publication) -> Successor | None:
    if publication.superseded_by_id is None:
        return None
    found = Publication.objects.public().filter(page=publication.superseded_by_id)
    for kind, slug, title in found.values_list("kind", "slug", "title"):
        return Successor(title, address(kind, slug))
    return None
