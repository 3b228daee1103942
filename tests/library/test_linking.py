"""What a text names and links to."""

import pytest

from content.library.actions import NotPublishable, publish, withdraw
from content.library.models import Link, LinkKind, Naming, PassageTopic, PublicationTag
from content.pages.models import Page
from tests.factories import (
    make_alias,
    make_article,
    make_case_study,
    make_country,
    make_organization,
    make_tag,
    section,
)

pytestmark = pytest.mark.django_db


def published(page: Page, *aliases: str, **options: bool) -> Page:
    for surface in aliases:
        make_alias(page, surface, **options)
    publish(page=page, by=None)
    return page


def mentions(article: Page) -> list[tuple[str, int | None]]:
    rows = Link.objects.filter(publication__page=article, kind=LinkKind.MENTION).order_by("number")
    return [(link.title, link.target_id) for link in rows]


def test_the_longest_name_wins_and_names_never_overlap() -> None:
    us = published(make_country(title="United States"), "U.S.")
    india = published(make_country(title="India"))
    case = published(make_case_study(title="U.S.-India Defense Cooperation"), "U.S.-India")
    asean = published(make_organization(title="ASEAN"))
    forum = published(make_organization(title="ASEAN Regional Forum", acronym="ARF"))
    text = (
        "U.S.-India ties matter to the U.S. and India. "
        "The ASEAN Regional Forum (ARF) is older than ASEAN’s summit."
    )
    article = published(make_article(sections=[section("A heading", text)]))

    assert mentions(article) == [
        ("U.S.-India", case.pk),
        ("U.S.", us.pk),
        ("India", india.pk),
        ("ASEAN Regional Forum", forum.pk),
        ("ARF", forum.pk),
        ("ASEAN", asean.pk),
    ]


def test_africa_is_not_african_and_north_korea_never_yields_korea() -> None:
    published(make_country(title="Africa"))
    published(make_country(title="Korea"))
    north = published(make_country(title="North Korea"))
    article = published(make_article(sections=[section("A heading", "African states and North Korea talk.")]))

    assert mentions(article) == [("North Korea", north.pk)]


def test_only_the_first_mention_in_a_section_is_drawn_as_a_link() -> None:
    nato = published(make_organization(title="NATO"))
    sections = [section("One", "NATO and NATO.\n\nNATO again."), section("Two", "NATO once more.")]
    article = make_article(sections=sections)
    edition = publish(page=article, by=None).edition

    assert edition.html.count('class="ent"') == 2
    assert Naming.objects.get(publication__page=article).count == 4
    assert Naming.objects.get(publication__page=article).page_id == nato.pk


def test_a_page_is_not_linked_from_its_own_text() -> None:
    nato = published(make_organization(title="NATO", sections=[section("A heading", "NATO is an alliance.")]))

    assert mentions(nato) == []


def test_an_ambiguous_alias_names_nobody() -> None:
    union = make_organization(title="African Union")
    state = make_country(title="Australia")
    published(union, "AU", ambiguous=True)
    published(state, "AU", ambiguous=True)
    article = published(make_article(sections=[section("A heading", "The AU agreed.")]))

    assert mentions(article) == []


def test_a_name_that_two_published_pages_bear_names_nobody() -> None:
    published(make_organization(title="One body", acronym="GSO"))
    published(make_organization(title="Another body", acronym="GSO"))
    article = published(make_article(sections=[section("A heading", "The GSO agreed.")]))

    assert mentions(article) == []


def test_a_draft_is_never_a_mention() -> None:
    make_organization(title="Secret Union")
    article = published(make_article(sections=[section("A heading", "The Secret Union agreed.")]))

    assert mentions(article) == []


def test_a_page_published_later_finds_the_passages_that_already_name_it() -> None:
    article = published(make_article(sections=[section("A heading", "SADC and SADC. Others too.")]))
    sadc = published(make_organization(title="Southern Community", acronym="SADC"))

    assert mentions(article) == [("SADC", sadc.pk), ("SADC", sadc.pk)]
    assert Naming.objects.get(publication__page=article).count == 2


def test_a_page_that_comes_back_is_not_named_twice_by_the_same_words() -> None:
    sadc = published(make_organization(title="Southern Community", acronym="SADC"))
    article = published(make_article(sections=[section("A heading", "SADC met.")]))
    withdraw(page=sadc, by=None, reason="An error.")
    publish(page=sadc, by=None)

    assert mentions(article) == [("SADC", sadc.pk)]


def test_a_title_in_brackets_finds_a_page_by_title_before_alias() -> None:
    alias_holder = published(make_article(title="Another page"), "The title")
    holder = published(make_article(title="The Title"))
    article = published(make_article(sections=[section("A heading", "Read [[the title]].")]))

    assert alias_holder.pk != holder.pk
    link = Link.objects.get(publication__page=article, kind=LinkKind.PAGE_LINK)
    assert link.target_id == holder.pk


def test_names_inside_an_authors_own_link_count_but_are_not_linked_again() -> None:
    nato = published(make_organization(title="NATO"))
    body = "The [site of NATO](https://example.org/) and NATO itself."
    edition = publish(page=make_article(sections=[section("A heading", body)]), by=None).edition

    assert [link["page"] for link in edition.content["links"]] == [nato.pk, nato.pk]
    assert 'href="https://example.org/"' in edition.html
    assert edition.html.count('href="link:1"') == 1
    assert 'href="link:0"' not in edition.html


def test_passages_are_indexed_by_the_topics_that_their_words_name() -> None:
    exercises = make_tag(name="Joint exercises", wordings="joint exercises\njoint military exercises")
    other = make_tag(name="Deterrence")
    body = "Joint military exercises build trust.\n\nNothing of the kind."
    article = make_article(sections=[section("A heading", body)], tags=[other])
    publish(page=article, by=None)

    assert [(row.tag, row.passage.number) for row in PassageTopic.objects.all()] == [(exercises, 1)]
    assert [row.tag for row in PublicationTag.objects.all()] == [other]


def test_a_mention_that_the_editors_reject_is_neither_linked_nor_counted_from_the_next_edition_on() -> None:
    published(make_organization(title="ASEAN Regional Forum"))
    published(make_organization(title="ASEAN"))  # the longer name, rejected as it is, swallows it still
    article = published(make_article(sections=[section("One", "The ASEAN Regional Forum met.")]))
    first = publish(page=article, by=None).edition
    Page.objects.filter(pk=article.pk).update(not_linked="ASEAN  regional forum\nWords that nobody wrote")
    publish(page=article, by=None)

    assert mentions(article) == []
    assert not Naming.objects.filter(publication__page=article).exists()
    assert 'class="ent"' in first.html


def test_a_mention_is_rejected_in_one_section_by_its_heading_or_its_address() -> None:
    published(make_organization(title="NATO"))
    sections = [section("One", "NATO."), section("Two", "NATO."), section("Three parts", "NATO.")]
    article = make_article(sections=sections, not_linked="NATO | two\nnato | three-parts")
    edition = publish(page=article, by=None).edition

    assert [row["section"] for row in edition.content["links"]] == [0]
    assert edition.html.count('class="ent"') == 1


def test_a_section_of_a_rejected_mention_that_does_not_exist_is_told() -> None:
    with pytest.raises(NotPublishable) as refused:
        publish(page=make_article(not_linked="NATO | Nowhere"), by=None)
    assert refused.value.reasons == [
        "Names that are not linked: no section is called “Nowhere”. Write its heading or its address."
    ]


def test_a_page_published_later_is_not_found_where_its_name_is_rejected() -> None:
    sections = [section("One", "SADC."), section("Two", "SADC.")]
    article = published(make_article(sections=sections, not_linked="SADC | One"))
    sadc = published(make_organization(title="Southern Community", acronym="SADC"))

    assert mentions(article) == [("SADC", sadc.pk)]
    assert Link.objects.get(publication__page=article, target=sadc.pk).section_slug == "two"
