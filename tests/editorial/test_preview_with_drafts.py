"""A preview at the desk, with the drafts that it links to or without."""

from typing import Any

import pytest

from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db
TEXT = "[[Peace Partnerships]] helped the Rim Pact, RP for short, and the Quiet League."


def world() -> tuple[str, Any, Any]:
    """The preview of an article that names an article and an organization, both only drafts."""
    wanted = factories.make_article(title="Peace Partnerships")
    pact = factories.make_organization(title="Rim Pact", acronym="RP")
    factories.make_alias(pact, "Quiet League")
    article = factories.make_article(title="On rims", sections=[factories.section("One", TEXT)])
    return desk_address(article, "preview"), wanted, pact


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def test_without_drafts_links_to_them_lead_nowhere() -> None:
    preview, wanted, pact = world()
    shown = words(at_the_desk().get(preview).content)
    assert "(not yet in this reference)" in shown
    assert desk_address(pact, "preview") not in shown
    assert desk_address(wanted, "preview") not in shown
    assert f'href="{preview}?drafts=1"' in shown


def test_with_drafts_titles_and_names_lead_to_the_previews_of_their_drafts() -> None:
    preview, wanted, pact = world()
    shown = words(at_the_desk().get(f"{preview}?drafts=1").content)
    assert "(not yet in this reference)" not in shown
    for words_, page, said in (
        ("Peace Partnerships", wanted, "Draft, Article: Peace Partnerships"),
        ("Rim Pact", pact, "Draft, Organization: RP"),
    ):
        assert f'href="{desk_address(page, "preview")}?drafts=1" title="{said}">{words_}</a>' in shown
    assert f'href="{preview}"' in shown


def test_a_published_page_goes_before_a_draft_of_its_name() -> None:
    preview, wanted, _ = world()
    public = factories.make_organization(title="Peace partnerships")
    publish(page=public, by=None)
    shown = words(at_the_desk().get(f"{preview}?drafts=1").content)
    assert 'href="/organizations/peace-partnerships/"' in shown
    assert desk_address(wanted, "preview") not in shown


def test_a_preview_with_drafts_costs_the_same_however_many_there_are(django_assert_num_queries: Any) -> None:
    preview, _, _ = world()
    client = at_the_desk()
    for _ in range(2):
        with django_assert_num_queries(14):
            client.get(f"{preview}?drafts=1")
        for _ in range(3):
            factories.make_alias(factories.make_organization(), f"Name {factories.make_user().pk}")
