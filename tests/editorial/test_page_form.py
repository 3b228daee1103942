"""Saving a page in the admin: what is kept, what it leaves behind, what is told."""

import json
from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from pytest_django import DjangoAssertNumQueries

from content.editorial.queries.naming import desk_address
from content.pages.actions import record_revision
from content.pages.models import Article, CaseStudy, Organization, Page
from tests import factories
from tests.editorial.desk_forms import at_the_desk, drawn, errors_of, shown

pytestmark = pytest.mark.django_db
ADD = "/admin/pages/article/add/"


def everything() -> list[Any]:
    """One page of each kind, with rows of every kind."""
    topic = factories.make_tag(name="Joint exercises")
    country = factories.make_country(title="India", iso2="IN", iso3="IND", m49="356")
    parent = factories.make_organization(title="ASEAN", founded="1967-08-08")
    forum = factories.make_organization(
        title="ASEAN Regional Forum",
        members=[country],
        parent=parent,
        members_count=27,
        members_as_of="2007-07",
        external_ids={"wikidata": "Q1"},
    )
    treaty = factories.make_agreement(title="LEMOA", parties=[country, forum], signed="2016-08-29")
    article = factories.make_article(
        title="An article",
        summary="Two\nlines.",
        sections=[
            factories.section("One", "First.\n\n- a\n  - b\n\nSecond."),
            factories.section("Two", "More.", level=3),
        ],
        tags=[topic],
    )
    case = factories.make_case_study(
        title="A case", participants=[country, forum], agreements=[treaty], instruments=[topic], begins="2002"
    )
    case.told_by.set(article.sections.all())
    record_revision(page=case, by=None)
    for page in (country, parent, forum, treaty, article, case):
        factories.make_alias(page, f"Alias of {page}")
        factories.make_notice(page, "A notice\nin two lines.", shown_to=date(2040, 6, 1))
        record_revision(page=page, by=None)
    return [country, parent, forum, treaty, article, case]


def test_saving_a_page_of_any_kind_as_it_was_shown_changes_nothing() -> None:
    client = at_the_desk()
    for page in everything():
        page.refresh_from_db()
        before = (page.version, page.updated_at, page.revisions.count())
        address = desk_address(page)
        form_id = f"{page._meta.model_name}_form"
        fields = drawn(client, address, form_id)
        assert (
            shown(client, address) | {"opened_by": fields["opened_by"]} == fields
        )  # that is no form's field
        answer = client.post(address, fields)
        assert errors_of(answer) == f"Nothing has changed: “{page}” stands as in revision {before[2]}."
        page.refresh_from_db()
        assert (page.version, page.updated_at, page.revisions.count()) == before
    assert not LogEntry.objects.exists()


def test_the_desks_own_dates_are_saved_though_they_are_part_of_no_revision() -> None:
    client = at_the_desk()
    article = factories.make_article(title="Same")
    article.refresh_from_db()
    before = (article.version, article.updated_at, article.revisions.count())
    address = desk_address(article)
    dates = {"review_by": "2031-05-06", "volatility": "fast"}
    answer = client.post(address, {**shown(client, address, "article_form"), **dates})
    assert "When it is to be read again is saved." in errors_of(answer)
    article.refresh_from_db()
    assert (str(article.review_by), article.volatility) == ("2031-05-06", "fast")
    assert (article.version, article.updated_at, article.revisions.count()) == before


def test_a_save_leaves_a_revision_with_its_note_and_moves_the_version() -> None:
    client = at_the_desk()
    article = factories.make_article(title="Before")
    address = desk_address(article)
    fields = {**shown(client, address, "article_form"), "title": "After", "what_changed": "A better title"}
    answer = client.post(address, fields)
    assert errors_of(answer) == "“After” is saved as revision 2."
    article.refresh_from_db()
    assert (article.title, article.version) == ("After", 1)
    latest = article.revisions.get(number=2)
    assert (latest.note, latest.snapshot["title"]) == ("A better title", "After")
    assert latest.made_by_id == int(client.session["_auth_user_id"])
    assert LogEntry.objects.get().object_repr == "After"


def test_saving_goes_back_to_the_list_and_saving_to_go_on_stays() -> None:
    client = at_the_desk()
    address = desk_address(factories.make_article())
    fields = {**shown(client, address, "article_form"), "title": "One"}
    assert client.post(address, fields).headers["Location"] == address
    fields = {**shown(client, address, "article_form"), "title": "Two"}
    del fields["_continue"]
    assert client.post(address, {**fields, "_save": "1"}).headers["Location"] == "/admin/pages/article/"


def test_a_new_article_gets_its_address_its_sections_and_its_first_revision() -> None:
    client = at_the_desk("author")
    topic = factories.make_tag()
    fields = {
        **shown(client, ADD, "article_form"),
        "title": "  Defense\u200b  Diplomacy ",
        "tags": [str(topic.pk)],
        "sections-0-heading": "One",
        "sections-0-body": "Text.\r\n\r\nMore.",
    }
    client.post(ADD, fields)
    article = Article.objects.get()
    assert (article.title, article.slug, article.kind) == (
        "Defense Diplomacy",
        "defense-diplomacy",
        "article",
    )
    assert [(s.heading, s.body, s.slug, s.level) for s in article.sections.all()] == [
        ("One", "Text.\n\nMore.", "one", 2)
    ]
    assert list(article.tags.all()) == [topic]
    assert article.created_by is not None
    assert article.revisions.get().snapshot["sections"][0]["heading"] == "One"


def test_a_second_page_with_the_same_title_gets_another_address() -> None:
    client = at_the_desk()
    factories.make_article(title="Defense Diplomacy")
    client.post(ADD, {**shown(client, ADD, "article_form"), "title": "Defense Diplomacy"})
    assert sorted(Article.objects.values_list("slug", flat=True)) == [
        "defense-diplomacy",
        "defense-diplomacy-2",
    ]


def test_an_untitled_page_is_refused_and_what_was_written_stays_in_the_form() -> None:
    client = at_the_desk()
    fields = {**shown(client, ADD, "article_form"), "title": " ", "sections-0-body": "Long work & thought"}
    answer = client.post(ADD, fields)
    assert errors_of(answer) == "This field is required."
    assert "Long work &amp; thought" in answer.content.decode()
    assert not Page.objects.exists()


def test_facts_rows_and_relations_are_written() -> None:
    client = at_the_desk()
    country, parent, forum, treaty, article, case = everything()
    address = desk_address(forum)
    fields = shown(client, address, "organization_form")
    fields |= {
        "founded": "1994-07-25",
        "external_ids": json.dumps({"wikidata": "Q2"}),
        "memberships-1-member": str(parent.pk),
        "memberships-1-status": "participant",
        "memberships-1-since": "1994",
        "memberships-1-place": "1",
    }
    client.post(address, fields)
    written: Any = Organization.objects.get(pk=forum.pk)
    assert (written.founded, written.external_ids) == ("1994-07-25", {"wikidata": "Q2"})
    rows = [(m.position, m.member_id, m.status, m.since) for m in written.memberships.all()]
    assert rows == [(1, parent.pk, "participant", "1994"), (2, country.pk, "member", "")]

    address = desk_address(treaty)
    client.post(address, {**shown(client, address, "agreement_form"), "parties-0-DELETE": "on"})
    assert [(p.position, p.party_id) for p in treaty.parties.all()] == [(1, forum.pk)]

    address = desk_address(case)
    told_by = str(article.sections.last().pk)
    fields = {**shown(client, address, "casestudy_form"), "told_by": [told_by], "participants-0-place": "2"}
    client.post(address, fields)
    told: Any = CaseStudy.objects.get(pk=case.pk)
    assert [str(section.pk) for section in told.told_by.all()] == [told_by]
    assert [(p.position, p.participant_id) for p in told.participants.all()] == [
        (1, forum.pk),
        (2, country.pk),
    ]

    address = desk_address(country)
    client.post(address, {**shown(client, address, "country_form"), "capital": "New Delhi"})
    country.refresh_from_db()
    assert country.capital == "New Delhi"


def test_a_page_with_many_rows_is_shown_and_saved_in_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = at_the_desk()
    ContentType.objects.get_for_model(Article)  # which Django remembers from then on
    for size in (3, 60):
        sections = [factories.section(f"Heading {i}", "Words.") for i in range(size)]
        article = factories.make_article(sections=sections)
        address = desk_address(article)
        with django_assert_num_queries(21):
            fields = drawn(client, address, "article_form")
        fields |= {f"sections-{i}-body": "Other words." for i in range(size)}
        fields |= {f"sections-{i}-place": str(size - i) for i in range(size)}
        with django_assert_num_queries(40):
            client.post(address, fields)
        assert [s.heading for s in article.sections.all()][:2] == [
            f"Heading {size - 1}",
            f"Heading {size - 2}",
        ]
        assert {s.body for s in article.sections.all()} == {"Other words."}


def test_many_memberships_are_shown_and_saved_in_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = at_the_desk()
    ContentType.objects.get_for_model(Organization)
    for size in (4, 20):
        union = factories.make_organization(members=[factories.make_country() for _ in range(size)])
        address = desk_address(union)
        with django_assert_num_queries(23):
            fields = drawn(client, address, "organization_form")
        fields |= {f"memberships-{i}-place": str(size - i) for i in range(size)}
        fields |= {"memberships-0-since": "1990", "memberships-1-until": "1999"}
        with django_assert_num_queries(69):
            client.post(address, fields)
        assert [row.position for row in union.memberships.all()] == list(range(1, size + 1))
