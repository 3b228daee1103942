"""One queue of the desk in full: its pages, what is done to several items at once, who sees it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.editorial.actions.review import submit
from content.editorial.models import Schedule
from content.library.actions import publish
from content.pages.models import Page
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of
from tests.editorial.test_start_page import EVERY_QUEUE, article, people, signed_in, waiting

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
    assert "is gone" in said
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
    answer = client.post("/admin/queues/defects/", {"key": str(defect.source_document_id)}, follow=True)
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
