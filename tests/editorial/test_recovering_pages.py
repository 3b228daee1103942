"""Deleted working copies come back under their keys, with all their revisions."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from content.editorial.actions.deleting import NotRecoverable, WasPublished, delete_draft, recover
from content.editorial.models import Act, DeletedPage, LogEntry
from content.editorial.queries.naming import desk_address
from content.editorial.queries.schedules import in_utc
from content.library.actions import publish
from content.pages.actions import record_revision, replace_sections
from content.pages.models import Defect, Page, Revision
from content.pages.snapshots import snapshot
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of
from tests.pages.stored_world import stored_world

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
LIST = "/admin/editorial/deletedpage/"


def recovering(deleted: DeletedPage) -> str:
    return reverse("admin:editorial_deletedpage_recover", args=[deleted.pk])


@pytest.mark.parametrize("kind", ["article", "case_study", "organization", "agreement"])
def test_a_page_comes_back_with_its_key_its_revisions_and_the_desks_dates(kind: str) -> None:
    world, ana = stored_world(), factories.make_user()
    for page in world.values():
        record_revision(page=page, by=ana, note="With everything", at=AT)
    for other in ("case_study", "agreement") if kind in ("agreement", "organization") else ():
        if other != kind:
            world[other].delete()
    page = world[kind]
    factories.make_defect(page=page, text="A slip")
    Page.objects.filter(pk=page.pk).update(volatility="fast", version=7)
    page = Page.objects.get(pk=page.pk)
    before, revisions = snapshot(page), list(Revision.objects.filter(page=page).order_by("number").values())
    deleted = delete_draft(page=page, by=ana, at=AT)
    assert not Page.objects.filter(pk=deleted.page_key).exists()
    assert not Defect.objects.exists()
    recovered = recover(deleted=deleted, by=ana, at=AT)
    back = Page.objects.get(pk=deleted.page_key)
    assert (snapshot(back), recovered.told, recovered.page.pk) == (before, [], deleted.page_key)
    again = list(Revision.objects.filter(page=back).order_by("number").values())
    assert [{**row, "id": 0} for row in again] == [{**row, "id": 0} for row in revisions]
    assert (back.volatility, back.review_by, back.created_at) == ("fast", date(2027, 5, 1), page.created_at)
    assert Defect.objects.get(page=back).text == "A slip"
    acts = list(LogEntry.objects.filter(page=back).values_list("act", "by", "revision_number").order_by("pk"))
    assert acts == [(Act.DELETED, ana.pk, len(again)), (Act.RECOVERED, ana.pk, len(again))]


def test_case_studies_that_still_name_it_name_it_again() -> None:
    world = stored_world()
    case: Any = world["case_study"]
    before = snapshot(case)
    record_revision(page=case, by=None)
    deleted = delete_draft(page=world["article"], by=factories.make_user())
    assert snapshot(case)["relations"]["told_by"] == []
    recover(deleted=deleted, by=factories.make_user())
    assert snapshot(case) == before


def test_a_case_study_that_was_saved_without_it_stays_without_it() -> None:
    article = factories.make_article()
    case = factories.make_case_study()
    case.told_by.set(article.sections.all())
    record_revision(page=case, by=None)
    deleted = delete_draft(page=article, by=factories.make_user())
    record_revision(page=case, by=None)
    recover(deleted=deleted, by=factories.make_user())
    assert snapshot(case)["relations"]["told_by"] == []


def test_an_address_and_a_name_that_were_taken_meanwhile_stay_where_they_are_and_that_is_told() -> None:
    forum = factories.make_organization(title="Forum", slug="forum")
    factories.make_alias(forum, "ARF")
    deleted = delete_draft(page=forum, by=factories.make_user())
    other = factories.make_organization(title="Another", slug="forum")
    factories.make_alias(other, "ARF")
    recovered = recover(deleted=deleted, by=factories.make_user())
    assert recovered.told == [
        "The address “forum” is another page’s now: this one has “forum-2”.",
        "“ARF” is a name of “Another” now.",
    ]
    assert recovered.page.slug == "forum-2"
    revisions = Revision.objects.filter(page=recovered.page.pk).order_by("number")
    assert [revision.taken["slug"] for revision in revisions] == ["forum", "forum", "forum-2"]


def test_what_was_changed_past_the_desk_is_kept_too() -> None:
    article = factories.make_article()
    replace_sections(page=article, sections=[factories.section("Unrecorded")])
    deleted = delete_draft(page=article, by=factories.make_user())
    back = recover(deleted=deleted, by=factories.make_user()).page
    assert [section.heading for section in back.sections.all()] == ["Unrecorded"]


def test_a_page_is_recovered_once_and_can_be_deleted_again() -> None:
    ana = factories.make_user()
    deleted = delete_draft(page=factories.make_article(), by=ana)
    page = recover(deleted=deleted, by=ana).page
    with pytest.raises(NotRecoverable, match="recovered already"):
        recover(deleted=deleted, by=ana)
    again = delete_draft(page=page, by=ana)
    assert (again.page_key, DeletedPage.objects.filter(recovered_at=None).count()) == (deleted.page_key, 1)


def test_a_page_whose_place_is_taken_is_not_recovered() -> None:
    deleted = delete_draft(page=factories.make_article(), by=factories.make_user())
    factories.make_article(pk=deleted.page_key)
    with pytest.raises(NotRecoverable, match="Another page stands"):
        recover(deleted=deleted, by=factories.make_user())


def test_what_was_published_is_not_deleted() -> None:
    article = factories.make_article()
    publish(page=article, by=None)
    with pytest.raises(WasPublished):
        delete_draft(page=article, by=factories.make_user())
    assert not DeletedPage.objects.exists()


def test_deleting_in_the_admin_keeps_the_page_and_the_list_leads_to_it() -> None:
    article = factories.make_article(title="Thrown away", sections=[factories.section("Its heading")])
    more = [factories.make_article() for _ in range(2)]
    client = at_the_desk()
    client.post(desk_address(article, "delete"), {"post": "yes", f"seen-{article.pk}": "1"})
    chosen = [str(page.pk) for page in more]
    seen = {f"seen-{key}": "1" for key in chosen}
    form = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    client.post("/admin/pages/article/", {**form, **seen})
    assert DeletedPage.objects.count() == 3
    deleted = DeletedPage.objects.get(title="Thrown away")
    html = client.get(LIST).content.decode()
    assert recovering(deleted) in html
    assert in_utc(deleted.deleted_at) in html
    assert "Its heading" in client.get(recovering(deleted)).content.decode()
    answer = client.post(recovering(deleted))
    assert answer.headers["Location"] == f"/admin/pages/article/{deleted.page_key}/change/"
    assert "is here again, with all its revisions" in errors_of(answer)
    assert recovering(deleted) not in client.get(LIST).content.decode()
    assert "Recovered by" in client.get(LIST, {"state": "all"}).content.decode()
    assert "recovered already" in errors_of(client.post(recovering(deleted)))


def test_of_chosen_pages_all_are_deleted_or_none() -> None:
    india = factories.make_country(title="India")
    chosen = [str(india.pk), str(factories.make_country().pk)]
    factories.make_case_study(participants=[india])
    form = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    form |= {f"seen-{key}": "1" for key in chosen}
    at_the_desk().post("/admin/pages/country/", form)
    assert not DeletedPage.objects.exists()
    assert Page.objects.filter(kind="country").count() == 2


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 302), (Role.READER, 302), (Role.AUTHOR, 403), (Role.EDITOR, 200), (Role.CHIEF_EDITOR, 200)],
)
def test_deleted_pages_are_for_those_who_may_delete(role: str | None, status: int) -> None:
    deleted = delete_draft(page=factories.make_article(title="secret"), by=factories.make_user())
    client = at_the_desk(role) if role else at_the_desk(Role.READER)
    if role is None:
        client.logout()
    for address in (LIST, recovering(deleted)):
        answer = client.get(address)
        assert answer.status_code == status
        assert (b"secret" in answer.content) is (status == 200)
        assert status != 200 or "no-store" in answer.headers["Cache-Control"]
    client.post(recovering(deleted))
    assert Page.objects.exists() is (status == 200)
    assert client.get(LIST + "999999/recover/").status_code in {302, 403, 404}
