"""What the database would refuse is told in the form, beside the field that mends it, with what to do."""

from collections.abc import Callable

import pytest

from content.editorial.queries.naming import desk_address
from content.pages.actions import claim_version
from content.pages.models import Page
from tests import factories
from tests.editorial.desk_forms import (
    Fields,
    at_the_desk,
    errors_of,
    fields_of,
    forms_behind,
    posted,
    refusals,
    shown,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "make", [factories.make_article, factories.make_organization, factories.make_country]
)
def test_what_is_refused_stands_on_the_page_with_all_that_was_typed(make: Callable[[], Page]) -> None:
    page = make()
    client, address = at_the_desk(), desk_address(page)
    form_id = f"{page._meta.model_name}_form"
    changes: Fields = {"slug": "With Space", "title": "Typed <b>", "aliases-0-surface": "x" * 300}
    answer = client.post(address, {**shown(client, address), **changes})
    assert changes.items() <= fields_of(answer.content.decode(), form_id).items()
    said = errors_of(answer)
    assert "Use small letters, digits and single hyphens" in said
    assert "Ensure this value has at most" in said


def test_an_address_that_another_page_has() -> None:
    factories.make_article(title="The other", slug="taken")
    mine = factories.make_article()
    assert refusals(mine, {"slug": "taken"}) == {
        "slug": ["“The other” has this address already. Choose another one."]
    }


def test_an_address_of_another_kind_of_page_is_free() -> None:
    factories.make_country(slug="taken")
    mine = factories.make_article()
    client, address = at_the_desk(), desk_address(mine)
    client.post(address, {**shown(client, address, "article_form"), "slug": "taken"})
    mine.refresh_from_db()
    assert mine.slug == "taken"


@pytest.mark.parametrize("slug", ["With Space", "UPPER", "a--b", "-a", "a/b", "é", "../x", "a\u202eb"])
def test_an_address_that_is_none(slug: str) -> None:
    assert refusals(factories.make_article(), {"slug": slug}) == {
        "slug": ["Use small letters, digits and single hyphens, such as us-india-defense-cooperation."]
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2023-02-30", "“2023-02-30” is not a date: that month has no day 30."),
        ("2023-13", "“2023-13” is not a date: there is no month 13."),
        ("0000", "“0000” is not a date: there is no year 0000."),
        ("29 August 2016", "“29 August 2016” is not a date."),
    ],
)
def test_a_date_that_is_none_says_how_to_write_one(typed: str, said: str) -> None:
    advice = " Write a year (2002), a month (2020-10) or a day (2016-08-29)."
    assert refusals(factories.make_organization(), {"founded": typed}) == {"founded": [said + advice]}


def test_an_organization_that_is_its_own_parent_or_predecessor() -> None:
    union = factories.make_organization()
    assert refusals(union, {"parent": str(union.pk), "predecessor": str(union.pk)}) == {
        "parent": ["An organization cannot be its own parent."],
        "predecessor": ["An organization cannot be its own predecessor."],
    }


def test_an_organization_founded_after_it_is_dissolved() -> None:
    assert refusals(factories.make_organization(), {"founded": "2002-05", "dissolved": "2001"}) == {
        "dissolved": ["The organization is dissolved before it is founded."]
    }


def test_a_member_count_without_a_date() -> None:
    assert refusals(factories.make_organization(), {"members_count": "32"}) == {
        "members_as_of": ["Say as of when the member count holds."]
    }


@pytest.mark.parametrize("typed", ["{", "[1]", '"x"', '{"a": 1}', "7"])
def test_external_ids_that_are_not_names_and_texts(typed: str) -> None:
    assert list(refusals(factories.make_organization(), {"external_ids": typed})) == ["external_ids"]


def test_a_second_current_membership_in_the_same_form() -> None:
    france = factories.make_country(title="France")
    union = factories.make_organization(members=[france])
    assert refusals(union, {"memberships-1-member": str(france.pk)}) == {
        "memberships-1-member": [
            "This member has a current membership in row 1 already. Make one of them a former membership."
        ]
    }


def test_a_former_membership_beside_a_current_one_is_kept() -> None:
    france = factories.make_country(title="France")
    union = factories.make_organization(members=[france])
    client, address = at_the_desk(), desk_address(union)
    changes = {"memberships-1-member": str(france.pk), "memberships-1-status": "former"}
    client.post(address, {**shown(client, address, "organization_form"), **changes})
    assert [row.status for row in union.memberships.all()] == ["member", "former"]


def test_an_organization_that_is_its_own_member() -> None:
    union = factories.make_organization()
    assert refusals(union, {"memberships-0-member": str(union.pk)}) == {
        "memberships-0-member": ["An organization cannot be its own member."]
    }


def test_a_membership_that_ends_before_it_begins() -> None:
    union = factories.make_organization(members=[factories.make_country()])
    assert refusals(union, {"memberships-0-since": "1995", "memberships-0-until": "1994-12"}) == {
        "memberships-0-until": ["The membership ends before it begins."]
    }


def test_a_notice_that_ends_before_it_begins_and_a_day_that_is_none() -> None:
    article = factories.make_article()
    factories.make_notice(article)
    days: Fields = {"notices-0-shown_from": "2026-06-02", "notices-0-shown_to": "2026-06-01"}
    assert refusals(article, days) == {"notices-0-shown_to": ["The notice ends before it begins."]}
    assert refusals(article, {"notices-0-shown_from": "2026-02-30"}) == {
        "notices-0-shown_from": ["Write a day, such as 2026-05-03."]
    }


def test_a_member_that_is_neither_country_nor_organization() -> None:
    article = factories.make_article()
    refused = refusals(factories.make_organization(), {"memberships-0-member": str(article.pk)})
    assert refused == {
        "memberships-0-member": ["Select a valid choice. That choice is not one of the available choices."]
    }


@pytest.mark.parametrize("key", ["x", "0", "9" * 30, "-1"])
def test_a_member_that_does_not_exist(key: str) -> None:
    union = factories.make_organization()
    assert list(refusals(union, {"memberships-0-member": key})) == ["memberships-0-member"]


def test_an_agreement_that_supersedes_itself_or_ends_too_early() -> None:
    pact = factories.make_agreement()
    assert refusals(pact, {"supersedes": str(pact.pk), "signed": "2016", "ended": "2015"}) == {
        "supersedes": ["An agreement cannot supersede itself."],
        "ended": ["The agreement ends before it is signed."],
    }


def test_an_agreement_with_an_owner_that_is_no_policy() -> None:
    owner = factories.make_country()
    assert refusals(factories.make_agreement(), {"owner": str(owner.pk)}) == {
        "owner": ["Only a policy has an owner; other agreements have parties."]
    }


def test_a_party_and_a_participant_that_stand_twice() -> None:
    india = factories.make_country()
    pact = factories.make_agreement(parties=[india])
    assert refusals(pact, {"parties-1-party": str(india.pk)}) == {
        "parties-1-party": ["This party stands in row 1 already."]
    }
    case = factories.make_case_study(participants=[india])
    assert refusals(case, {"participants-1-participant": str(india.pk)}) == {
        "participants-1-participant": ["This participant stands in row 1 already."]
    }


def test_a_case_that_ends_before_it_begins() -> None:
    assert refusals(factories.make_case_study(), {"begins": "2002", "ends": "2001-12-31"}) == {
        "ends": ["The period ends before it begins."]
    }


def test_codes_of_another_country_and_codes_that_are_none() -> None:
    factories.make_country(iso2="IN", iso3="IND", m49="356")
    other = factories.make_country()
    taken = ["Another country has this code already."]
    assert refusals(other, {"iso2": "IN", "iso3": "IND", "m49": "356"}) == {
        "iso2": taken,
        "iso3": taken,
        "m49": taken,
    }
    assert list(refusals(other, {"iso2": "in", "iso3": "I", "m49": "3x6"})) == ["iso2", "iso3", "m49"]


def test_eleven_topics_are_one_too_many() -> None:
    topics = [str(factories.make_tag().pk) for _ in range(11)]
    assert refusals(factories.make_article(), {"tags": topics}) == {
        "tags": ["11 topics are chosen. A page has at most 10: uncheck 1."]
    }


def test_a_topic_that_does_not_exist() -> None:
    mine = factories.make_article()
    client, address = at_the_desk(), desk_address(mine)
    fields = {**shown(client, address, "article_form"), "tags": ["x", "9" * 30]}
    assert "is not a valid value" in str(
        client.post(address, fields).context["adminform"].form.errors["tags"]
    )


def test_a_title_that_is_too_long_and_a_language_that_is_missing() -> None:
    assert list(refusals(factories.make_article(), {"title": "x" * 251, "language": ""})) == [
        "title",
        "language",
    ]


@pytest.mark.parametrize("typed", ["English", "e", "en_US", 'en" onload="x', "-fr"])
def test_a_language_of_a_page_or_of_a_name_that_is_none(typed: str) -> None:
    page = factories.make_article()
    factories.make_alias(page, "ARF")
    said = ["Write a language tag, such as en-US or fr."]
    changes: Fields = {"language": typed, "aliases-0-language": typed}
    assert refusals(page, changes) == dict.fromkeys(changes, said)


def test_an_address_that_someone_takes_in_between_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = factories.make_article()
    client, address = at_the_desk(), desk_address(mine)
    fields = {**shown(client, address, "article_form"), "slug": "new-address"}
    claim = claim_version
    quick: list[Page] = []

    def after_the_check(*, page: Page, expected: int) -> int:
        if not quick:
            quick.append(factories.make_article(title="Quick", slug="new-address"))
        return claim(page=page, expected=expected)

    # What another process does between the look and the write; here it is undone with the first try.
    monkeypatch.setattr("content.editorial.admin.base.claim_version", after_the_check)
    answer = client.post(address, fields)
    assert quick
    assert answer.status_code == 302
    mine.refresh_from_db()
    assert (mine.slug, mine.version) == ("new-address", 1)


@pytest.mark.parametrize(
    ("kind", "field"), [("organization", "parent"), ("casestudy", "told_by"), ("casestudy", "agreements")]
)
@pytest.mark.parametrize("key", ["x", "9" * 30, "-1", "\x00"])
def test_a_chosen_row_that_does_not_exist_is_an_error_of_its_field(kind: str, field: str, key: str) -> None:
    page = factories.make_organization() if kind == "organization" else factories.make_case_study()
    client, address = at_the_desk(), desk_address(page)
    answer = posted(client, address, {**shown(client, address), field: key})
    assert answer.status_code == 200
    assert list(forms_behind(answer)[0].errors) == [field]
