"""Which published pages lead to a page: for whoever is about to take it away."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from content.library.addresses import address
from content.library.models import Link

MOST_SHOWN: Final = 50


@dataclass(frozen=True)
class LinkedFrom:
    """A page whose current edition leads to another, and how often."""

    title: str
    href: str
    page: int
    count: int


def linked_from(page: int) -> list[LinkedFrom]:
    """The published pages that lead to the page with that primary key, the most links first; one query."""
    rows = (
        Link.objects.public()
        .filter(target=page)
        .exclude(publication__page=page)
        .order_by()
        .values_list("publication__title", "publication__kind", "publication__slug", "publication__page")
        .annotate(count=Count("pk"))
        .order_by("-count", "publication__title", "publication__page")
    )
    return [LinkedFrom(title, address(kind, slug), pk, count) for title, kind, slug, pk, count in rows]
