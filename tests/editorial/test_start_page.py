"""The admin's start page tells what waits, and each item leads to where one can act."""

import pytest
from pytest_django import DjangoAssertNumQueries

from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.actions import record_revision
from content.pages.models import Page
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def busy_desk(size: int) -> tuple[Page, Page]:
    """`size` pages in each queue; the first that changed and the first that was never published."""
    ana = factories.make_user(display_name="Ana")
    changed, never = [], []
    for number in range(size):
        page = factories.make_article(
            title=f"Changed {size}-{number}", sections=[factories.section("One", f"See [[Wanted {number}]].")]
        )
        publish(page=page, by=ana)
        Page.objects.filter(pk=page.pk).update(summary="New")
        record_revision(page=page, by=ana, note="Better words")
        changed.append(page)
        draft = factories.make_organization(title=f"Draft {size}-{number}")
        factories.make_defect(page=draft)
        never.append(draft)
    return changed[0], never[0]


def test_an_empty_desk_says_so() -> None:
    shown = words(at_the_desk().get("/admin/").content)
    for said in (
        "All that is public is as it stands here.",
        "Every page has been published.",
        "No document waits to be mended.",
        "Every title that is named has its page.",
        "Nothing was saved yet.",
    ):
        assert said in shown


def test_everything_that_waits_is_listed_with_where_to_act() -> None:
    changed, draft = busy_desk(1)
    shown = words(at_the_desk().get("/admin/").content)
    assert f'<a href="{desk_address(changed)}">Changed 1-0</a>' in shown
    assert desk_address(changed, "publish") in shown
    assert f'<a href="{desk_address(draft)}">Draft 1-0</a>' in shown
    assert desk_address(draft, "preview") in shown
    assert "Wanted 0" in shown
    assert "/admin/pages/article/add/?title=Wanted%200" in shown
    assert "/articles/changed-1-0/#p-" in shown
    document = draft.defects.get().source_document_id
    assert f"/admin/pages/defect/?state__exact=open&amp;source_document__id__exact={document}" in shown
    assert desk_address(changed, "revision", 2) in shown
    assert "Ana: Better words" in shown


def test_a_wanted_title_fills_the_form_of_the_new_page() -> None:
    client = at_the_desk()
    assert 'value="Wanted 0"' in client.get("/admin/pages/article/add/?title=Wanted%200").content.decode()


def test_an_author_is_not_offered_to_publish() -> None:
    changed, _ = busy_desk(1)
    assert desk_address(changed, "publish") not in words(at_the_desk("author").get("/admin/").content)


def test_a_busy_desk_shows_ten_of_each_and_asks_no_more_often(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = at_the_desk()
    for size in (1, 12):
        busy_desk(size)
        with django_assert_num_queries(11):
            answer = client.get("/admin/")
    desk = answer.context["desk"]
    assert (len(desk.changed.pages), desk.changed.count) == (10, 13)
    assert (len(desk.never.pages), desk.never.count) == (10, 13)
    assert (len(desk.defects), desk.defects_count) == (10, 13)
    assert (len(desk.wanted), desk.wanted_count, desk.wanted[0].count) == (10, 12, 2)
    assert len(desk.revisions) == 10
    assert "and 3 more" in words(answer.content)


def test_handled_defects_leave_the_desk() -> None:
    page = factories.make_article(title="Mended")
    factories.make_defect(page=page, state="handled")
    assert at_the_desk().get("/admin/").context["desk"].defects == []


def test_a_document_without_a_page_is_named_by_its_file() -> None:
    factories.make_defect(source_document=factories.make_source_document(file_name="lost.txt"))
    assert "lost.txt" in words(at_the_desk().get("/admin/").content)
