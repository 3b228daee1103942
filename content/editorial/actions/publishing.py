"""Publishing from the desk: what only its authors have seen needs a reason why it cannot wait."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from content.editorial.actions.after_save import draft_saved
from content.editorial.actions.log import record_act
from content.editorial.models import Act, SecondReview
from content.editorial.queries.standing import Review, review_of, seen_until
from content.library.actions import NotPublishable, Published, publish
from content.library.models import Publication
from content.library.queries.states import stands_as_published
from content.pages.actions import record_revision
from content.pages.models import Page, Revision
from content.people.models import User
from content.people.roles import who_may

_APPROVAL = "By publishing it: none of the changes is theirs."


class PublishingRefused(Exception):
    """The page is not published, or not by this person; it says why in a sentence."""


class SavedMeanwhile(PublishingRefused):
    """Someone saved the page after the person had looked at it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        super().__init__(
            f"Not published: “{page}” was saved after you had opened this. Look again, then publish."
        )


class NotReviewed(PublishingRefused):
    """Nobody but its authors has looked at the revision."""


@dataclass(frozen=True)
class Terms:
    """What is said when publishing, now or at a set time."""

    note: str
    minor: bool = False
    correction: str = ""
    reason_for_bypass: str = ""

    def arguments(self) -> dict[str, Any]:
        """As arguments of `publish_reviewed`, and as a schedule keeps them."""
        return asdict(self)

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Terms":
        return cls(**stored)


@transaction.atomic
def publish_reviewed(
    *,
    page: Page,
    by: User,
    note: str,
    minor: bool = False,
    correction: str = "",
    reason_for_bypass: str = "",
    revision: Revision | None = None,
    seen: int | None = None,
    at: datetime | None = None,
) -> Published:
    """Publish the revision, or else the page as it stands, if a second pair of eyes has seen it.

    `seen` is the number of the latest revision that the person knows, where one looked at the page first.

    Who made none of the changes approves them by publishing them. Without that, and without an approval, a
    reason is asked for, and the edition waits at the desk for its second review.
    Raises SavedMeanwhile, NotReviewed, PublishingRefused and NotPublishable.
    """
    at = at or timezone.now()
    terms = Terms(note, minor, correction, reason_for_bypass)
    locked = Page.objects.select_for_update().get(pk=page.pk)
    if seen is not None and seen != Revision.objects.number_of(locked):
        raise SavedMeanwhile(locked)
    revision = revision or _as_it_stands(locked, at)
    publication = _publication(locked)
    if publication and by.may("publish") and stands_as_published(publication, revision.content_hash):
        return Published(publication.edition, False)
    review = check_terms(page=locked, by=by, revision=revision, terms=terms)
    if review == Review.NONE:
        _note_bypass(locked, publication, by=by, reason=reason_for_bypass.strip(), at=at)
    elif review == Review.BY_PUBLISHING:
        number = revision.number
        record_act(page=locked, act=Act.APPROVED, by=by, at=at, revision_number=number, note=_APPROVAL)
    return publish(
        page=locked, by=by, note=note, minor=minor, correction=correction, revision=revision, at=at
    )


def check_terms(*, page: Page, by: User, revision: Revision, terms: Terms) -> Review:
    """Whether this person may publish the revision on these terms, and which second pair of eyes it has.

    Raises NotReviewed, PublishingRefused and NotPublishable.
    """
    if not by.may("publish"):
        raise PublishingRefused(f"Publishing is for {who_may('publish')}.")
    publication = _publication(page)
    edition = publication.edition if publication else None
    if edition and revision.number < edition.revision_number:
        raise PublishingRefused(
            f"Revision {revision.number} is older than edition {edition.number}, which was made of revision "
            f"{edition.revision_number}. Restore it first: that makes a new revision."
        )
    if publication and stands_as_published(publication, revision.content_hash):
        raise PublishingRefused("Nothing has changed since the edition that readers see.")
    is_public = publication is not None and publication.state == Publication.State.PUBLISHED
    if not terms.note.strip() and not (terms.minor and is_public):
        raise NotPublishable(page, ["Say what changed: only a minor edition needs no note."])
    review = review_of(page, by, since=seen_until(publication), number=revision.number)
    if review == Review.NONE and not by.may("publish unreviewed"):
        raise NotReviewed(f"Someone else has to review it first: {who_may('review')}.")
    if review == Review.NONE and not terms.reason_for_bypass.strip():
        raise NotReviewed(
            "Some of these changes are yours and nobody else has approved them. Ask for a review, or say why "
            "it cannot wait."
        )
    return review


def _publication(page: Page) -> Publication | None:
    found: Publication | None = (
        Publication.objects.select_related("edition")
        .defer("edition__content", "edition__text", "edition__html")
        .filter(page=page)
        .first()
    )
    return found


def _as_it_stands(page: Page, at: datetime) -> Revision:
    """The latest revision; what was changed past the desk becomes one that nobody claims."""
    revision, is_new = record_revision(page=page, by=None, at=at)
    if is_new:
        draft_saved(page=page, revision=revision, by=None, at=at)
    return revision


def _note_bypass(page: Page, publication: Publication | None, *, by: User, reason: str, at: datetime) -> None:
    """The edition that is about to be made will wait for its second review."""
    number = publication.edition.number + 1 if publication else 1
    SecondReview.objects.create(
        page=page, edition_number=number, reason=reason[:500], bypassed_by=by, bypassed_at=at
    )
