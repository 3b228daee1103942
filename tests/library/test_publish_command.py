"""`manage.py publish`, as an operator uses it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from content.library.models import Edition, Publication
from content.pages.models import Page
from tests.factories import (
    make_agreement,
    make_article,
    make_case_study,
    make_country,
    make_organization,
    make_user,
    section,
)

pytestmark = pytest.mark.django_db


def run(*arguments: str, **options: object) -> list[str]:
    out = StringIO()
    call_command("publish", *arguments, stdout=out, stderr=out, **options)
    return out.getvalue().splitlines()


def refused(*arguments: str) -> tuple[list[str], str]:
    """The lines before the end and the last word of a run that ends with status 1."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("publish", *arguments, stdout=out, stderr=out)
    assert error.value.returncode == 1
    return out.getvalue().splitlines(), str(error.value)


def test_all_pages_are_published_what_is_named_before_what_names_it() -> None:
    make_article(title="On NATO", sections=[section("One", "NATO came.")])
    make_case_study(title="A case")
    make_agreement(title="Accord")
    make_country(title="France")
    make_organization(title="NATO")
    assert run("--all") == [
        "organization/nato: published edition 1",
        "country/france: published edition 1",
        "agreement/accord: published edition 1",
        "case_study/a-case: published edition 1",
        "article/on-nato: published edition 1",
    ]
    assert 'class="ent"' in Edition.objects.get(slug="on-nato").html


def test_a_page_that_has_not_changed_is_not_published_again() -> None:
    make_article(title="On peace")
    run("--all")
    assert run("--all") == ["article/on-peace: unchanged"]


def test_only_the_named_pages_are_published() -> None:
    make_article(title="On peace")
    make_article(title="On war")
    assert run("on-peace") == ["article/on-peace: published edition 1"]
    assert [publication.slug for publication in Publication.objects.all()] == ["on-peace"]


def test_a_refusal_names_the_reasons_and_does_not_stop_the_others() -> None:
    make_article(title="A bad one", sections=[section("One", "An open [[link")])
    make_article(title="On peace")
    lines, last = refused("--all")
    assert lines[0].startswith("article/a-bad-one: refused. Section 1 (“One”)")
    assert lines[1] == "article/on-peace: published edition 1"
    assert last == "1 of 2 pages refused."


def test_a_slug_that_two_pages_have_is_told_apart_by_the_kind() -> None:
    make_organization(title="European Union")
    make_agreement(title="European Union")
    _, last = refused("european-union")
    assert last == (
        "“european-union” is the slug of 2 pages. "
        "Say organization/european-union or agreement/european-union."
    )
    assert run("agreement/european-union") == ["agreement/european-union: published edition 1"]


@pytest.mark.parametrize("kind", ["case_study", "case-study", "case-studies"])
def test_a_kind_is_understood_as_it_is_called_and_as_it_stands_in_addresses(kind: str) -> None:
    make_case_study(title="A case")
    assert run(f"{kind}/a-case") == ["case_study/a-case: published edition 1"]


def test_slugs_that_do_not_exist_are_named_all_at_once_and_nothing_is_published() -> None:
    make_article(title="On peace")
    lines, last = refused("on-peace", "on-nothing", "country/on-peace")
    assert lines == []
    assert last == "There is no page “on-nothing”. There is no page “country/on-peace”."
    assert not Publication.objects.exists()


@pytest.mark.parametrize("arguments", [[], ["--all", "on-peace"]])
def test_it_must_be_said_which_pages(arguments: list[str]) -> None:
    make_article(title="On peace")
    _, last = refused(*arguments)
    assert last == "Say which pages: either --all, or one or more slugs."


def test_note_and_user_are_written_into_the_edition() -> None:
    user = make_user(email="editor@example.org", display_name="An editor")
    page = make_article(title="On peace")
    run("--all")
    Page.objects.filter(pk=page.pk).update(summary="New.")
    run("on-peace", "--note=A standfirst", "--minor", "--user=Editor@example.org")
    edition = Edition.objects.get(number=2)
    assert (edition.note, edition.minor, edition.published_by) == ("A standfirst", True, user)


def test_a_user_who_does_not_exist_is_told() -> None:
    make_article(title="On peace")
    assert refused("--all", "--user=nobody@example.org")[1] == "Nobody signs in as nobody@example.org."


def test_it_is_quiet_when_asked_to_be() -> None:
    make_article(title="On peace")
    assert run("--all", verbosity=0) == []
