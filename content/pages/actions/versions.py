"""Two people saving the same page: the second is told, never the first overwritten."""

from django.db import transaction
from django.db.models import F

from content.pages.models import Page


class EditConflict(Exception):
    """Someone saved the page after the version that this save was based on."""

    def __init__(self, page: Page, expected: int, found: int) -> None:
        self.page, self.expected, self.found = page, expected, found
        super().__init__(
            f"“{page}” was saved by someone else: it is at version {found}, you edited version {expected}."
        )


@transaction.atomic
def claim_version(*, page: Page, expected: int) -> int:
    """Move the page from the expected version to the next one and return that; raises EditConflict."""
    claimed = Page.objects.filter(pk=page.pk, version=expected).update(version=F("version") + 1)
    if not claimed:
        raise EditConflict(page, expected, Page.objects.values_list("version", flat=True).get(pk=page.pk))
    page.version = expected + 1
    return page.version
