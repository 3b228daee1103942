"""Going back to an earlier revision, or to what readers read: a new revision, like any other save."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from content.editorial.actions.after_save import draft_saved
from content.editorial.actions.log import record_act
from content.editorial.models import Act
from content.library.models import Publication
from content.pages.actions import NotWritable, write_snapshot
from content.pages.models import Page, Revision
from content.people.models import User


class SavedMeanwhile(Exception):
    """Someone saved the page after the person had seen what going back would change."""

    def __init__(self, page: Page, latest: int) -> None:
        self.page, self.latest = page, latest
        super().__init__(f"“{page}” was saved after you had opened this: it stands at revision {latest} now.")


class NothingToReturnTo(Exception):
    """Readers see nothing of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        super().__init__(f"“{page}” is not on the public site: there is nothing to return to.")


@transaction.atomic
def restore(
    *, page: Page, number: int, seen: int, by: User, at: datetime | None = None
) -> tuple[Revision, list[str]]:
    """Make the page say again what that revision says; what could not be taken over is told in sentences.

    `seen` is the latest revision that the person knows. Raises SavedMeanwhile and NotWritable.
    """
    return _go_back(page, Revision.objects.get(page=page, number=number), seen, by, at, Act.RESTORED)


@transaction.atomic
def discard(*, page: Page, seen: int, by: User, at: datetime | None = None) -> tuple[Revision, list[str]]:
    """Make the page say what readers read. Raises NothingToReturnTo too."""
    return _go_back(page, published_revision(page), seen, by, at, Act.DISCARDED)


def published_revision(page: Page) -> Revision:
    """The revision that readers read, as an edition; raises NothingToReturnTo."""
    publication = Publication.objects.public().filter(page=page).select_related("edition").first()
    if publication is None:
        raise NothingToReturnTo(page)
    return Revision.objects.get(page=page, number=publication.edition.revision_number)


def rehearsed(page: Page, revision: Revision, by: User) -> tuple[list[str], list[str]]:
    """What could not be taken over, and what forbids it altogether: tried, and undone."""
    try:
        with transaction.atomic():
            _, untaken = write_snapshot(page=page, taken=revision.taken, by=by)
            transaction.set_rollback(True)
    except NotWritable as refusal:
        return [], refusal.reasons
    return untaken, []


def _go_back(
    page: Page, target: Revision, seen: int, by: User, at: datetime | None, act: Act
) -> tuple[Revision, list[str]]:
    at = at or timezone.now()
    Page.objects.select_for_update().get(pk=page.pk)
    latest = Revision.objects.number_of(page)
    if latest == 0 or latest != seen:
        raise SavedMeanwhile(page, latest)
    words = "Restored from" if act == Act.RESTORED else "Changes discarded, back to"
    note = f"{words} revision {target.number}"
    revision, untaken = write_snapshot(page=page, taken=target.taken, by=by, at=at, note=note)
    if revision.number != latest:
        draft_saved(page=page, revision=revision, by=by, at=at)
        record_act(
            page=page,
            act=act,
            by=by,
            at=at,
            revision_number=revision.number,
            note=" ".join([f"From revision {target.number}.", *untaken]),
            detail={"from": target.number, "untaken": untaken},
        )
    return revision, untaken
