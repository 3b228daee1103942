"""What the desk says of notes."""

import pytest

from content.annotations.models import Placement
from content.editorial.queries.naming import desk_address
from content.pages.actions import record_revision, replace_sections
from content.people.roles import Role
from tests.annotations.writing import FIRST, SECOND, annotator, noted, published
from tests.editorial.desk_forms import at_the_desk
from tests.factories import section

pytestmark = pytest.mark.django_db


def test_notes_that_wait_stand_on_the_start_page_of_those_who_decide() -> None:
    noted(published().edition, "abroad", annotator(), body="<b>Where</b> to?")
    shown = at_the_desk(Role.EDITOR).get("/admin/").content.decode()
    assert "Notes to approve" in shown
    assert "&lt;b&gt;Where&lt;/b&gt; to?" in shown
    assert 'href="/notes/waiting/"' in shown
    assert "Notes to approve" not in at_the_desk(Role.AUTHOR).get("/admin/").content.decode()


def test_the_publish_page_says_what_becomes_of_the_notes_and_stores_nothing() -> None:
    publication = published(FIRST, SECOND)
    page = publication.page
    noted(publication.edition, "trust between", annotator(), visibility="private", body="My own words.")
    noted(publication.edition, "sent abroad", annotator())
    replace_sections(page=page, sections=[section("One", FIRST)])
    record_revision(page=page, by=None)
    shown = at_the_desk(Role.CHIEF_EDITOR).get(desk_address(page.article, "publish")).content.decode()
    assert "Of 2 notes on the page, 1 keeps its place, 1 loses its passage." in shown
    assert "My own words." not in shown
    assert Placement.objects.count() == 2
