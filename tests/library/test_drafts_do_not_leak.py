"""A secret word stands in every field of the working copy, and nowhere on the public side.

The fields are found by looking at the models, so that a new field is covered by being there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from content.editorial.models import LogEntry
from content.library.actions import publish, site_changed, withdraw
from content.library.filters import PARAMETERS
from content.library.models import Publication
from content.pages.fields import PartialDateField
from content.pages.models import Agreement, Article, CaseStudy, Country, Organization, Page, Revision, Tag
from tests.desk_rows import make_desk_rows
from tests.factories import (
    make_agreement,
    make_alias,
    make_article,
    make_case_study,
    make_country,
    make_defect,
    make_notice,
    make_organization,
    make_source_document,
    section,
)
from tests.public import Site, every_public_address

pytestmark = pytest.mark.django_db

SECRET = "Zanzibarquux"
YEAR = "1873"  # in dates, which hold no words
NUMBER = 918_273_645  # in numbers
# What is public without being published: the topics are as they stand.
PUBLIC = {Tag}
# Too short for a word that would not occur by chance, or fixed by other columns.
SHORTEST = 6
KEPT = {
    *("kind", "position", "level", "level_before", "version", "number", "schema", "size", "line"),
    *("page_key", "edition_number"),  # no two rows have the same
}
# Written with the secret, because nothing changes them later.
APPEND_ONLY = {LogEntry}


def drafts() -> list[type[models.Model]]:
    """Every model of the working copy."""
    rooms = ("pages", "importing", "editorial")
    return [
        model
        for room in rooms
        for model in apps.get_app_config(room).get_models()
        if model not in PUBLIC and secrets_of(model, 0)
    ]


def secrets_of(model: type[models.Model], row: int) -> dict[str, Any]:
    """A secret for each own field of the model that can hold one."""
    secrets: dict[str, Any] = {}
    for field in model._meta.local_fields:
        if field.primary_key or field.is_relation or field.choices or field.generated or field.name in KEPT:
            continue
        secret = secret_for(field, row)
        if secret is not None:
            secrets[field.name] = secret
    return secrets


def secret_for(field: "models.Field[Any, Any]", row: int) -> Any:
    if isinstance(field, PartialDateField):
        return f"{YEAR}-03"
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return f"{YEAR}-03-05"
    if isinstance(field, models.JSONField):
        return {SECRET: SECRET}
    if isinstance(field, models.CharField | models.TextField):
        longest = field.max_length or 1_000
        words = f"{SECRET}-{row}" if longest > len(SECRET) + SHORTEST else f"Zq{row}"[:longest]
        return words.lower() if field.name == "slug" else words if longest >= SHORTEST else None
    if isinstance(field, models.IntegerField):
        return NUMBER
    return None


def plant(rows: Iterator[models.Model] | list[models.Model]) -> None:
    """Write the secret into every field of the rows, past every rule that would mend it."""
    for row in rows:
        model = type(row)
        if model in APPEND_ONLY:
            continue
        if isinstance(row, Revision):  # never changed, but followed by another
            plant_behind(row)
            continue
        for owner in [model, *model._meta.get_parent_list()]:
            secrets = secrets_of(owner, row.pk)
            if secrets:
                owner._base_manager.filter(pk=row.pk).update(**secrets)


def plant_behind(row: Revision) -> None:
    for name, secret in secrets_of(Revision, row.pk).items():
        setattr(row, name, secret)
    row.pk, row.number = None, row.number + 1_000
    row.save(force_insert=True)


def every_draft_row() -> Iterator[models.Model]:
    for model in drafts():
        yield from model._base_manager.all()


def places(client: Client) -> Iterator[tuple[str, str]]:
    """Every public address, the lists narrowed by what is secret, and addresses as drafts would have."""
    secret = f"{SECRET}-1"
    known = every_public_address()
    narrowed = [f"/{kind}/?{name}={secret.lower()}" for kind in SEGMENTS for name in PARAMETERS]
    drafted = [f"/{kind}/{slug}/" for kind in SEGMENTS for slug in (SECRET.lower(), f"{SECRET.lower()}-1")]
    named = [f"/{kind}/zanzibarquu/" for kind in SEGMENTS]
    for place in [*known, *narrowed, *drafted, *named, *SEARCHES, "/zanzibarquu/", "/topics/zanzibarquux/"]:
        response = client.get(place)
        yield place, str(dict(response.headers)) + response.content.decode()


# By words that drafts and published pages share: an answer repeats what was asked for.
SEARCHES = (
    *("/search/?q=NATO+France+joint+exercises+draft+name+heading", "/search/?q=tag:joint-exercises"),
    *("/search/?q=in:on-alliances", "/search/?kind=article&kind=organization", "/search/?q=Zanzibarqux"),
)
SEGMENTS = ("articles", "case-studies", "organizations", "countries", "agreements")


def finds(client: Client) -> Iterator[str]:
    """Where on the public side the secrets stand, one place after the other."""
    hunted = (SECRET.lower(), YEAR, str(NUMBER), f"{NUMBER:,}", "zq1")
    for place, words in places(client):
        told = words.lower()
        yield from (f"{place}: {secret}" for secret in hunted if secret in told)


def found(client: Client) -> list[str]:
    """All of them."""
    return list(finds(client))


@dataclass(frozen=True)
class Drafts:
    """A page of every kind that was never published."""

    organization: Organization
    agreement: Agreement
    country: Country
    article: Article
    case_study: CaseStudy


def unpublished_pages(public: Site) -> Drafts:
    """A draft of every kind with everything that hangs on a page, tied to the published pages."""
    tags = [public.topic]
    country = make_country(tags=tags)
    organization = make_organization(
        members=[public.country], parent=public.organization, predecessor=public.organization, tags=tags
    )
    agreement = make_agreement(parties=[public.country], supersedes=public.agreement, tags=tags)
    article = make_article(
        sections=[section("A draft", "NATO and France hold joint exercises.")],
        tags=tags,
        source_document=make_source_document(),
    )
    case_study = make_case_study(
        participants=[public.organization, country],
        agreements=[public.agreement],
        instruments=tags,
        tags=tags,
    )
    for page in (organization, agreement, country, article, case_study):
        make_desk_rows(page, words=SECRET)
        make_alias(page, f"Draft name {page.pk}")
        make_notice(page)
        make_defect(page=page)
    return Drafts(organization, agreement, country, article, case_study)


def test_every_model_of_the_working_copy_is_hunted(small_site: Site) -> None:
    """The rows that the tests below write the secret into exist."""
    unpublished_pages(small_site)
    assert [model.__name__ for model in drafts() if not model._base_manager.exists()] == []
    names = {model.__name__ for model in drafts()}
    assert {"Page", "Article"} - names == {"Article"}  # an article has no fields of its own
    assert {"Section", "Organization", "Country", "Agreement", "CaseStudy", "Revision", "Notice"} <= names


def test_the_hunt_finds_what_is_published(client: Client) -> None:
    page = make_article(title=SECRET, sections=[section("One", f"Words of {SECRET}.")])
    publish(page=page, by=None)
    assert any(one.startswith("/articles/: ") for one in finds(client))


def test_pages_that_were_never_published_are_nowhere(client: Client, small_site: Site) -> None:
    unpublished_pages(small_site)
    published = {one.page_id for one in Publication.objects.all()}
    drafted = [row for row in every_draft_row() if owner_of(row) not in published]
    plant(drafted)
    site_changed()
    assert found(client) == []


def test_changes_since_the_last_edition_are_nowhere(client: Client, small_site: Site) -> None:
    unpublished_pages(small_site)
    plant(every_draft_row())
    site_changed()
    assert found(client) == []


def test_no_search_for_words_of_drafts_finds_or_suggests_anything(client: Client, small_site: Site) -> None:
    unpublished_pages(small_site)
    plant(every_draft_row())
    site_changed()
    for words in (SECRET, f"{SECRET.lower()}-1", "Zq1", YEAR, str(NUMBER), SECRET.replace("x", "")):
        context = client.get("/search/", {"q": words}).context
        shown = context["found"]
        assert (list(shown.rows), list(shown.pages), dict(shown.counts)) == ([], [], {})
        assert context["better"] is None
        assert client.get("/search/suggest", {"q": words[:6]}).json() == {"suggestions": []}


def test_what_search_is_asked_for_above_is_found_once_it_is_published(client: Client) -> None:
    publish(page=make_article(title=SECRET, sections=[section("One", f"Words: {SECRET}.")]), by=None)
    assert client.get("/search/", {"q": SECRET}).context["found"].rows
    assert client.get("/search/", {"q": SECRET.replace("x", "")}).context["better"].text == SECRET.lower()
    assert len(client.get("/search/suggest", {"q": SECRET[:6]}).json()["suggestions"]) == 2


def test_publishing_a_page_tells_nothing_of_the_drafts_that_it_refers_to(
    client: Client, small_site: Site
) -> None:
    others = unpublished_pages(small_site)
    mine = {small_site.case_study.pk, small_site.organization.pk, small_site.agreement.pk}
    plant([row for row in every_draft_row() if owner_of(row) not in mine and not isinstance(row, Page)])
    for model in drafts():
        if issubclass(model, Page):
            plant([row for row in model._base_manager.all() if row.pk not in mine])
    small_site.case_study.told_by.add(others.article.sections.get())
    small_site.case_study.agreements.add(others.agreement)
    small_site.organization.parent = small_site.organization.predecessor = others.organization
    small_site.organization.save()
    for page in (small_site.case_study, small_site.organization, small_site.agreement):
        Page.objects.filter(pk=page.pk).update(summary="Changed.")
        assert publish(page=Page.objects.get(pk=page.pk), by=None).is_new
    assert found(client) == []


def test_a_withdrawn_page_shows_its_title_and_the_reason_at_its_own_address_only(
    client: Client, small_site: Site
) -> None:
    hidden = make_organization(title=SECRET, acronym="ZQ1", founded="1873", members=[small_site.country])
    teller = make_article(sections=[section("One", f"Joint exercises of {SECRET} and France.")])
    for page in (hidden, teller):
        publish(page=page, by=None)
    case = make_case_study(title="A second case", participants=[hidden], tags=[small_site.topic])
    publish(page=case, by=None)
    assert any(finds(client))
    for page in (hidden, teller):
        withdraw(page=page, by=None, reason="It was wrong.")
    own = f"/organizations/{SECRET.lower()}/"
    assert [one for one in found(client) if not one.startswith(own)] == []
    words = client.get(own).content.decode()
    assert SECRET in words
    assert "1873" not in words


def test_a_page_below_a_banner_shows_its_text_at_its_own_addresses_only(
    client: Client, small_site: Site
) -> None:
    hidden = make_organization(title=SECRET, acronym="ZQ1", founded="1873", members=[small_site.country])
    publish(page=hidden, by=None)
    withdraw(page=hidden, by=None, reason="It was wrong.", treatment="banner")
    own = f"/organizations/{SECRET.lower()}/"
    assert [one for one in found(client) if not one.startswith(own)] == []
    assert "1873" in client.get(own).content.decode()


def owner_of(row: models.Model) -> int | None:
    """The page that a row of the working copy belongs to."""
    if isinstance(row, Page):
        return row.pk
    for field in row._meta.local_fields:
        if field.is_relation and field.name in {"page", "case_study", "organization", "agreement"}:
            value: int | None = getattr(row, field.attname)
            return value
    return None
