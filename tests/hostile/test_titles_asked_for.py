"""What a text says of a title that it asks for is what the site knows of it, whatever became of the page."""

import pytest
from django.test import Client

from content.library.actions import publish, withdraw
from content.library.models import Link, Naming
from content.pages.models import Article, Organization
from tests.factories import make_article, make_organization, section

pytestmark = pytest.mark.django_db
MISSING = "not yet in this reference"


def an_article_that_asks() -> Article:
    article = make_article(title="Asking", sections=[section("A heading", "See [[Peace Office]] first.")])
    publish(page=article, by=None)
    return article


def an_office() -> Organization:
    office = make_organization(title="Peace Office")
    publish(page=office, by=None)
    return office


def answer(address: str) -> str:
    return Client().get(address).content.decode()


def is_wanted() -> bool:
    """Whether the title is wanted; the article says the same, and leads to where it stands in the list."""
    says = answer("/articles/asking/")
    listed = 'id="w-peace-office"' in answer("/wanted/")
    assert (MISSING in says) == ("#w-peace-office" in says) == listed
    return listed


def test_the_title_of_a_withdrawn_page_is_wanted_until_the_page_is_published_again() -> None:
    office = an_office()
    an_article_that_asks()
    assert not is_wanted()
    withdraw(page=office, by=None, reason="An error.")
    assert is_wanted()
    publish(page=office, by=None)
    assert not is_wanted()


def test_a_title_that_its_page_gave_up_is_wanted_and_no_longer_named_there() -> None:
    office = an_office()
    an_article_that_asks()
    office.title = "War Office"
    office.save()
    publish(page=office, by=None)
    assert is_wanted()
    assert "/articles/asking/" not in answer("/organizations/peace-office/")
    assert not Naming.objects.exists()


def test_a_title_that_one_page_gave_up_leads_to_the_other_page_that_bears_it() -> None:
    first = an_office()
    second = make_organization(title="Peace Office", slug="second")
    publish(page=second, by=None)
    an_article_that_asks()
    assert Link.objects.get().target_id == first.pk
    withdraw(page=first, by=None, reason="An error.")
    assert Link.objects.get().target_id == second.pk
    assert "/organizations/second/" in answer("/articles/asking/")
    assert not is_wanted()


def test_an_article_counts_among_those_that_name_a_page_published_after_it() -> None:
    an_article_that_asks()
    assert is_wanted()
    office = an_office()
    assert list(Naming.objects.values_list("page", "count")) == [(office.pk, 1)]
    assert 'value="peace-office"' in answer("/articles/")
