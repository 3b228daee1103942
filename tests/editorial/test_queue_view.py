"""One queue of the desk in full: its pages, what is done to several items at once, who sees it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.editorial.actions.publishing import publish_reviewed
from content.editorial.actions.review import submit
from content.editorial.models import LogEntry, Schedule
from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.actions import record_revision
from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of, signed_in
from tests.editorial.test_start_page import EVERY_QUEUE, article, people, rewrite, waiting

pytestmark = pytest.mark.django_db


def test_a_queue_is_shown_in_full_and_in_pages() -> None:
    for number in range(51):
        article(f"Page {number}")
    client = at_the_desk()
    first, second = (client.get(f"/admin/queues/never-published/?p={p}").context["cut"] for p in (1, 2))
    assert (len(first.items), len(second.items), first.count) == (50, 1, 51)
    for odd in ("x", "0", "-1", "9" * 30):
        assert client.get(f"/admin/queues/never-published/?p={odd}").status_code == 200


def test_several_are_submitted_at_once_and_each_result_is_told() -> None:
    ana, _ = people()
    one, two = article("One", by=ana), article("Two", by=ana)
    submit(page=two, by=ana)
    form = {"key": [str(one.pk), str(two.pk), "999999", "x"]}
    answer = signed_in(ana).post("/admin/queues/never-published/", form, follow=True)
    said = errors_of(answer)
    assert "“One”: submitted." in said
    assert "“Two”: The page is in review already." in said
    assert "Item 999999 is gone." in said
    answer = signed_in(ana).post("/admin/queues/never-published/", {}, follow=True)
    assert errors_of(answer) == "Nothing was checked. Nothing was done."


def test_several_pages_are_reviewed_without_a_change_at_once() -> None:
    page = article("Due")
    publish(page=page, by=None)
    Page.objects.filter(pk=page.pk).update(review_by=date(2020, 1, 1))
    answer = at_the_desk().post("/admin/queues/due/", {"key": str(page.pk)}, follow=True)
    assert "“Due”: reviewed, nothing to change." in errors_of(answer)
    assert "due" not in waiting(at_the_desk())


def test_several_schedules_are_canceled_and_defects_handled_at_once() -> None:
    _, ed = people()
    page = article("Timed")
    now = timezone.now()
    schedule = Schedule.objects.create(
        page=page, what="publish", revision_number=1, due_at=now + timedelta(days=1), made_by=ed, made_at=now
    )
    defect = factories.make_defect(page=page)
    client = at_the_desk()
    answer = client.post("/admin/queues/scheduled/", {"key": str(schedule.pk)}, follow=True)
    assert "“Timed”: canceled." in errors_of(answer)
    Schedule.objects.update(standing="failed", failure="It had no text.")
    answer = client.post("/admin/queues/failed/", {"key": str(schedule.pk)}, follow=True)
    assert "“Timed”: dismissed." in errors_of(answer)
    answer = client.post("/admin/queues/defects/", {"key": str(defect.pk)}, follow=True)
    assert "1 handled." in errors_of(answer)
    assert {"scheduled", "defects"}.isdisjoint(waiting(client))


@pytest.mark.parametrize("key", ["failed", "to-review", "second-review", "scheduled", "due", "whim"])
def test_a_queue_that_one_cannot_act_on_does_not_exist(key: str) -> None:
    client = at_the_desk(Role.AUTHOR)
    assert client.get(f"/admin/queues/{key}/").status_code == 404
    assert client.post(f"/admin/queues/{key}/", {"key": "1"}).status_code == 404


@pytest.mark.parametrize("role", [None, Role.READER, Role.ANNOTATOR])
def test_who_has_no_business_at_the_desk_is_sent_to_sign_in(role: str | None) -> None:
    client = at_the_desk(role) if role else Client()
    for key in EVERY_QUEUE:
        assert client.get(f"/admin/queues/{key}/").status_code == 302
        assert client.post(f"/admin/queues/{key}/", {"key": "1"}).status_code == 302


def test_a_queue_that_only_shows_does_nothing_in_bulk() -> None:
    assert at_the_desk().post("/admin/queues/to-review/", {"key": "1"}).status_code == 403


def test_past_its_end_a_queue_shows_its_last_page() -> None:
    article("The only page")
    answer = at_the_desk().get("/admin/queues/never-published/?p=9")
    assert [item.title for item in answer.context["cut"].items] == ["The only page"]


def test_nobody_is_led_to_a_review_of_their_own_work() -> None:
    ana, ed = people()
    page = article("Shared work", by=ana)
    rewrite(page, ed)
    submit(page=page, by=ana)
    assert "to-review" not in waiting(signed_in(ed), "")
    (item,) = waiting(signed_in(ed))["to-review"].items
    assert (item.title, item.action) == ("Shared work", "")
    other = factories.make_user(role=Role.EDITOR)
    (item,) = waiting(signed_in(other), "")["to-review"].items
    assert item.action == "Review …"
    publish_reviewed(page=page, by=ed, note="New.", reason_for_bypass="Urgent.")
    assert "second-review" not in waiting(signed_in(ed), "")
    (item,) = waiting(signed_in(other), "")["second-review"].items
    assert (item.title, item.action) == ("Shared work", "Review …")


def test_nobody_is_led_to_the_second_review_of_what_they_wrote_and_another_published() -> None:
    _, ed = people()
    writer = factories.make_user(role=Role.EDITOR)
    page = article("Shared work")
    rewrite(page, writer)
    Page.objects.filter(pk=page.pk).update(summary="Newer")
    record_revision(page=page, by=ed)
    publish_reviewed(page=page, by=ed, note="New.", reason_for_bypass="Urgent.")
    assert "second-review" not in waiting(signed_in(writer), "")
    (item,) = waiting(signed_in(writer))["second-review"].items
    assert (item.title, item.action) == ("Shared work", "")
    assert client_sees_why_not(writer, page)


def client_sees_why_not(person: User, page: Page) -> bool:
    shown = signed_in(person).get(desk_address(page)).content.decode()
    return "Some of this edition is your work: someone else has to look at it." in shown


def test_problems_are_handled_by_page_and_document_and_the_log_says_by_whom() -> None:
    document = factories.make_source_document(file_name="two pages.txt")
    one, two = article("One"), article("Two")
    first, _ = (factories.make_defect(page=one, source_document=document) for _ in range(2))
    factories.make_defect(page=two, source_document=document)
    client = at_the_desk()
    assert [cut.count for key, cut in waiting(client).items() if key == "defects"] == [2]
    answer = client.post("/admin/queues/defects/", {"key": str(first.pk)}, follow=True)
    assert "“One”: 2 handled." in errors_of(answer)
    assert [item.title for item in waiting(client)["defects"].items] == ["Two"]
    entry = LogEntry.objects.get(act="defects_handled")
    assert (entry.page_title, entry.note) == ("One", "2 found in two pages.txt")
    assert entry.by_name
