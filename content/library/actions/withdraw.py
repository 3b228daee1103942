"""Withdrawing: the page leaves the public site, and its address says why."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from content.library import signals
from content.library.actions.generation import site_changed
from content.library.models import Publication
from content.library.publishing.indexing import remove
from content.library.publishing.names import resolve
from content.pages.models import Page
from content.people.models import User


class NotPublished(Exception):
    """There is nothing to withdraw: the page is not public."""

    def __init__(self, page: Page) -> None:
        self.page = page
        super().__init__(f"“{page}” is not on the public site.")


class ReasonMissing(Exception):
    """A withdrawal tells readers why."""

    def __init__(self, page: Page) -> None:
        self.page = page
        super().__init__("Say why the page is withdrawn: its address will show the reason to readers.")


@transaction.atomic
def withdraw(*, page: Page, by: User | None, reason: str, at: datetime | None = None) -> Publication:
    """Take the page off the public site; its editions are kept. Raises ReasonMissing and NotPublished."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(page)
    at = at or timezone.now()
    Page.objects.select_for_update().get(pk=page.pk)  # one publishes or withdraws at a time
    changed = (
        Publication.objects.public()
        .filter(page=page)
        .update(state=Publication.State.WITHDRAWN, reason=reason, withdrawn_at=at, withdrawn_by=by)
    )
    if not changed:
        raise NotPublished(page)
    publication: Publication = Publication.objects.get(page=page)
    keys = set(publication.names.values_list("key", flat=True))
    remove(publication)
    resolve(keys)  # texts that ask for its title want it again
    site_changed(at=at)
    signals.withdrawn.send(sender=Publication, page=page)
    return publication
