"""What of a page can be compared: its revisions, r1, r2 ..., and its editions, e1, e2 ..."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from content.editorial.queries.naming import desk_address
from content.library.addresses import edition_address
from content.library.models import Edition
from content.pages.models import Page, Revision
from content.pages.schemas import Snapshot

_POINT: Final = re.compile(r"[re][1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Point:
    """A revision or an edition of a page, with what the page said then."""

    name: str
    label: str
    at: datetime
    who: str
    address: str
    revision: Revision
    taken: Snapshot

    @property
    def number(self) -> int:
        return int(self.name[1:])


def is_point(name: str) -> bool:
    return _POINT.fullmatch(name) is not None


def points(page: Page, names: list[str]) -> list[Point] | None:
    """The points of those names, in at most two queries; None where one of them is none of the page."""
    if not all(map(is_point, names)):
        return None
    numbers = {kind: {int(name[1:]) for name in names if name[0] == kind} for kind in "re"}
    rows = Edition.objects.filter(page=page, number__in=numbers["e"]).defer("content", "text", "html")
    editions = {f"e{edition.number}": edition for edition in rows}
    numbers["r"] |= {edition.revision_number for edition in editions.values()}
    found = Revision.objects.filter(page=page, number__in=numbers["r"]).select_related("made_by")
    revisions = {revision.number: revision for revision in found}
    made = [_point(page, name, editions.get(name), revisions) for name in names]
    return [point for point in made if point] if all(made) else None


def neighbors(page: Page, old: Point, new: Point) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The change before the older point and the one after the newer, if both are of one sort."""
    if old.name[0] != new.name[0]:
        return None, None
    sort, low, high = old.name[0], min(old.number, new.number), max(old.number, new.number)
    rows = Revision.objects if sort == "r" else Edition.objects
    there = set(rows.filter(page=page, number__in=[low - 1, high + 1]).values_list("number", flat=True))
    before = (f"{sort}{low - 1}", f"{sort}{low}") if low - 1 in there else None
    return before, (f"{sort}{high}", f"{sort}{high + 1}") if high + 1 in there else None


def _point(page: Page, name: str, edition: Edition | None, revisions: dict[int, Revision]) -> Point | None:
    number = edition.revision_number if edition else int(name[1:])
    revision = revisions.get(number)
    if revision is None or (name[0] == "e" and edition is None):
        return None
    if edition is None:
        who, address = str(revision.made_by or ""), desk_address(page, "revision", number)
        return Point(name, f"revision {number}", revision.made_at, who, address, revision, revision.taken)
    return Point(
        name,
        f"edition {edition.number}",
        edition.published_at,
        edition.published_by_name,
        edition_address(edition.kind, edition.slug, edition.number),
        revision,
        revision.taken,
    )
