"""Where a page stands between its authors and its readers, and whose work the changes are."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.db.models import Exists, Subquery

from content.editorial.models import Act, Draft, LogEntry, SecondReview, State
from content.editorial.transitions import TABLE, why_not
from content.library.models import Edition, Publication
from content.library.queries.states import stands_as_published
from content.pages.models import Page, Revision
from content.people.models import User
from content.people.roles import who_may


class Review(Enum):
    """Which second pair of eyes a revision has, when this person publishes it."""

    APPROVED = "approved"
    BY_PUBLISHING = "by publishing"  # the publisher's, who made none of the changes
    NONE = "none"


@dataclass(frozen=True)
class Standing:
    """The state of a page's draft beside what readers see of it."""

    page: Page
    draft: Draft | None
    revision: Revision | None  # the latest, without its snapshot
    publication: Publication | None  # with its edition, without the text of it
    makers: frozenset[int]  # who saved revisions since the edition that readers see

    @property
    def state(self) -> str:
        return self.draft.state if self.draft else State.DRAFT

    @property
    def is_public(self) -> bool:
        return self.publication is not None and self.publication.state == Publication.State.PUBLISHED

    @cached_property
    def is_unchanged(self) -> bool:
        """Whether readers see the page as it stands."""
        return bool(
            self.publication
            and self.revision
            and stands_as_published(self.publication, self.revision.content_hash)
        )

    @property
    def is_approved(self) -> bool:
        """Whether the latest revision is approved."""
        return (
            self.draft is not None
            and self.draft.state == State.APPROVED
            and self.revision is not None
            and self.draft.revision_number == self.revision.number
        )

    def is_own_work(self, person: User) -> bool:
        return person.pk in self.makers

    def why_not(self, act: str, person: User) -> str:
        """Why this person cannot do this act now, as a sentence; "" where it can be done."""
        verb = TABLE[act].verb
        if not person.may(verb):
            return f"This is for {who_may(verb)}."
        reason = why_not(act, state=self.state, is_own_work=self.is_own_work(person))
        if reason:
            return reason
        if act == Act.SUBMITTED and self.is_unchanged:
            return "Nothing has changed since the edition that readers see: there is nothing to review."
        if act == Act.TAKEN_BACK and not self._may_take_back(person):
            return "It can be taken back by who submitted it, or by an editor."
        return ""

    def _may_take_back(self, person: User) -> bool:
        return person.may("review") or (self.draft is not None and self.draft.submitted_by_id == person.pk)


def standing(page: Page) -> Standing:
    """In four queries."""
    publication = (
        Publication.objects.select_related("edition")
        .defer("edition__content", "edition__text", "edition__html")
        .filter(page=page)
        .first()
    )
    revision = Revision.objects.select_related("made_by").defer("snapshot").latest_of(page)
    return Standing(
        page=page,
        draft=Draft.objects.select_related("submitted_by", "reviewer", "decided_by")
        .filter(page=page)
        .first(),
        revision=revision,
        publication=publication,
        makers=makers(page, since=seen_until(publication), until=revision.number if revision else 0),
    )


def seen_until(publication: Publication | None) -> int:
    """The revision that readers see; 0 where they see none, for then publishing makes all of it public."""
    if publication is None or publication.state != Publication.State.PUBLISHED:
        return 0
    return publication.edition.revision_number


def seen_before(edition: Edition | None) -> int:
    """The revision that readers saw when they were given the next one: 0 after a withdrawal."""
    if edition is None:
        return 0
    withdrawn = LogEntry.objects.filter(
        page=edition.page_id, act=Act.WITHDRAWN, edition_number=edition.number
    )
    return 0 if withdrawn.exists() else edition.revision_number


def makers(page: Page, *, since: int, until: int) -> frozenset[int]:
    """Who saved the revisions after `since`, up to and with `until`; what has no author is nobody's work."""
    rows = Revision.objects.filter(page=page, number__gt=since, number__lte=until, made_by__isnull=False)
    return frozenset(rows.order_by().values_list("made_by", flat=True).distinct())


def is_approved(page: Page, number: int) -> bool:
    """Whether the last word about this revision was an approval: the log knows it of earlier ones too.

    Where there was none, the second review of an edition that was made of it is one.
    """
    decisions = LogEntry.objects.filter(
        page=page, revision_number=number, act__in=(Act.APPROVED, Act.CHANGES_REQUESTED)
    )
    made_of_it = Edition.objects.filter(page=page, revision_number=number).values("number")
    looked_at = SecondReview.objects.filter(
        page=page, outcome=SecondReview.Outcome.GIVEN, edition_number__in=made_of_it
    )
    last, was_looked_at_since = (
        Page.objects.filter(pk=page.pk)
        .values_list(Subquery(decisions.order_by("-pk").values("act")[:1]), Exists(looked_at))
        .get()
    )
    return bool(last == Act.APPROVED if last else was_looked_at_since)


def review_of(page: Page, publisher: User, *, since: int, number: int) -> Review:
    """Who else has seen the changes after revision `since` up to revision `number`."""
    if is_approved(page, number):
        return Review.APPROVED
    own = publisher.pk in makers(page, since=since, until=number)
    return Review.NONE if own else Review.BY_PUBLISHING


def review_now(now: Standing, publisher: User) -> Review:
    """The same of the page as it stands."""
    number = now.revision.number if now.revision else 0
    return review_of(now.page, publisher, since=seen_until(now.publication), number=number)


def why_no_second_review(second_review: SecondReview, person: User) -> str:
    """Why this person cannot be the second pair of eyes, as a sentence; "" for who can."""
    if not person.may("review"):
        return f"This is for {who_may('review')}."
    number = second_review.edition_number
    editions = Edition.objects.filter(page=second_review.page_id, number__in=(number - 1, number))
    found = {edition.number: edition for edition in editions.only("page", "number", "revision_number")}
    page, until = Page(pk=second_review.page_id), found[number].revision_number if number in found else 0
    work = makers(page, since=seen_before(found.get(number - 1)), until=until)
    if person.pk in work or person.pk == second_review.bypassed_by_id:
        return "Some of this edition is your work: someone else has to look at it."
    return ""
