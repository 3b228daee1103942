"""The lists of the desk: state, filters, search, and the same number of queries however long they are."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from content.library.actions import publish, withdraw
from content.pages.actions import record_revision
from content.pages.models import Page
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db
ARTICLES = "/admin/pages/article/"


def listed(client: Client, address: str = ARTICLES, **query: str) -> list[str]:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return sorted(str(page) for page in answer.context["cl"].result_list)


def four_states() -> None:
    never, published, changed, withdrawn = (
        factories.make_article(title=title) for title in ("Never", "Published", "Changed", "Withdrawn")
    )
    for page in (published, changed, withdrawn):
        publish(page=page, by=None)
    Page.objects.filter(pk=changed.pk).update(summary="New words")
    record_revision(page=changed, by=None)
    withdraw(page=withdrawn, by=None, reason="Wrong.")
    assert never.pk


def test_each_page_shows_and_each_filter_finds_its_public_state() -> None:
    four_states()
    client = at_the_desk("author")
    html = client.get(ARTICLES).content.decode()
    for label in ("Never published", "Published", "Changed since", "Withdrawn"):
        assert f">{label}</span>" in html
    for state in ("never", "published", "changed", "withdrawn"):
        assert listed(client, state=state) == [state.capitalize()]
    assert len(listed(client, state="nonsense")) == 4


def test_a_search_looks_at_titles_other_names_standfirsts_and_texts() -> None:
    factories.make_article(title="First", summary="Standfirst words")
    second = factories.make_article(title="Second", sections=[factories.section("Rare heading", "Deep text")])
    factories.make_alias(second, "ESDP")
    client = at_the_desk()
    assert listed(client, q="first") == ["First"]
    assert listed(client, q="esdp") == ["Second"]
    assert listed(client, q="rare deep") == ["Second"]
    assert listed(client, q='"deep text"') == ["Second"]
    assert listed(client, q='"text deep"') == []
    assert listed(client, q="first rare") == []


def test_pages_are_filtered_by_topic_by_provenance_and_by_open_defects() -> None:
    topic = factories.make_tag(name="Deterrence")
    factories.make_article(title="Tagged", tags=[topic], provenance="human")
    broken = factories.make_article(title="Broken")
    factories.make_defect(page=broken)
    factories.make_defect(page=broken)
    client = at_the_desk()
    assert listed(client, topic="deterrence") == ["Tagged"]
    assert listed(client, topic="nonsense\x00") == []
    assert listed(client, provenance__exact="human") == ["Tagged"]
    assert listed(client, defects="open") == ["Broken"]
    assert len(listed(client, defects="x")) == 2


def test_kinds_have_filters_of_their_own() -> None:
    factories.make_organization(title="NATO", type="alliance")
    factories.make_organization(title="ARF", type="forum")
    factories.make_agreement(title="ESDP", agreement_kind="policy")
    factories.make_agreement(title="LEMOA")
    factories.make_case_study(title="Case", evidence_level="disputed")
    client = at_the_desk()
    assert listed(client, "/admin/pages/organization/", type="forum") == ["ARF"]
    assert listed(client, "/admin/pages/agreement/", agreement_kind__exact="policy") == ["ESDP"]
    assert listed(client, "/admin/pages/casestudy/", evidence_level__exact="claimed") == []


def test_when_a_page_was_updated_is_told_with_the_zone() -> None:
    article = factories.make_article()
    updated = f"{article.updated_at:%-d %b %Y, %H:%M} UTC"
    assert f">{updated}</td>" in at_the_desk().get(ARTICLES).content.decode()


def test_words_are_counted_over_all_sections() -> None:
    factories.make_article(
        sections=[factories.section("Two words", "three more words"), factories.section("", "one")]
    )
    assert '<td class="field-words">6</td>' in at_the_desk().get(ARTICLES).content.decode()


@pytest.mark.parametrize(
    ("model", "queries"),
    [("article", 8), ("organization", 9), ("casestudy", 9), ("country", 9), ("agreement", 8)],
)
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    model: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make = getattr(factories, "make_case_study" if model == "casestudy" else f"make_{model}")
    client = at_the_desk()
    topic = factories.make_tag()
    for count in (1, 3):
        while Page.objects.count() < count:
            page = make(tags=[topic])
            factories.make_alias(page, f"Alias {page.pk}")
            factories.make_defect(page=page)
        publish(page=page, by=None)
        with django_assert_num_queries(queries):
            assert len(client.get(f"/admin/pages/{model}/").context["cl"].result_list) == count


@pytest.mark.parametrize(("model", "queries"), [("defect", 6), ("sourcedocument", 5), ("tag", 5)])
def test_the_other_lists_ask_as_often_for_three_rows_as_for_one(
    model: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = at_the_desk()
    made = 0
    for count in (1, 3):
        while made < count:
            made += 1
            parent = factories.make_tag()
            factories.make_tag(broader=parent)
            factories.make_defect(page=factories.make_article(tags=[parent]))
        with django_assert_num_queries(queries):
            client.get(f"/admin/pages/{model}/")


@pytest.mark.parametrize("model", ["publication", "edition"])
def test_lists_of_what_is_public_ask_as_often_for_three_rows_as_for_one(
    model: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = at_the_desk()
    for _ in range(2):
        publish(page=factories.make_article(), by=None)
        with django_assert_num_queries(5):
            client.get(f"/admin/library/{model}/")


@pytest.mark.parametrize(
    "query",
    [
        "p=x", "p=99999", "o=x", "o=1.-2.99", "q=%00", "q=" + "x" * 2000, "q=%22", "q='", "all=1", "e=1",
        "source_document__id__exact=x", "tags=x", "nonsense=1", "provenance__exact=", "state=", "topic=%00",
        "created_by__password__startswith=a", "id__in=" + "9" * 40, "_popup=1", "_to_field=password",
    ],
)  # fmt: skip
def test_a_query_that_makes_no_sense_is_never_a_failure(query: str) -> None:
    factories.make_article()
    assert at_the_desk().get(f"{ARTICLES}?{query}").status_code in (200, 302, 400)
