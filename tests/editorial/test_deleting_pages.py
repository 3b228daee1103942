"""Drafts can be deleted; what was published once cannot, and the desk says what to do instead."""

import pytest
from django.test import Client

from content.editorial.queries.naming import desk_address
from content.library.actions import publish, withdraw
from content.pages.models import Page, Revision, Section
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import Fields, at_the_desk, errors_of, fields_of

pytestmark = pytest.mark.django_db
INSTEAD = "“An article” was published, so that it can be cited. Withdraw it instead."


def confirmed(client: Client, address: str) -> Fields:
    """What the button under the question sends."""
    return fields_of(client.get(address).content.decode(), "")


def test_a_draft_is_deleted_with_its_sections_and_revisions_after_a_question() -> None:
    article = factories.make_article(title="An article")
    factories.make_alias(article, "Alias")
    client, address = at_the_desk(), desk_address(article, "delete")
    assert "Are you sure you want to delete the article" in client.get(address).content.decode()
    assert Page.objects.exists()
    answer = client.post(address, confirmed(client, address), follow=True)
    assert errors_of(answer) == "The article “An article” was deleted successfully."
    assert [model.objects.count() for model in (Page, Section, Revision)] == [0, 0, 0]


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_page_that_was_published_cannot_be_deleted(is_withdrawn: bool) -> None:
    article = factories.make_article(title="An article")
    publish(page=article, by=None)
    if is_withdrawn:
        withdraw(page=article, by=None, reason="Wrong.")
    client = at_the_desk(Role.CHIEF_EDITOR)
    for method in (client.get, client.post):
        answer = method(desk_address(article, "delete"), {"post": "yes"}, follow=True)
        assert errors_of(answer) == INSTEAD
    chosen = {"action": "delete_selected", "_selected_action": [str(article.pk)]}
    html = client.post("/admin/pages/article/", chosen).content.decode()
    assert INSTEAD in html
    client.post("/admin/pages/article/", {**chosen, "post": "yes"})
    assert Page.objects.filter(pk=article.pk).exists()


def test_a_draft_that_another_page_refers_to_tells_which_page() -> None:
    india = factories.make_country(title="India")
    case = factories.make_case_study(title="A case", participants=[india])
    client, address = at_the_desk(), desk_address(india, "delete")
    html = client.get(address).content.decode()
    assert f'<a href="{desk_address(case)}">“A case”</a> refers to it.' in html
    client.post(address, {"post": "yes", f"seen-{india.pk}": "1"})
    assert Page.objects.filter(pk=india.pk).exists()


def test_many_drafts_are_deleted_at_once() -> None:
    chosen = [str(factories.make_article().pk) for _ in range(3)]
    form = {"action": "delete_selected", "_selected_action": chosen}
    client = at_the_desk()
    asked = client.post("/admin/pages/article/", form)
    assert Page.objects.count() == 3
    client.post("/admin/pages/article/", fields_of(asked.content.decode(), ""))
    assert not Page.objects.exists()


def test_a_page_that_is_published_while_it_is_being_deleted_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    article = factories.make_article(title="An article")
    publish(page=article, by=None)
    monkeypatch.setattr("content.editorial.admin.deleting.published_among", lambda _: set())
    monkeypatch.setattr(
        "content.editorial.admin.deleting.DraftsMayBeDeleted.get_deleted_objects",
        lambda *_: ([], {}, set(), []),
    )
    client = at_the_desk()
    answer = client.post(desk_address(article, "delete"), {"post": "yes"}, follow=True)
    assert errors_of(answer) == f"Not deleted: {INSTEAD}"
    form = {"action": "delete_selected", "_selected_action": [str(article.pk)], "post": "yes"}
    answer = client.post("/admin/pages/article/", form, follow=True)
    assert errors_of(answer) == f"Not deleted: {INSTEAD}"
    assert Page.objects.exists()


def test_a_draft_that_is_referred_to_while_it_is_being_deleted_stays_and_tells_by_which_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    india = factories.make_country(title="India")
    factories.make_case_study(title="A case", participants=[india])
    monkeypatch.setattr(
        "content.editorial.admin.deleting.DraftsMayBeDeleted.get_deleted_objects",
        lambda *_: ([], {}, set(), []),
    )
    form = {"post": "yes", f"seen-{india.pk}": "1"}
    answer = at_the_desk().post(desk_address(india, "delete"), form, follow=True)
    assert errors_of(answer) == "Not deleted: “A case” refers to it. Take that out there first."
    assert Page.objects.filter(pk=india.pk).exists()
