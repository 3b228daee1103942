"""What an address that leads nowhere may have meant: published titles and names, and wanted titles."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from content.library.addresses import KIND_LABELS, address, topic_address, wanted_address
from content.library.kept import Moment
from content.library.models import Link, Name, Publication
from content.pages.addresses import slug_from
from content.pages.models import Tag

MOST: Final = 5
CLOSE_ENOUGH: Final = 70  # of 100; below it, titles only share a common word
LONGEST: Final = 160
MOST_NAMES: Final = 5_000  # a wrong address costs a comparison with each


@dataclass(frozen=True)
class Near:
    """A published page or a topic close to an address."""

    title: str
    href: str
    kind_label: str


@dataclass(frozen=True)
class WantedTitle:
    """A title that texts name and that the address asks for."""

    title: str
    href: str
    named_count: int


@dataclass(frozen=True)
class Known:
    """Every slug, title and name that leads somewhere, and every wanted title, at one moment."""

    moment: Moment
    places: list[tuple[str, Near]]
    wanted: dict[str, WantedTitle]


_known: Known | None = None


def known_titles(moment: Moment) -> Known:
    """Read once a generation in a process: a crawler's thousand wrong addresses cost one reading.

    Before the first generation nothing says when the titles change, so they are read each time.
    """
    global _known  # noqa: PLW0603
    if _known is None or _known.moment != moment or moment.began is None:
        _known = Known(moment, _places(), _wanted())
    return _known


def nearest(asked: str, known: Known) -> list[Near]:
    """The pages whose slug, title or name is close to the words of the address, the closest first."""
    words = slug_from(asked[:LONGEST], otherwise="")
    if not words:
        return []
    forms = [form for form, _ in known.places]
    found = process.extract(words, forms, scorer=fuzz.WRatio, score_cutoff=CLOSE_ENOUGH, limit=4 * MOST)
    near: dict[Near, None] = {}
    for _, _, index in found:
        near.setdefault(known.places[index][1])
    return list(near)[:MOST]


def wanted_title(asked: str, known: Known) -> WantedTitle | None:
    """The wanted title that the address would have."""
    return known.wanted.get(slug_from(asked[:LONGEST], otherwise=""))


def _places() -> list[tuple[str, Near]]:
    pages = {
        pk: (slug, Near(title, address(kind, slug), KIND_LABELS[kind]))
        for pk, kind, slug, title in Publication.objects.public()
        .order_by("title", "pk")
        .values_list("pk", "kind", "slug", "title")[:MOST_NAMES]
    }
    names = Name.objects.filter(publication__state=Publication.State.PUBLISHED).order_by("surface", "pk")
    places = [(slug, near) for slug, near in pages.values()]
    places += [
        (slug_from(surface, otherwise="-"), pages[pk][1])
        for pk, surface in names.values_list("publication", "surface")[:MOST_NAMES]
        if pk in pages
    ]
    tags = Tag.objects.order_by("name").values_list("slug", "name")
    places += [(slug, Near(name, topic_address(slug), "Topic")) for slug, name in tags]
    return places


def _wanted() -> dict[str, WantedTitle]:
    counts: dict[str, tuple[str, str, int]] = {}
    rows = Link.objects.wanted().order_by("pk").values_list("wanted_key", "title")
    for key, title in rows:
        slug = slug_from(title)
        counts[slug] = (key, title, counts.get(slug, (key, title, 0))[2] + 1)
    return {
        slug: WantedTitle(title, wanted_address(key), count) for slug, (key, title, count) in counts.items()
    }
