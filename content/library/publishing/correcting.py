"""What the editions of a page corrected, as each tells it: showing a page asks nothing of older ones."""

from typing import Any

from content.library.models import Correction, Edition


def with_corrections(edition: Edition, previous: Edition | None) -> Edition:
    """The unstored edition with `content["corrections"]`, oldest first, its own one last.

    `content["retraction"]` counts them and names the retraction that stands: one that no major edition has
    followed.
    """
    told: list[dict[str, Any]] = list(previous.content.get("corrections", ())) if previous else []
    stands: int | None = previous.content.get("retraction") if previous and edition.minor else None
    if edition.correction:
        if edition.correction == Correction.RETRACTION:
            stands = len(told)
        told.append(
            {
                "edition": edition.number,
                "kind": str(edition.correction),
                "note": edition.note,
                "at": edition.published_at.isoformat(),
            }
        )
    edition.content |= {"corrections": told, "retraction": stands}
    return edition
