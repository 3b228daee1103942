"""Who has a page open is told on its form and in its list, until two minutes after the tab is closed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from content.editorial.actions.presence import report_presence
from content.editorial.models import Presence
from content.editorial.queries.naming import desk_address
from content.editorial.queries.presence import who_is_here
from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ONE, TWO = "1" * 32, "2" * 32


def opened(page: Page, by: User, tab: str = ONE, *, minutes: int = 0, unsaved: bool = False) -> None:
    at = NOW - timedelta(minutes=minutes)
    report_presence(page=page, by=by, tab=tab, has_unsaved_changes=False, at=at)
    report_presence(page=page, by=by, tab=tab, has_unsaved_changes=unsaved, at=NOW)


def sentences(page: Page, person: User, *, tab: str = ONE, later: int = 0) -> list[str]:
    at = NOW + timedelta(seconds=later)
    return who_is_here(page_key=page.pk, person=person, at=at, tab=tab)


def test_others_are_told_with_when_they_opened_it_and_whether_they_have_unsaved_changes() -> None:
    page, ana, ben = factories.make_article(), factories.make_user(display_name="Ana"), factories.make_user()
    opened(page, ana, minutes=4, unsaved=True)
    opened(page, ana, TWO, minutes=1)
    opened(page, ben)
    opened(factories.make_article(), factories.make_user())
    assert sentences(page, ben) == ["Ana opened this 4 minutes ago, has unsaved changes."]
    assert sentences(page, ben, later=119) == ["Ana opened this 5 minutes ago, has unsaved changes."]
    assert sentences(page, ben, later=120) == []


def test_the_own_other_tab_is_named() -> None:
    page, ana = factories.make_article(), factories.make_user()
    opened(page, ana)
    assert sentences(page, ana) == []
    opened(page, ana, TWO, unsaved=True)
    assert sentences(page, ana) == ["You have this open in another tab, with unsaved changes."]


def test_a_tab_reports_is_told_who_is_here_and_leaves() -> None:
    page = factories.make_article()
    ana, ben, address = at_the_desk(), at_the_desk(), desk_address(page, "presence")
    assert ana.post(address, {"tab": ONE, "unsaved": "1", "first": "1"}).json() == {"here": []}
    who = Presence.objects.get().person
    told = [f"{who} opened this just now, has unsaved changes."]
    answer = ben.post(address, {"tab": ONE})
    assert (answer.json(), answer["Cache-Control"]) == (
        {"here": told},
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert ana.post(address, {"tab": ONE}).status_code == 200
    assert Presence.objects.count() == 2
    assert f"{who} opened this just now." in ben.get(desk_address(page)).content.decode()
    assert ana.post(address, {"tab": ONE, "leaving": "1"}).status_code == 204
    assert ben.post(address, {"tab": ONE}).json() == {"here": []}
    assert page.revisions.count() == 1


def test_a_report_costs_the_same_however_many_are_here(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page = factories.make_article()
    client, address = at_the_desk(), desk_address(page, "presence")
    for number in (1, 3):
        for _ in range(number):
            opened(page, factories.make_user())
        with django_assert_num_queries(5):  # the session, the person, the page, the report, who is here
            client.post(address, {"tab": TWO})


def test_rows_that_are_long_gone_are_swept_with_the_first_report_of_a_tab() -> None:
    page, ana = factories.make_article(), factories.make_user()
    old = NOW - timedelta(days=2)
    report_presence(page=page, by=ana, tab=ONE, has_unsaved_changes=False, at=old)
    report_presence(page=page, by=ana, tab=TWO, has_unsaved_changes=False, at=NOW)
    assert Presence.objects.count() == 2
    report_presence(page=page, by=ana, tab=TWO, has_unsaved_changes=False, at=NOW, is_first=True)
    assert Presence.objects.get().tab == TWO


def test_the_list_names_who_has_a_page_open() -> None:
    client = at_the_desk()
    page, ana = factories.make_article(), factories.make_user(display_name="Ana <b>")
    report_presence(page=page, by=ana, tab=ONE, has_unsaved_changes=True, at=timezone.now())
    assert "Ana &lt;b&gt; (unsaved changes)" in client.get("/admin/pages/article/").content.decode()


@pytest.mark.parametrize("tab", ["", "x", "A" * 32, "1" * 33, "\x00" * 32])
def test_a_tab_without_a_proper_name_is_refused(tab: str) -> None:
    page = factories.make_article()
    assert at_the_desk().post(desk_address(page, "presence"), {"tab": tab}).status_code == 400
    assert not Presence.objects.exists()


def test_a_stranger_is_sent_to_sign_in_and_a_reader_learns_nothing() -> None:
    page = factories.make_article()
    opened(page, factories.make_user())
    address = desk_address(page, "presence")
    assert Client().post(address, {"tab": ONE}).status_code == 302
    for role in (Role.READER, Role.ANNOTATOR):
        assert at_the_desk(role).post(address, {"tab": ONE}).status_code in (302, 403)
    assert at_the_desk(Role.AUTHOR).get(address).status_code == 405
    assert (
        at_the_desk(Role.AUTHOR).post(address.replace(str(page.pk), "999999"), {"tab": ONE}).status_code
        == 404
    )
    assert at_the_desk(Role.AUTHOR).post(address, {"tab": ONE}).status_code == 200
    assert Client(enforce_csrf_checks=True).post(address, {"tab": ONE}).status_code in (302, 403)
