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


class SuccessorMissing(Exception):
    """What is superseded, or leads on, needs another page that readers can open."""

    def __init__(self, page: Page, successor: Page | None) -> None:
        self.page, self.successor = page, successor
        super().__init__(_without_a_successor(page, successor))


@transaction.atomic
def withdraw(
    *,
    page: Page,
    by: User | None,
    reason: str,
    cause: str = Publication.Cause.OTHER,
    treatment: str = Publication.Treatment.GONE,
    superseded_by: Page | None = None,
    at: datetime | None = None,
) -> Publication:
    """Take the page off the public site; its editions are kept.

    Raises ReasonMissing, SuccessorMissing and NotPublished; ValueError for a cause or treatment of no list.
    """
    cause, treatment = Publication.Cause(cause), Publication.Treatment(treatment)
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(page)
    at = at or timezone.now()
    Page.objects.select_for_update().get(pk=page.pk)  # one publishes or withdraws at a time
    _check_successor(page, superseded_by, needed=cause == "superseded" or treatment == "redirect")
    publication: Publication | None = Publication.objects.public().filter(page=page).first()
    if publication is None:
        raise NotPublished(page)
    publication.state = Publication.State.WITHDRAWN
    publication.reason, publication.cause = reason, cause
    publication.treatment, publication.superseded_by = treatment, superseded_by
    publication.withdrawn_at, publication.withdrawn_by = at, by
    publication.save()
    keys = set(publication.names.values_list("key", flat=True))
    remove(publication)
    resolve(keys)  # texts that ask for its title want it again
    site_changed(at=at)
    signals.withdrawn.send(sender=Publication, page=page, publication=publication)
    return publication


def _check_successor(page: Page, successor: Page | None, *, needed: bool) -> None:
    if successor is None and not needed:
        return
    public = Publication.objects.public()
    if successor is None or successor.pk == page.pk or not public.filter(page=successor.pk).exists():
        raise SuccessorMissing(page, successor)


def _without_a_successor(page: Page, successor: Page | None) -> str:
    if successor is None:
        return "Name the page that takes its place."
    if successor.pk == page.pk:
        return "A page cannot take its own place. Name another one."
    return f"“{successor}” is not on the public site. Name a page that readers can open."
