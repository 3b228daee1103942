"""What readers find at the address of a withdrawn page: the reason, another page, or the text below it."""

from typing import Any

import pytest
from django.test import Client

from content.library.actions import SuccessorMissing, publish, withdraw
from content.library.models import Passage, Publication
from content.pages.models import Page
from tests.factories import make_article, make_organization, section
from tests.public import Site

pytestmark = pytest.mark.django_db
OLD, NEW = "/articles/old-text/", "/articles/new-text/"


def two_texts() -> tuple[Page, Page]:
    """Published at OLD and NEW."""
    old = make_article(title="Old text", sections=[section("One", "The old words.")])
    new = make_article(title="New text", sections=[section("One", "The new words.")])
    for page in (old, new):
        publish(page=page, by=None)
    return old, new


def supersede(old: Page, new: Page, treatment: str = "redirect", **more: Any) -> Publication:
    return withdraw(
        page=old,
        by=None,
        reason="Written anew.",
        cause="superseded",
        treatment=treatment,
        superseded_by=new,
        **more,
    )


def words(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_page_that_leads_on_does_so_for_now_and_caches_ask_again(client: Client) -> None:
    supersede(*two_texts())
    answer = client.get(OLD)
    assert (answer.status_code, answer["Location"]) == (302, NEW)
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60"


def test_what_stands_below_a_page_that_leads_on_says_why_instead(client: Client) -> None:
    supersede(*two_texts())
    for below in ("editions/", "editions/1/", "compare/1/2/"):
        answer = client.get(OLD + below)
        assert answer.status_code == 410
        assert f'<a href="{NEW}" >New text</a> takes its place.' in words(client, OLD + below)
        assert "The old words" not in words(client, OLD + below)


def test_a_passage_of_a_page_that_leads_on_leads_to_its_edition(client: Client) -> None:
    old, new = two_texts()
    key = Passage.objects.get(publication__page=old.pk).key
    supersede(old, new)
    assert client.get(f"/passages/{key}/")["Location"] == f"{OLD}editions/1/#p-{key}"


def test_a_page_never_leads_to_one_that_is_withdrawn_itself(client: Client) -> None:
    old, new = two_texts()
    supersede(old, new)
    withdraw(page=new, by=None, reason="Wrong too.")
    assert client.get(OLD).status_code == 410
    assert "New text" not in words(client, OLD)
    assert "superseded" in words(client, OLD)
    publish(page=new, by=None)
    assert client.get(OLD)["Location"] == NEW


def test_two_pages_that_take_each_others_place_lead_nowhere(client: Client) -> None:
    old, new = two_texts()
    supersede(old, new)
    publish(page=old, by=None)
    Publication.objects.filter(page=old.pk).update(
        state="withdrawn", treatment="redirect", superseded_by=new.pk, reason="Both at once."
    )
    Publication.objects.filter(page=new.pk).update(
        state="withdrawn", treatment="redirect", superseded_by=old.pk, reason="Both at once."
    )
    assert [client.get(address).status_code for address in (OLD, NEW)] == [410, 410]


def test_the_way_on_follows_the_page_to_its_new_address(client: Client) -> None:
    old, new = two_texts()
    supersede(old, new)
    new.slug = "newest-text"
    new.save()
    publish(page=new, by=None)
    assert client.get(OLD)["Location"] == "/articles/newest-text/"


def test_a_text_below_a_banner_stays_readable_and_unindexed(client: Client) -> None:
    withdraw(page=two_texts()[0], by=None, reason="Out of date <b>.", cause="outdated", treatment="banner")
    for address in (OLD, f"{OLD}editions/1/"):
        shown = words(client, address)
        assert client.get(address).status_code == 200
        assert "The old words." in shown
        assert "This page was withdrawn on" in shown
        assert "Outdated." in shown
        assert "Out of date &lt;b&gt;." in shown
        assert 'content="noindex"' in shown
    shown = words(client, f"{OLD}editions/")
    assert "This page was withdrawn on" in shown
    assert 'content="noindex"' in shown


def test_a_text_below_a_banner_is_in_no_list_no_topic_and_no_search(client: Client, small_site: Site) -> None:
    withdraw(page=small_site.article, by=None, reason="Out of date.", treatment="banner")
    for address in ("/", "/articles/", "/wanted/", "/topics/joint-exercises/", "/organizations/"):
        assert "On alliances" not in words(client, address)
    assert "On alliances" not in words(client, f"/organizations/{small_site.organization.slug}/")
    assert "On alliances" not in words(client, "/articles/on-alliance/")


def test_a_banner_names_what_takes_the_place_while_that_is_public(client: Client) -> None:
    old, new = two_texts()
    supersede(old, new, "banner")
    assert f'<a href="{NEW}">New text</a> takes its place.' in words(client, OLD)
    withdraw(page=new, by=None, reason="Wrong too.")
    assert "New text" not in words(client, OLD)
    assert "Superseded." in words(client, OLD)


@pytest.mark.parametrize("treatment", ["gone", "redirect", "banner"])
def test_publishing_again_clears_every_trace(client: Client, treatment: str) -> None:
    old, new = two_texts()
    supersede(old, new, treatment)
    publish(page=old, by=None)
    publication = Publication.objects.get(page=old.pk)
    cleared = (publication.cause, publication.treatment, publication.superseded_by, publication.withdrawn_at)
    assert cleared == ("", "gone", None, None)
    shown = words(client, OLD)
    assert client.get(OLD).status_code == 200
    assert "withdrawn" not in shown
    assert "noindex" not in shown
    assert "Old text" in words(client, "/articles/")


@pytest.mark.parametrize(
    ("successor", "said"),
    [
        ("none", "Name the page that takes its place."),
        ("itself", "A page cannot take its own place"),
        ("draft", "is not on the public site. Name a page that readers can open."),
        ("withdrawn", "is not on the public site. Name a page that readers can open."),
    ],
)
@pytest.mark.parametrize("terms", [{"cause": "superseded"}, {"treatment": "redirect"}])
def test_what_takes_the_place_is_another_page_that_readers_can_open(
    successor: str, said: str, terms: Any
) -> None:
    old, new = two_texts()
    if successor == "withdrawn":
        withdraw(page=new, by=None, reason="Wrong.")
    named = {"none": None, "itself": old, "draft": make_organization(), "withdrawn": new}[successor]
    with pytest.raises(SuccessorMissing, match=said):
        withdraw(page=old, by=None, reason="Why.", superseded_by=named, **terms)
    assert Publication.objects.get(page=old.pk).state == "published"


@pytest.mark.parametrize("terms", [{"cause": "whim"}, {"treatment": "fire"}])
def test_a_cause_or_a_treatment_of_no_list_is_refused(terms: Any) -> None:
    old, _ = two_texts()
    with pytest.raises(ValueError, match="not a valid"):
        withdraw(page=old, by=None, reason="Why.", **terms)
    assert Publication.objects.get(page=old.pk).state == "published"


def test_a_page_below_a_banner_costs_no_more_questions_than_it_did(
    client: Client, django_assert_num_queries: Any
) -> None:
    old, new = two_texts()
    supersede(old, new, "banner")
    with django_assert_num_queries(4):  # one more: the page that takes its place
        client.get(OLD)
