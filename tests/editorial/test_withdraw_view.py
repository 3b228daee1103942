"""The desk's page for withdrawing: causes, treatments, who links here, and what is refused."""

import pytest

from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.library.models import Publication
from content.pages.models import Page
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of

pytestmark = pytest.mark.django_db
REDIRECT = {"cause": "superseded", "treatment": "redirect", "reason": "Written anew."}


def two_texts() -> tuple[Page, Page]:
    old, new = factories.make_article(title="Old text"), factories.make_article(title="New text")
    for page in (old, new):
        publish(page=page, by=None)
    return old, new


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def test_each_cause_and_treatment_is_explained_and_none_is_needed() -> None:
    old, _ = two_texts()
    client = at_the_desk()
    shown = words(client.get(desk_address(old, "withdraw")).content)
    for said in ("Published in error", "Superseded by another page", "Outdated", "Another reason"):
        assert said in shown
    for said in ("The reason only (410)", "readers are led there", "It stays readable and citable"):
        assert said in shown
    client.post(desk_address(old, "withdraw"), {"reason": "Why not."})
    publication = Publication.objects.get(page=old.pk)
    assert (publication.cause, publication.treatment) == ("other", "gone")


def test_who_links_to_the_page_is_told_before() -> None:
    old, _ = two_texts()
    teller = factories.make_article(
        title="A teller", sections=[factories.section("One", "[[Old text]] and [[Old text]].")]
    )
    publish(page=teller, by=None)
    shown = words(at_the_desk().get(desk_address(old, "withdraw")).content)
    assert "1 published page." in shown
    assert '<a href="/articles/a-teller/">A teller</a> <span class="quiet">2 times</span>' in shown
    assert "No published page does." in words(at_the_desk().get(desk_address(teller, "withdraw")).content)


@pytest.mark.parametrize(
    "named", ["New text", "new TEXT", "/articles/new-text/", "https://example.org/articles/new-text/", "Newt"]
)
def test_what_takes_the_place_is_named_by_title_name_or_address(named: str) -> None:
    old, new = two_texts()
    factories.make_alias(new, "Newt")
    new.summary = "Changed."
    new.save()
    publish(page=new, by=None)
    answer = at_the_desk().post(
        desk_address(old, "withdraw"), {**REDIRECT, "superseded_by": named}, follow=True
    )
    assert errors_of(answer) == "“Old text” is withdrawn. Its address leads to “New text”."
    publication = Publication.objects.get(page=old.pk)
    assert (publication.cause, publication.treatment, publication.superseded_by_id) == (
        "superseded",
        "redirect",
        new.pk,
    )


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("", "Name the page that takes its place."),
        ("A draft", "No published page is called “A draft”."),
        ("/articles/a-draft/", "No published page is called “/articles/a-draft/”."),
        ("Old text", "A page cannot take its own place. Name another one."),
        (
            "Twice",
            "Several pages are called “Twice”. Give an address: /articles/twice/, /organizations/twice/",
        ),
        ("\x00", "Null characters are not allowed."),
        ("x" * 500, "Ensure this value has at most 400 characters (it has 500)."),
    ],
)
def test_a_name_that_means_none_or_several_is_refused_with_advice(named: str, said: str) -> None:
    old, _ = two_texts()
    factories.make_article(title="A draft")
    for page in (factories.make_article(title="Twice"), factories.make_organization(title="Twice")):
        publish(page=page, by=None)
    answer = at_the_desk().post(desk_address(old, "withdraw"), {**REDIRECT, "superseded_by": named})
    assert answer.status_code == 422
    assert errors_of(answer) == said
    assert Publication.objects.get(page=old.pk).state == "published"


@pytest.mark.parametrize("field", ["cause", "treatment"])
def test_a_forged_choice_is_refused(field: str) -> None:
    old, _ = two_texts()
    form = {"reason": "Why.", field: "whim"}
    answer = at_the_desk().post(desk_address(old, "withdraw"), form)
    assert answer.status_code == 422
    assert "whim is not one of the available choices" in errors_of(answer)


def test_a_page_with_a_banner_says_so_at_the_desk() -> None:
    old, _ = two_texts()
    client = at_the_desk()
    form = {"reason": "Too old.", "cause": "outdated", "treatment": "banner"}
    answer = client.post(desk_address(old, "withdraw"), form, follow=True)
    assert errors_of(answer) == "“Old text” is withdrawn. Its address shows the reason above the text."
    assert "Readers find the text, below the reason." in words(answer.content)


def test_many_are_withdrawn_in_favor_of_one_but_never_that_one_itself() -> None:
    old, new = two_texts()
    form = {
        "action": "withdraw_selected",
        "_selected_action": [str(old.pk), str(new.pk)],
        **REDIRECT,
        "superseded_by": "New text",
    }
    answer = at_the_desk().post("/admin/pages/article/", form, follow=True)
    assert errors_of(answer) == (
        "1 withdrawn: “Old text”. 1 refused: “New text”: A page cannot take its own place. Name another one."
    )
