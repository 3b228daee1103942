"""A page is deleted while its form is open: what is sent then is kept, and saved once it is recovered."""

import pytest
from django.test import Client

from content.editorial.actions.deleting import delete_draft, recover
from content.editorial.models import DeletedPage
from content.editorial.queries.naming import desk_address
from content.pages.actions import record_revision
from content.pages.models import Page, Revision
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import Fields, at_the_desk, errors_of, fields_of, shown

pytestmark = pytest.mark.django_db
TEXT = "First line.\r\n\r\n“Second” <b>line</b> & more."


@pytest.fixture
def ben() -> User:
    return factories.make_user(role=Role.EDITOR, display_name="Ben")


def a_page() -> Page:
    """With rows of several kinds."""
    india, china = factories.make_country(title="India"), factories.make_country(title="China")
    case = factories.make_case_study(
        title="A case",
        participants=[india, china],
        sections=[factories.section("One", "A text."), factories.section("Two", "Another.")],
    )
    factories.make_alias(case, "The case")
    factories.make_notice(case)
    record_revision(page=case, by=None)
    return case


def sent_after_deleting(client: Client, page: Page, ben: User) -> tuple[Fields, DeletedPage, str]:
    """What was sent, and the answer."""
    address = desk_address(page)
    sent = {**shown(client, address), "sections-0-body": TEXT}
    deleted = delete_draft(page=page, by=ben)
    answer = client.post(address, sent)
    assert answer.status_code == 409
    return sent, deleted, answer.content.decode()


def test_all_of_it_is_kept_and_shown_and_nothing_is_saved(ben: User) -> None:
    sent, _, html = sent_after_deleting(at_the_desk(Role.AUTHOR), a_page(), ben)
    assert fields_of(html, "") == sent
    words = " ".join(html.split())
    assert "Not saved: “A case” was deleted by Ben on" in words
    assert "“Second” &lt;b&gt;line&lt;/b&gt; &amp; more.</p>" in words
    assert "ask an editor to recover" in words
    assert not Page.objects.filter(kind="case_study").exists()


def test_once_it_is_recovered_the_same_form_is_saved(ben: User) -> None:
    client = at_the_desk(Role.EDITOR)
    _, deleted, html = sent_after_deleting(client, a_page(), ben)
    assert f'href="/admin/editorial/deletedpage/{deleted.pk}/recover/"' in html
    page = recover(deleted=deleted, by=ben).page
    answer = client.post(desk_address(page), fields_of(html, ""))
    assert "is saved as revision 3." in errors_of(answer)
    taken = Revision.objects.get(page=page, number=3).taken
    assert [section["body"] for section in taken["sections"]] == [TEXT.replace("\r\n", "\n"), "Another."]
    assert [row["title"] for row in taken["relations"]["participants"]] == ["India", "China"]
    assert [len(taken[rows]) for rows in ("aliases", "notices")] == [1, 1]


def test_a_form_that_was_open_all_the_while_is_saved_as_well(ben: User) -> None:
    page, client = a_page(), at_the_desk(Role.AUTHOR)
    sent = {**shown(client, desk_address(page)), "sections-1-body": TEXT}
    page = recover(deleted=delete_draft(page=page, by=ben), by=ben).page
    assert "is saved as revision 3." in errors_of(client.post(desk_address(page), sent))


def test_what_was_decided_about_a_conflict_is_kept_too(ben: User) -> None:
    page, client = a_page(), at_the_desk(Role.AUTHOR)
    address = desk_address(page)
    sent = {**shown(client, address), "sections-0-body": TEXT}
    at_the_desk().post(address, {**sent, "sections-0-body": "Theirs."})
    conflict = fields_of(client.post(address, sent).content.decode(), "conflict_form")
    deleted = delete_draft(page=page, by=ben)
    decided = {**conflict, "choice-0": "own", "own-0": "My own words."}
    html = client.post(address, decided).content.decode()
    assert fields_of(html, "") == decided
    page = recover(deleted=deleted, by=ben).page
    client.post(address, fields_of(html, ""))
    assert "My own words." in Revision.objects.get(page=page, number=4).taken["sections"][0]["body"]


def test_a_page_that_never_was_keeps_nothing_and_tells_nothing(ben: User) -> None:
    _, deleted, _ = sent_after_deleting(at_the_desk(Role.AUTHOR), a_page(), ben)
    client = at_the_desk(Role.AUTHOR)
    for address in (
        f"/admin/pages/article/{deleted.page_key}/change/",
        "/admin/pages/casestudy/999999/change/",
    ):
        assert client.post(address, {"title": "x"}).status_code == 302
    stranger = Client().post(f"/admin/pages/casestudy/{deleted.page_key}/change/", {"title": "x"})
    assert (stranger.status_code, b"A case" in stranger.content) == (403, False)
