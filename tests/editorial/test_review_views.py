"""Submitting, deciding and settling in the browser: what each role is shown, and what forged posts do."""

import pytest

from content.editorial.actions.publishing import publish_reviewed
from content.editorial.actions.review import RemarkDraft, approve, request_changes, submit
from content.editorial.models import Draft, LogEntry, Remark, SecondReview
from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.actions import record_revision, replace_sections
from content.people.models import User
from content.people.roles import Role
from tests.editorial.desk_forms import errors_of, fields_of, signed_in
from tests.editorial.reviewing import edited, written_by
from tests.factories import make_article, make_user, section

pytestmark = pytest.mark.django_db


def test_an_author_submits_to_a_named_reviewer_who_wrote_none_of_it(ana: User, ben: User) -> None:
    page = written_by(ana)
    address = desk_address(page, "submit")
    client = signed_in(ana)
    shown = client.get(address).content.decode()
    assert ("Ben</option>" in shown, "Ana</option>" in shown) == (True, False)
    answer = client.post(address, {"reviewer": str(ben.pk), "note": "Please."}, follow=True)
    assert f"“{page}” is in review." in answer.content.decode()
    assert (Draft.objects.get().reviewer, LogEntry.objects.get().note) == (ben, "Please.")
    assert client.post(address, {"reviewer": "", "note": ""}).status_code == 302  # a double click
    assert LogEntry.objects.count() == 1


def test_a_reviewer_that_was_not_offered_is_refused(ana: User) -> None:
    page = written_by(ana)
    client = signed_in(ana)
    for forged in (str(ana.pk), "999999", "x"):
        answer = client.post(desk_address(page, "submit"), {"reviewer": forged})
        assert (answer.status_code, Draft.objects.exists()) == (200, False)


def test_a_reviewer_sees_what_changes_and_approves_what_was_seen(ana: User, ben: User) -> None:
    page = written_by(ana, body="Ten members met.")
    publish(page=page, by=None)
    edited(page, ana, body="Twelve members met.")
    submit(page=page, by=ana)
    client, address = signed_in(ben), desk_address(page, "review")
    shown = client.get(address).content.decode()
    assert "[removed: </span>Ten" in shown
    assert "[added: </span>Twelve" in shown
    client.post(address, {"decision": "approve", "seen_revision": "3"})
    assert Draft.objects.get().state == "approved"


def test_a_stale_decision_is_refused_and_what_was_written_stays(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    edited(page, ana, body="Newer.")
    client, address = signed_in(ben), desk_address(page, "review")
    form = {"decision": "request_changes", "seen_revision": "2", "whole": "Say more.", "on-one": "Why?"}
    answer = client.post(address, form)
    assert answer.status_code == 422
    assert "revision 3 was saved after you had opened revision 2" in errors_of(answer)
    shown = answer.content.decode()
    assert 'name="seen_revision" value="3"' in shown
    assert ("Say more.</textarea>" in shown, "Why?</textarea>" in shown) == (True, True)
    assert client.post(address, {**form, "seen_revision": "3"}).status_code == 302
    assert set(Remark.objects.values_list("section_slug", "text")) == {("", "Say more."), ("one", "Why?")}


def test_a_remark_on_a_section_that_someone_took_away_meanwhile_is_not_lost(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    replace_sections(page=page, sections=[section("Another", "Newer.")])
    record_revision(page=page, by=ana)
    client, address = signed_in(ben), desk_address(page, "review")
    form = {"decision": "request_changes", "seen_revision": "2", "on-one": "Why?"}
    shown = client.post(address, form).content.decode()
    assert "On “one”, which is gone" in shown
    again = {**fields_of(shown, ""), "decision": "request_changes"}
    assert again["on-one"] == "Why?"
    client.post(address, again)
    assert Remark.objects.values_list("section_slug", "text").get() == ("", "Why?")


def test_an_approval_with_remarks_and_a_request_without_are_refused(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    client, address = signed_in(ben), desk_address(page, "review")
    for form in ({"decision": "approve", "whole": "But."}, {"decision": "request_changes", "whole": " "}):
        assert client.post(address, {**form, "seen_revision": "2"}).status_code == 422
    assert client.post(address, {"decision": "publish", "seen_revision": "2"}).status_code == 422
    assert Draft.objects.get().state == "in_review"


def test_a_forged_approval_of_ones_own_work_is_refused_with_the_reason(ben: User) -> None:
    page = written_by(ben)
    submit(page=page, by=ben)
    client, address = signed_in(ben), desk_address(page, "review")
    assert 'value="approve"' not in client.get(address).content.decode()
    answer = client.post(address, {"decision": "approve", "seen_revision": "2"})
    assert "only by someone else" in errors_of(answer)
    assert Draft.objects.get().state == "in_review"


def test_remarks_stand_beside_their_sections_in_the_form_until_they_are_settled(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    said = [RemarkDraft("Of <b>all</b>."), RemarkDraft("Of one.", "one")]
    request_changes(page=page, by=ben, revision_number=2, remarks=said)
    client = signed_in(ana)
    shown = client.get(desk_address(page)).content.decode()
    head, _, cards = shown.partition('data-sections="sections"')
    assert ("Of &lt;b&gt;all&lt;/b&gt;." in head, "Of one." in cards, "Of one." in head) == (
        True,
        True,
        False,
    )
    assert "Ben requested changes. Next: the author settles 2 open remarks" in shown
    for remark in Remark.objects.all():
        address = desk_address(page, "settle", remark.pk)
        assert "Settle" in client.get(address).content.decode()
        assert client.post(address).status_code == 302
        assert client.post(address).status_code == 302
    assert Remark.objects.filter(settled_by=ana).count() == 2
    assert LogEntry.objects.filter(act="remark_settled").count() == 2
    assert 'class="remark"' not in client.get(desk_address(page)).content.decode()


def test_a_remark_of_another_page_is_not_found(ana: User, ben: User) -> None:
    page, other = written_by(ana), written_by(ana)
    submit(page=page, by=ana)
    request_changes(page=page, by=ben, revision_number=2, remarks=[RemarkDraft("Of one.")])
    address = desk_address(other, "settle", Remark.objects.get().pk)
    assert signed_in(ana).post(address).status_code == 404


def test_taking_back_asks_once_more(ana: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    client, address = signed_in(ana), desk_address(page, "take_back")
    assert "becomes a draft again" in client.get(address).content.decode()
    assert Draft.objects.get().state == "in_review"
    client.post(address)
    assert Draft.objects.get().state == "draft"
    assert "The page is a draft already." in client.get(address).content.decode()


def test_the_second_review_shows_the_edition_and_is_given_by_someone_else(ben: User) -> None:
    page = written_by(ben, body="Ten members met.")
    publish_reviewed(page=page, by=ben, note="New.", reason_for_bypass="A wrong date.")
    edited(page, ben, body="Twelve members met.")
    publish_reviewed(page=page, by=ben, note="Better.", reason_for_bypass="Another.")
    address = desk_address(page, "second_review", 2)
    assert signed_in(ben).post(address).status_code == 403
    cleo = signed_in(make_user(role=Role.CHIEF_EDITOR))
    shown = cleo.get(address).content.decode()
    assert "[removed: </span>Ten" in shown
    assert "Another." in shown
    assert cleo.post(address).status_code == 302
    outcomes = SecondReview.objects.order_by("edition_number").values_list("outcome", flat=True)
    assert list(outcomes) == ["waiting", "given"]
    assert cleo.get(desk_address(page, "second_review", 3)).status_code == 404


def test_the_form_says_what_is_next_and_why_a_button_is_off(ana: User, ben: User) -> None:
    page = written_by(ana)
    shown = signed_in(ana).get(desk_address(page)).content.decode()
    assert "A draft. Next: an author, an editor or a chief editor submits it for review" in shown
    assert "Publishing is for an editor or a chief editor." in shown
    submit(page=page, by=ana, reviewer=ben)
    shown = signed_in(ben).get(desk_address(page)).content.decode()
    assert "Ben, who was asked, or an editor or a chief editor who wrote none of it approves it" in shown
    approve(page=page, by=ben, revision_number=2)
    shown = signed_in(ben).get(desk_address(page)).content.decode()
    assert "Revision 2 is approved by Ben. Next: an editor or a chief editor publishes it" in shown
    publish(page=page, by=None)
    shown = signed_in(ben).get(desk_address(page)).content.decode()
    assert "Readers see the page as it stands, edition 1. Someone should read it again by" in shown
    assert "Nothing has changed since the edition that readers see." in shown


def test_reviewed_and_nothing_to_change_is_a_button_of_public_pages(ana: User, ben: User) -> None:
    page = make_article()
    address = desk_address(page, "reviewed")
    client = signed_in(ben)
    assert "not on the public site" in client.get(address).content.decode()
    publish(page=page, by=None)
    assert "found nothing to change" in client.get(address).content.decode()
    assert not LogEntry.objects.filter(act="reviewed_unchanged").exists()
    assert "The next review is due on" in client.post(address, follow=True).content.decode()
    assert LogEntry.objects.filter(act="reviewed_unchanged", by=ben).count() == 1
    assert signed_in(ana).post(address).status_code == 403
