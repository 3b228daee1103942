"""Titles that editions link to and no page has yet."""

from dataclasses import dataclass, field

from content.library.addresses import address
from content.library.models import Link


@dataclass(frozen=True)
class Place:
    """Where a wanted title is named."""

    title: str
    href: str


@dataclass
class Wanted:
    """A wanted title, with every place that names it."""

    title: str
    key: str
    named_by: list[Place] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.named_by)


def wanted_titles(*, with_declined: bool = False) -> list[Wanted]:
    """All wanted titles in one query, the most wanted first."""
    rows = (
        Link.objects.wanted(with_declined=with_declined)
        .order_by("publication__title", "number")
        .values_list(
            *("wanted_key", "title", "publication__title", "publication__kind", "publication__slug"),
            *("section_slug", "passage__key"),
        )
    )
    found: dict[str, Wanted] = {}
    for key, title, source, kind, slug, section, passage in rows:
        anchor = f"#p-{passage}" if passage else f"#{section}"
        wanted = found.setdefault(key, Wanted(title, key))
        wanted.named_by.append(Place(source, address(kind, slug) + anchor))
    return sorted(found.values(), key=lambda wanted: (-wanted.count, wanted.title.casefold()))
