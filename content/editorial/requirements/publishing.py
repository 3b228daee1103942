"""What keeps a page from being published, as the desk shows it: all that the library refuses."""

from collections.abc import Iterator
from typing import Any

from content.editorial.requirements.finding import TITLE, Finding, Place, Tier, section_place
from content.library.publishing.checks import reasons


def cannot_publish(taken: dict[str, Any]) -> Iterator[Finding]:
    """Every reason against publishing the snapshot."""
    for reason in reasons(taken):
        place = Place(field=reason.field) if reason.field else TITLE
        if reason.section:
            place = section_place(reason.section, taken["sections"][reason.section - 1], reason.field)
        yield Finding(Tier.CANNOT_PUBLISH, reason.check, reason.message, reason.fix, place)
