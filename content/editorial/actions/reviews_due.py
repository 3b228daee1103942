"""When a page is to be read again: set by each publication and by “reviewed, nothing to change”."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from content.editorial.actions.log import record_act
from content.editorial.models import Act
from content.editorial.queries.reviews_due import next_review
from content.editorial.queries.standing import standing
from content.library.models import Publication
from content.pages.models import Page
from content.people.models import User
from content.people.roles import who_may


class NotReviewable(Exception):
    """There is nothing to review, or not by this person; it says why in a sentence."""


@transaction.atomic
def reviewed_unchanged(*, page: Page, by: User, at: datetime | None = None) -> Page:
    """Note down that someone read the public page and found nothing to change. Raises NotReviewable."""
    at = at or timezone.now()
    if not by.may("review"):
        raise NotReviewable(f"This is for {who_may('review')}.")
    locked = Page.objects.select_for_update().get(pk=page.pk)
    publication = Publication.objects.public().select_related("edition").filter(page=locked).first()
    if publication is None:
        raise NotReviewable("The page is not on the public site: there is nothing to review there.")
    if not standing(locked).is_unchanged:
        raise NotReviewable("There are changes that readers do not see: publish or discard them first.")
    review_by = set_next_review(page=locked, at=at)
    record_act(
        page=locked,
        act=Act.REVIEWED_UNCHANGED,
        by=by,
        at=at,
        edition_number=publication.edition.number,
        detail={"review_by": review_by.review_by.isoformat() if review_by.review_by else ""},
    )
    return locked


def set_next_review(*, page: Page, at: datetime) -> Page:
    """Set the date from the page's volatility; neither its version nor the date of its last save moves."""
    page.review_by = next_review(page.volatility, at.date())
    Page.objects.filter(pk=page.pk).update(review_by=page.review_by)
    return page
