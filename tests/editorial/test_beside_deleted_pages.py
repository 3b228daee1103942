"""What stands beside a draft that is deleted: what ends with it, and what comes back when it is recovered."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.editorial.actions.deleting import delete_draft, recover
from content.editorial.actions.due import run_due
from content.editorial.actions.publishing import Terms
from content.editorial.actions.review import RemarkDraft, approve, request_changes, settle_remark, submit
from content.editorial.actions.scheduling import schedule_publication
from content.editorial.actions.sharing import share_preview
from content.editorial.models import DeletedPage, Draft, LogEntry, Remark, Schedule
from content.editorial.queries.naming import desk_address
from content.editorial.queries.standing import is_approved, standing
from content.library.models import Edition
from content.pages.models import Page
from content.people.models import User
from tests.editorial.desk_forms import at_the_desk
from tests.editorial.reviewing import written_by
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def recovered(deleted: DeletedPage, by: User) -> Page:
    return recover(deleted=deleted, by=by).page


def scheduled(page: Page, by: User) -> datetime:
    due_at = timezone.now() + timedelta(hours=1)
    schedule_publication(page=page, by=by, due_at=due_at, revision_number=2, terms=Terms("New."))
    return due_at


def test_remarks_come_back_open_and_settled_with_their_people_and_times(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana)
    said = [RemarkDraft("Say more.", "one"), RemarkDraft("And shorter.")]
    request_changes(page=page, by=ben, revision_number=2, remarks=said)
    settle_remark(remark=Remark.objects.get(text="And shorter."), by=ana)
    rows = [{**row, "id": 0} for row in Remark.objects.values()]
    page = recovered(delete_draft(page=page, by=ben), ben)
    assert [{**row, "id": 0} for row in Remark.objects.values()] == rows
    shown = at_the_desk().get(desk_address(page)).content.decode()
    assert ("Say more." in shown, "And shorter." in shown) == (True, False)


def test_the_state_of_the_review_comes_back(ana: User, ben: User) -> None:
    page = written_by(ana)
    submit(page=page, by=ana, reviewer=ben)
    row = {**Draft.objects.values().get(), "id": 0}
    page = recovered(delete_draft(page=page, by=ben), ben)
    assert {**Draft.objects.values().get(), "id": 0} == row
    approve(page=page, by=ben, revision_number=2)
    page = recovered(delete_draft(page=page, by=ben), ben)
    assert (standing(page).is_approved, is_approved(page, 2)) == (True, True)


def test_an_approval_does_not_hold_for_what_comes_back_changed(ana: User, ben: User) -> None:
    page = written_by(ana, title="Approved")
    submit(page=page, by=ana)
    approve(page=page, by=ben, revision_number=2)
    deleted = delete_draft(page=page, by=ben)
    make_article(slug=deleted.slug)
    page = recovered(deleted, ben)
    assert standing(page).state == "draft"


def test_a_time_that_was_set_is_canceled_and_does_not_come_back(ana: User, ben: User) -> None:
    page = written_by(ana)
    due_at = scheduled(page, ben)
    deleted = delete_draft(page=page, by=ben)
    canceled = LogEntry.objects.get(act="schedule_cancelled")
    assert (canceled.page_id, canceled.by, canceled.note) == (
        deleted.page_key,
        ben,
        "The page was deleted.",
    )
    recovered(deleted, ben)
    run_due(at=due_at)
    assert not Schedule.objects.exists()
    assert not Edition.objects.exists()


def test_a_shared_preview_ends_for_good(ana: User, ben: User) -> None:
    page = written_by(ana)
    _, secret = share_preview(page=page, by=ana)
    address = reverse("shared_preview", args=[secret])
    assert Client().get(address).status_code == 200
    deleted = delete_draft(page=page, by=ben)
    assert LogEntry.objects.get(act="preview_revoked").by == ben
    recovered(deleted, ben)
    assert Client().get(address).status_code == 404


def test_the_question_says_what_ends(ana: User, ben: User) -> None:
    page = written_by(ana, title="A draft")
    scheduled(page, ben)
    share_preview(page=page, by=ana)
    client = at_the_desk()
    one = client.get(desk_address(page, "delete")).content.decode()
    chosen = {"action": "delete_selected", "_selected_action": str(page.pk)}
    many = client.post("/admin/pages/article/", chosen).content.decode()
    for question in (one, many):
        words = " ".join(question.split())
        assert "“A draft”: Revision 2 will be published on" in words
        assert "(set by Ben). That is canceled." in words
        assert "1 shared preview ends, for good." in words
        assert "with its revisions, remarks and the state of its review" in words


def test_what_was_deleted_before_remarks_were_kept_is_recovered_without_them(ana: User, ben: User) -> None:
    deleted = delete_draft(page=written_by(ana), by=ben)
    beside = {name: rows for name, rows in deleted.beside.items() if name not in ("draft", "remarks")}
    DeletedPage.objects.update(beside=beside)
    deleted.refresh_from_db()
    assert standing(recovered(deleted, ben)).state == "draft"
