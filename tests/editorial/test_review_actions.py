"""Submitting, approving, sending back: who may, when, and what the log keeps of it."""

import pytest

from content.editorial.actions.after_save import draft_saved
from content.editorial.actions.review import (
    RemarkDraft,
    ReviewRefused,
    approve,
    request_changes,
    settle_remark,
    submit,
    take_back,
)
from content.editorial.models import Draft, LogEntry, Remark
from content.library.actions import publish
from content.people.models import User
from content.people.roles import Role
from tests.editorial.reviewing import AT, edited, logged, written_by
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_a_draft_goes_from_its_author_to_its_approval_and_each_step_is_logged(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana, reviewer=ben, note="Please by Friday.", at=AT)
    draft = approve(page=page, by=ben, revision_number=2, at=AT)
    assert (draft.state, draft.revision_number, draft.submitted_by, draft.decided_by, draft.since) == (
        *("approved", 2),
        *(ana, ben, AT),
    )
    assert logged(page) == [("submitted", "draft", "in_review"), ("approved", "in_review", "approved")]
    entry = LogEntry.objects.earliest("pk")
    assert (entry.note, entry.detail, entry.by, entry.at) == (
        *("Please by Friday.", {"reviewer": "Ben"}),
        *(ana, AT),
    )


def test_nobody_approves_or_sends_back_changes_of_their_own(ben: User) -> None:
    page = written_by(ben)
    submit(page=page, by=ben)
    with pytest.raises(ReviewRefused, match="only by someone else"):
        approve(page=page, by=ben, revision_number=2)
    with pytest.raises(ReviewRefused, match="only by someone else"):
        request_changes(page=page, by=ben, revision_number=2, remarks=[RemarkDraft("No.")])
    assert logged(page) == [("submitted", "draft", "in_review")]


def test_one_changed_word_in_the_middle_bars_from_approving(ana: User, ben: User) -> None:
    page = written_by(ana)
    edited(page, ben, body="A word.")
    edited(page, ana, body="A word, and another.")
    submit(page=page, by=ana)
    with pytest.raises(ReviewRefused, match="only by someone else"):
        approve(page=page, by=ben, revision_number=4)


def test_what_one_wrote_before_the_last_edition_bars_nobody(ana: User, ben: User) -> None:
    page = written_by(ben)
    publish(page=page, by=None)
    edited(page, ana, body="Another text.")
    submit(page=page, by=ana)
    assert approve(page=page, by=ben, revision_number=3).state == "approved"


def test_an_author_neither_approves_nor_sends_back(ana: User) -> None:
    page = written_by(None)
    submit(page=page, by=ana)
    with pytest.raises(ReviewRefused, match="This is for an editor or a chief editor"):
        approve(page=page, by=ana, revision_number=2)
    with pytest.raises(ReviewRefused, match="This is for an editor or a chief editor"):
        request_changes(page=page, by=ana, revision_number=2, remarks=[RemarkDraft("No.")])


def test_a_revision_that_was_saved_after_the_reviewer_looked_is_not_approved(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    edited(page, ana, body="Something else.")
    with pytest.raises(ReviewRefused, match="revision 3 was saved after you had opened revision 2"):
        approve(page=page, by=ben, revision_number=2)
    assert Draft.objects.get().state == "in_review"


def test_the_second_of_two_who_decide_is_told(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    approve(page=page, by=ben, revision_number=2)
    with pytest.raises(ReviewRefused, match="approved already"):
        approve(page=page, by=make_user(role=Role.CHIEF_EDITOR), revision_number=2)
    assert [act for act, _, _ in logged(page)] == ["submitted", "approved"]


def test_a_named_reviewer_can_review_and_wrote_none_of_it(ana: User, ben: User) -> None:
    page = written_by(ana)
    with pytest.raises(ReviewRefused, match="cannot review"):
        submit(page=page, by=ben, reviewer=ana)
    edited(page, ben, body="A word.")
    with pytest.raises(ReviewRefused, match="Ben made some of these changes"):
        submit(page=page, by=ana, reviewer=ben)
    assert not Draft.objects.exists()


def test_what_stands_as_readers_see_it_is_not_submitted(ana: User) -> None:
    page = make_article()
    publish(page=page, by=None)
    with pytest.raises(ReviewRefused, match="Nothing has changed"):
        submit(page=page, by=ana)


def test_only_who_submitted_it_or_an_editor_takes_it_back(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    with pytest.raises(ReviewRefused, match="by who submitted it"):
        take_back(page=page, by=make_user(role=Role.AUTHOR))
    assert take_back(page=page, by=ana).state == "draft"
    submit(page=page, by=ana)
    assert take_back(page=page, by=ben).state == "draft"


def test_remarks_name_the_section_as_it_was_called_and_are_settled_once(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    with pytest.raises(ReviewRefused, match="Say what to change"):
        request_changes(page=page, by=ben, revision_number=2, remarks=[RemarkDraft("  ", "one")])
    remarks = [RemarkDraft("Too short.", "one"), RemarkDraft("All of it."), RemarkDraft("Where?", "gone")]
    draft = request_changes(page=page, by=ben, revision_number=2, remarks=remarks, at=AT)
    assert draft.state == "changes_requested"
    rows = Remark.objects.values_list("text", "section_slug", "section_heading", "revision_number")
    assert list(rows) == [
        ("Too short.", "one", "One", 2),
        ("All of it.", "", "", 2),
        ("Where?", "", "", 2),
    ]
    remark = settle_remark(remark=Remark.objects.earliest("pk"), by=ana, at=AT)
    assert (remark.settled_by, remark.settled_at) == (ana, AT)
    with pytest.raises(ReviewRefused, match="Ana has settled this remark already"):
        settle_remark(remark=remark, by=ben)
    assert [act for act, _, _ in logged(page)] == ["submitted", "changes_requested", "remark_settled"]


def test_an_approval_lapses_with_the_next_revision_and_a_review_goes_on(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    draft_saved(page=page, revision=edited(page, ana, body="Other."), by=ana, at=AT)
    assert Draft.objects.get().state == "in_review"
    approve(page=page, by=ben, revision_number=3)
    draft_saved(page=page, revision=edited(page, ana, body="And other."), by=ana, at=AT)
    assert Draft.objects.get().state == "draft"
    assert logged(page)[-1] == ("edited", "approved", "draft")


def test_a_page_that_nobody_saved_at_the_desk_gets_its_first_revision_when_submitted(ana: User) -> None:
    page = make_article()
    page.revisions.all().delete()
    assert submit(page=page, by=ana).revision_number == 1
    assert page.revisions.get().made_by is None
