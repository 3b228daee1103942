"""What the database refuses by itself: every constraint of the working copy, by its name."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint
from django.utils import timezone

from content.pages.models import (
    Alias,
    Article,
    Country,
    Membership,
    Notice,
    Organization,
    Page,
    Participant,
    Party,
    Revision,
    Section,
    Tag,
    TaggedPage,
)
from tests import factories as f

pytestmark = pytest.mark.django_db
Attempt = Callable[[], Any]


def changed(page: Any, **values: Any) -> Any:
    """Past every form and model: what a mistake in the code or a hand at the database would do."""
    return type(page).objects.filter(pk=page.pk).update(**values)


def sections_of(page: Page, *rows: dict[str, Any]) -> Any:
    page.sections.all().delete()
    defaults = {"level": 2, "level_before": 1}
    return Section.objects.bulk_create(
        [
            Section(page_id=page.pk, **{"position": n, "slug": f"s{n}", **defaults, **row})
            for n, row in enumerate(rows, start=1)
        ]
    )


def twice(make: Callable[[], Any]) -> None:
    make()
    make()


def own_parent() -> Any:
    union = f.make_organization()
    return changed(union, parent=union.pk)


def own_predecessor() -> Any:
    union = f.make_organization()
    return changed(union, predecessor=union.pk)


def own_successor() -> Any:
    pact = f.make_agreement()
    return changed(pact, supersedes=pact.pk)


def own_member() -> Any:
    union = f.make_organization()
    return Membership.objects.create(organization=union, member=union)


def broader_than_itself() -> Any:
    topic = f.make_tag()
    return changed(topic, broader=topic.pk)


def two_current_memberships() -> None:
    france, union = f.make_country(), f.make_organization()
    for position, status in enumerate(("member", "observer"), start=1):
        Membership.objects.create(organization=union, member=france, status=status, position=position)


def one_place_for_two(model: Any, owner: str, other: str, page: Any) -> None:
    for _ in range(2):
        model.objects.create(**{owner: page, other: f.make_country(), "position": 1})


def one_page_twice(model: Any, owner: str, other: str, page: Any) -> None:
    country = f.make_country()
    for position in (1, 2):
        model.objects.create(**{owner: page, other: country, "position": position})


def revision(page: Page) -> Any:
    return Revision.objects.create(
        page=page, number=7, schema=1, snapshot={}, content_hash="0", made_at=timezone.now()
    )


def tagged_twice(page: Page) -> None:
    topic = f.make_tag()
    twice(lambda: TaggedPage.objects.create(tag=topic, content_object=page))


def in_one(make: Callable[[], Any], use: Callable[[Any], Any]) -> Attempt:
    """The attempt with a page made for it; the page is made when the attempt is."""
    return lambda: use(make())


REFUSED: dict[str, Attempt] = {
    "a_page_has_a_known_kind": in_one(f.make_article, lambda page: changed(page, kind="poem")),
    "a_page_has_an_address": in_one(f.make_article, lambda page: changed(page, slug="")),
    "one_page_per_kind_and_slug": lambda: twice(lambda: Article.objects.create(title="A", slug="a")),
    "a_section_is_of_level_2_to_4": in_one(
        f.make_article, lambda page: sections_of(page, {"level": 5, "level_before": 4})
    ),
    "section_levels_never_skip": in_one(f.make_article, lambda page: sections_of(page, {"level": 3})),
    "one_section_per_position": in_one(f.make_article, lambda page: sections_of(page, {}, {"position": 1})),
    "one_section_per_address_in_its_page": in_one(
        f.make_article, lambda page: sections_of(page, {"slug": "a"}, {"slug": "a"})
    ),
    "a_notice_begins_before_it_ends": in_one(
        f.make_article,
        lambda page: f.make_notice(page, shown_from=date(2026, 6, 2), shown_to=date(2026, 6, 1)),
    ),
    "one_notice_per_position": in_one(f.make_article, lambda page: twice(lambda: f.make_notice(page))),
    "an_alias_stands_once_on_a_page": in_one(
        f.make_article, lambda page: [f.make_alias(page, name, ambiguous=True) for name in ("ARF", "arf")]
    ),
    "an_alias_names_one_page_unless_marked_ambiguous": lambda: twice(
        lambda: f.make_alias(f.make_article(), "ARF")
    ),
    "no_organization_is_its_own_parent": own_parent,
    "no_organization_is_its_own_predecessor": own_predecessor,
    "an_organization_is_founded_before_it_is_dissolved": lambda: f.make_organization(
        founded="2002-05", dissolved="2002-04"
    ),
    "a_member_count_says_as_of_when": lambda: f.make_organization(members_count=3),
    "no_organization_is_its_own_member": own_member,
    "one_current_membership_per_member_and_organization": two_current_memberships,
    "one_membership_per_position": in_one(
        f.make_organization, lambda page: one_place_for_two(Membership, "organization", "member", page)
    ),
    "a_membership_begins_before_it_ends": in_one(
        f.make_organization,
        lambda page: Membership.objects.create(
            organization=page, member=f.make_country(), since="1995", until="1994-12-31"
        ),
    ),
    "no_agreement_supersedes_itself": own_successor,
    "an_agreement_is_signed_before_it_ends": lambda: f.make_agreement(signed="2016", ended="2015"),
    "only_a_policy_has_an_owner": lambda: f.make_agreement(owner=f.make_country()),
    "a_party_joins_an_agreement_once": in_one(
        f.make_agreement, lambda page: one_page_twice(Party, "agreement", "party", page)
    ),
    "one_party_per_position": in_one(
        f.make_agreement, lambda page: one_place_for_two(Party, "agreement", "party", page)
    ),
    "a_case_begins_before_it_ends": lambda: f.make_case_study(begins="2002", ends="2001"),
    "a_participant_joins_a_case_once": in_one(
        f.make_case_study, lambda page: one_page_twice(Participant, "case_study", "participant", page)
    ),
    "one_participant_per_position": in_one(
        f.make_case_study, lambda page: one_place_for_two(Participant, "case_study", "participant", page)
    ),
    "one_country_per_iso2_code": lambda: twice(lambda: f.make_country(iso2="IN")),
    "one_country_per_iso3_code": lambda: twice(lambda: f.make_country(iso3="IND")),
    "one_country_per_m49_code": lambda: twice(lambda: f.make_country(m49="356")),
    "a_topic_has_a_known_facet": lambda: f.make_tag(facet="weather"),
    "no_topic_is_broader_than_itself": broader_than_itself,
    "a_page_has_a_topic_once": in_one(f.make_article, tagged_twice),
    "one_revision_per_page_and_number": in_one(f.make_article, lambda page: twice(lambda: revision(page))),
}


def constraints() -> dict[str, Any]:
    return {
        constraint.name: constraint
        for model in apps.get_app_config("pages").get_models()
        for constraint in model._meta.constraints
    }


def test_every_constraint_of_the_working_copy_stands_in_the_table() -> None:
    assert set(REFUSED) == set(constraints())


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        REFUSED[name]()
    # SQLite names the columns of a violated unique constraint, PostgreSQL the constraint itself.
    if connection.vendor == "postgresql" or isinstance(constraints()[name], CheckConstraint):
        assert name in str(refusal.value)
    else:
        assert "UNIQUE constraint failed" in str(refusal.value)


def test_what_only_looks_like_a_violation_is_kept() -> None:
    country, other = f.make_country(), f.make_country()  # without codes, both
    union = f.make_organization(founded="2002-05", dissolved="2002")  # dissolved in the same year
    for position, status in enumerate(("former", "former", "member"), start=1):
        Membership.objects.create(organization=union, member=country, status=status, position=position)
    f.make_alias(country, "Georgia", ambiguous=True)
    f.make_alias(other, "Georgia", ambiguous=True)
    Article.objects.create(title="A", slug="same")
    Country.objects.create(title="A", slug="same")
    f.make_case_study(begins="2002-05-01", ends="2002")
    f.make_agreement(agreement_kind="policy", owner=union, signed="1999-06")
    sections_of(
        union,
        {"level": 2},
        {"level": 3, "level_before": 2},
        {"level": 4, "level_before": 3},
        {"level": 2, "level_before": 4},
    )
    assert Page.objects.filter(slug="same").count() == 2
    assert Organization.objects.get(pk=union.pk).sections.count() == 4
    assert (Alias.objects.count(), Notice.objects.count(), Tag.objects.count()) == (2, 0, 0)
