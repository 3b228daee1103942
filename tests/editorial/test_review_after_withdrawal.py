"""A page that was withdrawn is published again like a new one: its authors need someone else's eyes."""

import pytest

from content.editorial.actions.publishing import NotReviewed, publish_reviewed
from content.editorial.actions.review import ReviewRefused, approve, give_second_review, submit
from content.editorial.models import SecondReview
from content.editorial.queries.naming import desk_address
from content.library.actions import publish, withdraw
from content.library.models import Edition, Publication
from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role
from tests.editorial.desk_forms import at_the_desk
from tests.editorial.reviewing import edited, logged, written_by

pytestmark = pytest.mark.django_db


def withdrawn_own_work(ben: User, chief: User) -> Page:
    """Ben's text, which he published without a review and Cleo withdrew."""
    page = written_by(ben)
    publish_reviewed(page=page, by=ben, note="New.", reason_for_bypass="It is urgent.")
    withdraw(page=page, by=chief, reason="Published in error.", cause="in_error")
    return page


def test_its_author_does_not_bring_it_back_alone(ben: User, chief: User) -> None:
    page = withdrawn_own_work(ben, chief)
    with pytest.raises(NotReviewed, match="say why it cannot wait"):
        publish_reviewed(page=page, by=ben, note="Again.")
    assert [act for act, _, _ in logged(page)] == ["published_unreviewed", "withdrawn"]
    assert Edition.objects.count() == 1


def test_one_changed_word_of_another_person_does_not_help(ben: User, chief: User) -> None:
    page = withdrawn_own_work(ben, chief)
    edited(page, chief, body="A text, changed.")
    with pytest.raises(NotReviewed):
        publish_reviewed(page=page, by=ben, note="Again.")


def test_the_page_for_publishing_asks_for_the_reason_and_a_list_refuses_it(chief: User) -> None:
    client = at_the_desk(Role.EDITOR)
    page = withdrawn_own_work(User.objects.latest("pk"), chief)
    form = {"seen_revision": "2", "note": "Again."}
    assert client.post(desk_address(page, "publish"), form).status_code == 422
    chosen = {"action": "publish_selected", "_selected_action": [str(page.pk)]}
    client.post("/admin/pages/article/", {**chosen, f"seen-{page.pk}": "2", "note": "Again."})
    assert not Publication.objects.public().exists()
    client.post(desk_address(page, "publish"), {**form, "reason_for_bypass": "It was right."})
    assert Publication.objects.public().exists()
    assert SecondReview.objects.filter(outcome="waiting").count() == 2


def test_someone_else_brings_it_back_or_approves_that(ben: User, chief: User) -> None:
    page = withdrawn_own_work(ben, chief)
    submit(page=page, by=ben)
    with pytest.raises(ReviewRefused, match="only by someone else"):
        approve(page=page, by=ben, revision_number=2)
    approve(page=page, by=chief, revision_number=2)
    assert publish_reviewed(page=page, by=ben, note="Again.").edition.number == 2


def test_the_second_review_of_its_edition_holds(ben: User, chief: User) -> None:
    page = withdrawn_own_work(ben, chief)
    give_second_review(second_review=SecondReview.objects.get(), by=chief)
    assert publish_reviewed(page=page, by=ben, note="Again.").edition.number == 2


def test_who_wrote_any_of_it_is_not_its_second_pair_of_eyes(ben: User, chief: User) -> None:
    page = written_by(chief)
    edited(page, ben, body="Another text.")
    publish_reviewed(page=page, by=ben, note="New.", reason_for_bypass="It is urgent.")
    withdraw(page=page, by=chief, reason="Published in error.")
    publish_reviewed(page=page, by=ben, note="Again.", reason_for_bypass="It was right.")
    with pytest.raises(ReviewRefused, match="your work"):
        give_second_review(second_review=SecondReview.objects.get(edition_number=2), by=chief)


def test_a_command_that_its_author_runs_leaves_it_waiting_for_review(ben: User, chief: User) -> None:
    page = withdrawn_own_work(ben, chief)
    publish(page=page, by=ben, note="Again.")
    assert SecondReview.objects.get(edition_number=2).outcome == "waiting"
