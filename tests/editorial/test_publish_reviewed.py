"""Nothing is published that only its authors have seen, unless someone says why; the log knows every way."""

import pytest

from content.editorial.actions.publishing import NotReviewed, PublishingRefused, publish_reviewed
from content.editorial.actions.review import ReviewRefused, approve, give_second_review, submit
from content.editorial.models import Draft, LogEntry, Schedule, SecondReview
from content.editorial.receivers import PAST_THE_DESK
from content.library.actions import NotPublishable, publish, withdraw
from content.library.models import Edition
from content.pages.models import Revision
from content.people.models import User
from content.people.roles import Role
from tests.editorial.reviewing import AT, edited, logged, written_by
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_what_someone_else_approved_is_published_by_its_author(ana: User, ben: User, chief: User) -> None:
    page = written_by(ben)
    submit(page=page, by=ben)
    approve(page=page, by=chief, revision_number=2)
    done = publish_reviewed(page=page, by=ben, note="New.", at=AT)
    assert (done.edition.number, done.edition.revision_number, done.edition.published_at) == (1, 2, AT)
    assert logged(page)[-1] == ("published", "approved", "draft")
    assert Draft.objects.get().state == "draft"
    assert not SecondReview.objects.exists()


def test_who_made_none_of_the_changes_approves_by_publishing(ana: User, ben: User) -> None:
    page = written_by(ana)
    publish_reviewed(page=page, by=ben, note="New.")
    assert [act for act, _, _ in logged(page)] == ["approved", "published"]


def test_own_work_without_approval_needs_a_reason_and_then_waits_for_its_second_review(
    ben: User, chief: User
) -> None:
    page = written_by(ben)
    with pytest.raises(NotReviewed, match="say why it cannot wait"):
        publish_reviewed(page=page, by=ben, note="New.", reason_for_bypass="  ")
    assert not Edition.objects.exists()
    publish_reviewed(page=page, by=ben, note="New.", reason_for_bypass="A wrong date was public.", at=AT)
    second = SecondReview.objects.get()
    assert (second.edition_number, second.reason, second.bypassed_by, second.outcome) == (
        *(1, "A wrong date was public."),
        *(ben, "waiting"),
    )
    entry = LogEntry.objects.get(act="published_unreviewed")
    assert entry.note == "New.\n\nWithout second review: A wrong date was public."
    with pytest.raises(ReviewRefused, match="your work"):
        give_second_review(second_review=second, by=ben)
    give_second_review(second_review=second, by=chief, at=AT)
    assert (second.outcome, second.given_by, second.given_at) == ("given", chief, AT)
    with pytest.raises(ReviewRefused, match="Cleo has reviewed this edition already"):
        give_second_review(second_review=second, by=make_user(role=Role.EDITOR))
    assert [act for act, _, _ in logged(page)] == ["published_unreviewed", "second_review_given"]


def test_who_wrote_part_of_a_bypassed_edition_is_not_its_second_pair_of_eyes(ben: User, chief: User) -> None:
    page = written_by(chief)
    edited(page, ben, body="A word.")
    publish_reviewed(page=page, by=ben, note="New.", reason_for_bypass="Now.")
    with pytest.raises(ReviewRefused, match="your work"):
        give_second_review(second_review=SecondReview.objects.get(), by=chief)
    with pytest.raises(ReviewRefused, match="an editor or a chief editor"):
        give_second_review(second_review=SecondReview.objects.get(), by=make_user(role=Role.AUTHOR))


def test_an_approval_of_an_earlier_revision_is_none_of_the_latest(ben: User, chief: User) -> None:
    page = written_by(ben)
    submit(page=page, by=ben)
    approve(page=page, by=chief, revision_number=2)
    edited(page, ben, body="Changed after that.")
    with pytest.raises(NotReviewed):
        publish_reviewed(page=page, by=ben, note="New.")
    approved = Revision.objects.get(page=page, number=2)
    done = publish_reviewed(page=page, by=ben, note="New.", revision=approved)
    assert (done.edition.revision_number, done.edition.text) == (2, "One\nA text.")


def test_an_older_revision_than_the_public_one_is_refused(ana: User, ben: User) -> None:
    page = written_by(ana)
    publish_reviewed(page=page, by=ben, note="New.")
    with pytest.raises(PublishingRefused, match="Restore it first"):
        publish_reviewed(page=page, by=ben, note="Back.", revision=Revision.objects.get(page=page, number=1))


def test_an_author_publishes_nothing(ana: User) -> None:
    with pytest.raises(PublishingRefused, match="for an editor or a chief editor"):
        publish_reviewed(page=written_by(None), by=ana, note="New.")


def test_a_note_is_asked_for_unless_the_edition_is_minor(ana: User, ben: User) -> None:
    page = written_by(ana)
    for terms in ({"note": ""}, {"note": " ", "minor": True}):
        with pytest.raises(NotPublishable, match="Say what changed"):
            publish_reviewed(page=page, by=ben, **terms)
    publish_reviewed(page=page, by=ben, note="New.")
    edited(page, ana, body="A text, better.")
    assert publish_reviewed(page=page, by=ben, note="", minor=True).edition.minor


def test_the_kind_of_correction_stands_in_the_edition_and_asks_for_a_note(ana: User) -> None:
    page = written_by(ana)
    with pytest.raises(NotPublishable, match="Say what the edition corrects"):
        publish(page=page, by=None, correction="typo")
    assert publish(page=page, by=None, correction="typo", note="A name.").edition.correction == "typo"


def test_what_readers_see_already_makes_no_edition_and_no_entry(ben: User) -> None:
    page = make_article()
    publish(page=page, by=None)
    before = len(logged(page))
    assert not publish_reviewed(page=page, by=ben, note="Again.").is_new
    assert len(logged(page)) == before


def test_the_operator_publishes_without_review_and_the_log_says_so() -> None:
    page = make_article()
    publish(page=page, by=None, note="First.", at=AT)
    entry = LogEntry.objects.get()
    assert (entry.act, entry.by, entry.at, entry.note, entry.edition_number) == (
        *("published", None, AT),
        *("First.", 1),
    )
    assert not SecondReview.objects.exists()


def test_an_author_who_publishes_own_work_by_a_command_leaves_a_page_that_waits_for_review(ben: User) -> None:
    page = written_by(ben)
    publish(page=page, by=ben, note="New.")
    assert SecondReview.objects.get().reason == PAST_THE_DESK
    assert logged(page)[-1][0] == "published_unreviewed"


def test_a_newer_draft_in_review_stays_there_when_an_older_revision_is_published(
    ana: User, ben: User
) -> None:
    page = written_by(ana)
    first = Revision.objects.get(page=page, number=2)
    edited(page, ana, body="Newer.")
    submit(page=page, by=ana)
    publish_reviewed(page=page, by=ben, note="New.", revision=first)
    assert Draft.objects.get().state == "in_review"


def test_a_withdrawal_is_logged_with_its_reason(ben: User) -> None:
    page = make_article()
    publish(page=page, by=None)
    Schedule.objects.create(page=page, what="withdraw", due_at=AT, made_by=ben, made_at=AT)
    withdraw(page=page, by=ben, reason="All wrong.", at=AT)
    assert [act for act, _, _ in logged(page)] == ["published", "withdrawn", "schedule_cancelled"]
    entry = LogEntry.objects.get(act="withdrawn")
    assert (entry.note, entry.by, entry.at) == ("All wrong.", ben, AT)


def test_what_was_scheduled_is_canceled_when_a_later_revision_is_published(ana: User, ben: User) -> None:
    page = written_by(ana)
    Schedule.objects.create(page=page, what="publish", due_at=AT, revision_number=1, made_by=ben, made_at=AT)
    publish_reviewed(page=page, by=ben, note="New.")
    assert Schedule.objects.get().standing == "cancelled"
    assert logged(page)[-1][0] == "schedule_cancelled"
