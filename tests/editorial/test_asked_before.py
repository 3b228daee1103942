"""What is asked about a page holds for the page as it stood then: what others saved since is neither deleted
nor published unseen."""

import pytest
from django.contrib.admin.models import LogEntry as DjangosLog
from django.test import Client

from content.editorial.queries.naming import desk_address
from content.library.models import Edition
from content.pages.models import Page
from content.people.models import User
from tests.editorial.desk_forms import at_the_desk, errors_of, fields_of
from tests.editorial.reviewing import edited, written_by

pytestmark = pytest.mark.django_db
LIST = "/admin/pages/article/"


def asked(client: Client, action: str, *pages: Page) -> dict[str, str | list[str]]:
    """What the question sends that a bulk action asks first."""
    chosen = {"action": action, "_selected_action": [str(page.pk) for page in pages]}
    return fields_of(client.post(LIST, chosen).content.decode(), "")


def test_a_draft_that_was_saved_since_is_not_deleted_and_the_desk_says_by_whom_and_what(ana: User) -> None:
    page = written_by(ana, title="A draft")
    client, address = at_the_desk(), desk_address(page, "delete")
    form = fields_of(client.get(address).content.decode(), "")
    edited(page, ana, body="Quite another text.")
    answer = client.post(address, form, follow=True)
    assert "Not deleted: “A draft” was saved after you had opened this." in errors_of(answer)
    assert "It stands at revision 3 now by Ana: What changed" in errors_of(answer)
    html = answer.content.decode()
    assert f'<a href="{desk_address(page, "compare", "r2", "r3")}">What changed</a>' in html
    assert Page.objects.exists()
    assert not DjangosLog.objects.exists()
    client.post(address, fields_of(html, ""))
    assert not Page.objects.exists()


def test_of_many_drafts_none_is_deleted_where_one_was_saved_since(ana: User) -> None:
    pages = [written_by(ana) for _ in range(2)]
    client = at_the_desk()
    form = asked(client, "delete_selected", *pages)
    edited(pages[1], ana, body="Quite another text.")
    answer = client.post(LIST, form)
    assert "was saved after you had opened this" in answer.content.decode()
    assert Page.objects.count() == 2
    assert not DjangosLog.objects.exists()
    again = fields_of(answer.content.decode(), "")
    assert again[f"seen-{pages[1].pk}"] == "3"
    client.post(LIST, again)
    assert not Page.objects.exists()


@pytest.mark.parametrize("number", [None, "", "1", "-1", "x", "9" * 40, "٢"])
def test_an_answer_that_does_not_say_what_was_asked_about_deletes_nothing(
    ana: User, number: str | None
) -> None:
    page = written_by(ana)
    said = {} if number is None else {f"seen-{page.pk}": number}
    client = at_the_desk()
    client.post(desk_address(page, "delete"), {"post": "yes", **said})
    chosen = {"action": "delete_selected", "_selected_action": str(page.pk)}
    client.post(LIST, {**chosen, "post": "yes", **said})
    assert Page.objects.exists()


def test_who_has_the_page_open_is_told_before_it_is_deleted(ana: User) -> None:
    page = written_by(ana)
    tab = Client()
    tab.force_login(ana)
    tab.post(desk_address(page, "presence"), {"tab": "0" * 32, "unsaved": "1"})
    question = at_the_desk().get(desk_address(page, "delete")).content.decode()
    assert "Ana opened this just now, has unsaved changes." in question


def test_what_was_saved_after_the_question_is_not_published_with_many(ana: User) -> None:
    seen, unseen = written_by(ana, title="Seen"), written_by(ana, title="Unseen")
    client = at_the_desk()
    form = asked(client, "publish_selected", seen, unseen)
    edited(unseen, ana, body="Quite another text.")
    answer = client.post(LIST, {**form, "note": "New."}, follow=True)
    assert "Not published: “Unseen” was saved after you had opened this." in errors_of(answer)
    assert [edition.title for edition in Edition.objects.all()] == ["Seen"]


def test_asking_for_the_note_again_does_not_ask_about_a_newer_revision(ana: User) -> None:
    page = written_by(ana)
    client = at_the_desk()
    form = asked(client, "publish_selected", page)
    edited(page, ana, body="Quite another text.")
    again = fields_of(client.post(LIST, {**form, "note": " "}).content.decode(), "")
    client.post(LIST, {**again, "note": "New."})
    assert not Edition.objects.exists()


def test_a_forged_answer_without_its_question_publishes_nothing(ana: User) -> None:
    page = written_by(ana)
    chosen = {"action": "publish_selected", "_selected_action": str(page.pk), "note": "New."}
    at_the_desk().post(LIST, chosen)
    assert not Edition.objects.exists()
