"""Other names of a page that the desk refuses: one that is another page's, and one given twice."""

import pytest

from content.editorial.queries.naming import desk_address
from content.pages.actions import record_revision
from content.pages.models import Alias
from tests import factories
from tests.editorial.desk_forms import at_the_desk, refusals, shown

pytestmark = pytest.mark.django_db


def test_a_name_of_another_page_tells_which_page_and_what_to_do() -> None:
    alliance = factories.make_organization(title="North Atlantic Treaty Organization")
    factories.make_alias(alliance, "NATO")
    other = factories.make_article()
    assert refusals(other, {"aliases-0-surface": "Nato"}) == {
        "aliases-0-surface": [
            (
                "“Nato” is a name of “North Atlantic Treaty Organization” (organization). "
                "Mark it as ambiguous on both pages, there first; or choose another name."
            )
        ]
    }


def test_a_name_that_both_pages_call_ambiguous_is_kept() -> None:
    factories.make_alias(factories.make_organization(), "ESDP", ambiguous=True)
    mine = factories.make_article()
    client, address = at_the_desk(), desk_address(mine)
    changes = {"aliases-0-surface": "ESDP", "aliases-0-ambiguous": "on"}
    client.post(address, {**shown(client, address, "article_form"), **changes})
    assert Alias.objects.filter(surface="ESDP", ambiguous=True).count() == 2


def test_a_name_twice_on_one_page() -> None:
    mine = factories.make_article()
    factories.make_alias(mine, "ARF")
    record_revision(page=mine, by=None)
    assert refusals(mine, {"aliases-1-surface": "arf"}) == {
        "aliases-1-surface": ["This name stands in row 1 already."]
    }


def test_two_names_may_change_places_and_a_deleted_one_may_be_given_anew() -> None:
    mine = factories.make_article()
    for surface in ("A", "B", "C"):
        factories.make_alias(mine, surface)
    client, address = at_the_desk(), desk_address(mine)
    changes = {"aliases-0-surface": "B", "aliases-1-surface": "C", "aliases-2-DELETE": "on"}
    client.post(address, {**shown(client, address, "article_form"), **changes})
    assert sorted(mine.aliases.values_list("surface", flat=True)) == ["B", "C"]
