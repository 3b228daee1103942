"""What a page shows: links led to where pages stand now, facts, relations, citations."""

import pytest

from content.library.actions import publish, withdraw
from content.library.models import Edition, Publication
from content.library.reading import Reading, reading
from content.pages.models import Membership, Page
from tests.factories import (
    make_agreement,
    make_article,
    make_case_study,
    make_country,
    make_notice,
    make_organization,
    make_tag,
    section,
)

pytestmark = pytest.mark.django_db


def read(page: Page) -> Reading:
    publication = Publication.objects.select_related("edition").get(page=page)
    return reading(publication.edition, publication=publication)


def rows(view: Reading, heading: str) -> list[tuple[str, str | None, str]]:
    return [
        (row.title, row.href, row.note)
        for group in view.groups
        if group.heading == heading
        for row in group.rows
    ]


def test_a_draft_that_a_page_refers_to_is_not_shown_until_it_is_public() -> None:
    secret = make_country(title="Secret country")
    union = make_organization(title="A union", members=[secret])
    publish(page=union, by=None)
    assert "Secret" not in repr(read(union))

    publish(page=secret, by=None)

    assert rows(read(union), "Members on record") == [
        ("Secret country", "/countries/secret-country/", "member")
    ]


def test_a_page_is_shown_by_its_public_title_and_never_by_that_of_its_draft() -> None:
    member = make_country(title="Public name")
    publish(page=member, by=None)
    member.title = "Secret new name"
    member.save()
    union = make_organization(title="A union", members=[member])
    publish(page=union, by=None)

    assert "Secret" not in repr(read(union))
    assert rows(read(union), "Members on record")[0][0] == "Public name"


def test_a_link_to_a_withdrawn_page_leaves_its_words() -> None:
    nato = make_organization(title="NATO")
    publish(page=nato, by=None)
    article = make_article(sections=[section("A heading", "NATO met.")])
    publish(page=article, by=None)
    assert 'href="/organizations/nato/"' in read(article).body

    withdraw(page=nato, by=None, reason="An error.")

    assert "NATO met." in read(article).body
    assert "/organizations/nato/" not in repr(read(article))


def test_a_wanted_title_says_so_and_resolves_in_every_edition_that_names_it() -> None:
    article = make_article(sections=[section("A heading", "Text.\n\nSee also [[The missing page]]")])
    publish(page=article, by=None)
    assert '<a class="gone" href="/wanted/#w-the-missing-page">The missing page</a>' in read(article).body
    assert [(item.title, item.href) for item in read(article).further] == [("The missing page", None)]

    publish(page=make_article(title="The missing page"), by=None)

    assert '<a class="see-link" href="/articles/the-missing-page/"' in read(article).body
    assert [item.href for item in read(article).further] == ["/articles/the-missing-page/"]


def test_a_link_follows_a_page_to_its_new_address() -> None:
    nato = make_organization(title="NATO")
    publish(page=nato, by=None)
    article = make_article(sections=[section("A heading", "NATO met.")])
    publish(page=article, by=None)
    nato.slug = "north-atlantic"
    nato.save()
    publish(page=nato, by=None)

    assert 'href="/organizations/north-atlantic/"' in read(article).body


def test_facts_keep_their_precision_and_unknown_ones_are_not_shown() -> None:
    organization = make_organization(
        title="A forum",
        founded="1994-07",
        founding_act="First meeting",
        members_count=27,
        members_as_of="2007",
    )
    publish(page=organization, by=None)
    facts = {fact.label: fact for fact in read(organization).facts}

    assert (facts["Founded"].value, facts["Founded"].note) == ("July 1994", "First meeting")
    assert (facts["Members"].value, facts["Members"].as_of) == ("27", "2007")
    assert "Headquarters" not in facts
    assert "Dissolved" not in facts


def test_a_former_membership_tells_its_dates() -> None:
    country, union = make_country(title="A country"), make_organization(title="A union")
    publish(page=country, by=None)
    Membership.objects.create(
        organization=union, member=country, status="former", since="1993", until="2020-01-31"
    )
    publish(page=union, by=None)

    assert rows(read(union), "Members on record")[0][2] == "former member, 1993 to 31 January 2020"


def test_a_case_study_keeps_the_claim_apart_from_the_assessment() -> None:
    agreement, topic = make_agreement(title="A memorandum"), make_tag(name="Joint exercises")
    publish(page=agreement, by=None)
    case = make_case_study(
        title="A case", claimed_outcome="Trust.", agreements=[agreement], instruments=[topic], begins="2002"
    )
    publish(page=case, by=None)
    view = read(case)
    facts = {fact.label: fact.value for fact in view.facts}

    assert facts["Outcome as claimed"] == "Trust."
    assert facts["Editor’s assessment"] == "None yet."
    assert facts["Period"] == "from 2002"
    assert rows(view, "Agreements and policies") == [("A memorandum", "/agreements/a-memorandum/", "")]
    assert rows(view, "Instruments") == [("Joint exercises", "/topics/joint-exercises/", "")]


def test_notices_are_shown_in_their_exact_words() -> None:
    article = make_article()
    make_notice(article, "Please note: AI tools were used.", kind="ai_disclosure", origin="source")
    publish(page=article, by=None)

    assert [dict(notice) for notice in read(article).notices] == [
        {
            "kind": "ai_disclosure",
            "text": "Please note: AI tools were used.",
            "origin": "source",
            "shown_from": None,
            "shown_to": None,
            "days": "",
        }
    ]


def test_the_citation_names_the_edition_and_its_permanent_address() -> None:
    article = make_article(title="Costs & 100% {risks}_")
    edition = publish(page=article, by=None).edition
    view = read(article)

    assert view.permanent_url == "http://127.0.0.1:8000/articles/costs-100-risks/editions/1/"
    assert f"edition 1 ({view.published_on}), {view.permanent_url}" in view.citation.plain
    assert r"title = {{Costs \& 100\% \{risks\}\_}}" in view.citation.bibtex
    assert edition.number == 1


def test_further_reading_proposes_pages_that_share_topics() -> None:
    shared, other = make_tag(), make_tag()
    article = make_article(tags=[shared])
    related = make_article(title="A related page", tags=[shared, other])
    for page in (article, related, make_article(tags=[other])):
        publish(page=page, by=None)

    assert [item.title for item in read(article).further] == ["A related page"]


def test_organizations_by_section_are_counted_for_the_sections_of_the_first_level() -> None:
    publish(page=make_organization(title="North Alliance", acronym="NOAL"), by=None)
    sections = [
        section("One", "Nothing."),
        section("Two", "NOAL."),
        section("Below", "NOAL and the North Alliance.", level=3),
    ]
    article = make_article(sections=sections)
    publish(page=article, by=None)
    view = read(article)

    assert list(view.matrix_table.header) == ["Organization", "1", "2"]
    assert [list(row) for row in view.matrix_table.rows] == [["NOAL", "", "3"]]
    assert "NOAL, section 2: 3" in view.matrix_svg
    assert [(group.label, [(item.title, item.count) for item in group.items]) for group in view.named] == [
        ("Organizations", [("NOAL", 3)])
    ]


def test_an_older_edition_knows_that_it_is_not_the_current_one() -> None:
    article = make_article(sections=[section("One", "First text.")])
    first = publish(page=article, by=None).edition
    article.title = "Another title"
    article.save()
    publish(page=article, by=None)
    publication = Publication.objects.select_related("edition").get(page=article)

    old = reading(Edition.objects.get(pk=first.pk), publication=publication)

    assert (old.is_current, old.edition_number, old.edition_count) == (False, 1, 2)
    assert read(article).is_current


def test_a_page_costs_one_query_however_many_links_it_has(django_assert_num_queries: object) -> None:
    for number in range(3):
        publish(page=make_organization(title=f"Body Number {number}"), by=None)
    body = "Body Number 0, Body Number 1, Body Number 2, [[A wanted page]]."
    article = make_article(sections=[section("One", body)], tags=[make_tag()])
    edition = publish(page=article, by=None).edition

    with django_assert_num_queries(1):  # type: ignore[operator]
        reading(edition, publication=None)
