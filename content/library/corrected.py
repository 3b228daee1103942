"""The corrections of one page, as its current edition tells them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.library.addresses import address
from content.library.dates import day
from content.library.models import Correction, Publication


@dataclass(frozen=True)
class Corrected:
    """An edition that corrected something."""

    kind: str
    note: str
    on: str
    edition: int
    href: str


@dataclass(frozen=True)
class Corrections:
    """All corrections of a page, the newest first, and the retraction that stands."""

    shown: list[Corrected]
    retraction: Corrected | None


def corrections_of(publication: Publication) -> Corrections | None:
    """None where nothing was corrected. An older edition shows them too: its reader needs them most."""
    content: dict[str, Any] = publication.edition.content
    told = [_corrected(publication, row) for row in content.get("corrections", ())]
    if not told:
        return None
    stands = content.get("retraction")
    return Corrections(told[::-1], told[stands] if stands is not None else None)


def _corrected(publication: Publication, row: dict[str, Any]) -> Corrected:
    return Corrected(
        kind=str(Correction(row["kind"]).label),
        note=row["note"],
        on=day(datetime.fromisoformat(row["at"])),
        edition=row["edition"],
        href=changes_address(publication.kind, publication.slug, row["edition"]),
    )


def changes_address(kind: str, slug: str, edition: int) -> str:
    """Where one sees what an edition changed; the first one changed nothing, and stands for itself."""
    here = address(kind, slug)
    return f"{here}compare/{edition - 1}/{edition}/" if edition > 1 else f"{here}editions/1/"
