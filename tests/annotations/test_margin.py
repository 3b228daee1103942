"""The notes on a page as data for the script in its margin."""

from typing import Any

import pytest
from django.test import Client

from content.annotations import actions
from content.annotations.actions import Said
from content.annotations.models import Note
from content.library.actions import withdraw
from content.library.models import Publication
from content.people.models import User
from content.people.roles import Role
from tests.annotations.writing import FIRST, SECOND, THIRD, annotator, noted, published, republished

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shown_at_once(settings: Any) -> None:
    settings.NOTES_HELD_AT_FIRST = 0


def client_of(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def asked(publication: Publication, client: Client | None = None, **headers: str) -> Any:
    return (client or Client()).get(f"/articles/{publication.slug}/notes/data/", headers=headers)


def test_notes_come_with_their_place_and_the_words_that_stand_there() -> None:
    publication = published(FIRST, SECOND)
    rhea, omar = annotator("Rhea"), annotator("Omar")
    note = noted(publication.edition, "trust", rhea, body="Who *says* so?", kind="question")
    actions.reply(to=note, body="Some.", by=omar)
    told = asked(publication, client_of(rhea)).json()
    assert told["edition"] == 1
    assert told["person"] == {"name": "Rhea", "writes": True}
    text = publication.edition.text
    assert [text[one["start"] : one["end"]] for one in told["passages"]] == [FIRST, SECOND]
    assert [(one["number"], one["section"]) for one in told["passages"]] == [(1, "one"), (2, "one")]
    [found] = told["notes"]
    assert text[found["start"] : found["end"]] == found["words"] == found["exact"] == "trust"
    assert (found["kind"], found["label"], found["status"], found["version"]) == (
        "question",
        "Question",
        "same",
        1,
    )
    assert (found["author"], found["is_own"], found["visibility"], found["standing"]) == (
        "Rhea",
        True,
        "public",
        "shown",
    )
    assert "Who <em>says</em> so?" in found["html"]
    assert [(reply["author"], reply["is_own"], reply["body"]) for reply in found["replies"]] == [
        ("Omar", False, "")
    ]


def test_a_note_says_where_it_went_and_a_lost_one_that_it_is_lost() -> None:
    publication = published(FIRST, SECOND, THIRD)
    rhea = annotator()
    noted(publication.edition, "build trust between armed forces", rhea)
    noted(publication.edition, "verified by inspections", rhea)
    republished(
        publication.page, "Before all that, something new.", FIRST, SECOND.replace("trust", "much trust")
    )
    told = asked(publication).json()
    assert told["edition"] == 2
    assert [(one["status"], one["words"]) for one in told["notes"]] == [
        ("changed", "build much trust between armed forces")
    ]
    assert [(one["status"], one["exact"]) for one in told["lost"]] == [("lost", "verified by inspections")]


def test_a_deleted_note_keeps_its_thread_and_tells_nothing() -> None:
    publication = published()
    rhea = annotator("Rhea")
    note = noted(publication.edition, "abroad", rhea, body="Secret.")
    actions.reply(to=note, body="An answer.", by=annotator("Omar"))
    actions.delete_note(note=note, by=rhea)
    answer = asked(publication)
    [found] = answer.json()["notes"]
    assert (found["deleted"], [reply["author"] for reply in found["replies"]]) == (True, ["Omar"])
    assert "Secret." not in answer.content.decode()
    assert "Rhea" not in answer.content.decode()


def test_each_person_is_given_what_they_may_see() -> None:
    publication = published()
    rhea, omar, editor = annotator("Rhea"), annotator("Omar"), annotator("Ed", Role.EDITOR)
    noted(publication.edition, "abroad", rhea, visibility="private", body="Mine.")
    held = noted(publication.edition, "host", rhea, body="Held.")
    Note.objects.filter(pk=held.pk).update(standing="held")
    noted(publication.edition, "ministries", rhea, body="For all.")

    def seen(person: User | None) -> list[str]:
        notes = asked(publication, client_of(person)).json()["notes"]
        return sorted(note["html"].removeprefix("<p>").removesuffix("</p>") for note in notes)

    assert seen(rhea) == ["For all.", "Held.", "Mine."]
    assert seen(editor) == ["For all.", "Held."]
    assert seen(omar) == ["For all."]
    assert seen(None) == ["For all."]


def test_whoever_has_it_already_hears_304_until_something_is_done() -> None:
    publication = published(FIRST, SECOND)
    rhea, omar, editor = annotator("Rhea"), annotator("Omar"), annotator("Ed", Role.EDITOR)
    client = client_of(rhea)
    tags = [asked(publication, client)["ETag"]]

    def changed(what: Any) -> Any:
        again = asked(publication, client, if_none_match=tags[-1])
        assert (again.status_code, again["ETag"] not in tags, again.content != b"") == (200, True, True), what
        tags.append(again["ETag"])
        same = asked(publication, client, if_none_match=tags[-1])
        assert (same.status_code, same.content) == (304, b"")
        return what

    note = changed(noted(publication.edition, "abroad", rhea))
    answer = changed(actions.reply(to=note, body="Yes.", by=omar))
    changed(actions.edit_note(note=note, seen_version=1, said=Said("comment", body="Else."), by=rhea))
    changed(actions.delete_note(note=answer, by=omar))
    changed(actions.undo_deletion(note=answer, by=omar))
    changed(actions.hide(note=note, by=editor, reason="Rude."))
    changed(actions.show_again(note=note, by=editor))
    for name in ("Ann", "Ben", "Cid"):
        actions.flag(note=note, by=annotator(name), reason="Spam.")
    changed("held by flags")
    changed(actions.approve(note=note, by=editor))
    omar.delete()
    changed("an account is gone")
    republished(publication.page, SECOND, FIRST)
    changed("another edition")


def test_what_a_person_may_not_see_leaves_no_trace_in_the_tag() -> None:
    publication = published()
    before = asked(publication)["ETag"]
    noted(publication.edition, "abroad", annotator(), visibility="private")
    assert asked(publication)["ETag"] == before
    assert asked(publication, client_of(annotator("Omar")))["ETag"] != before


def test_what_is_for_one_person_is_kept_for_nobody_else() -> None:
    publication = published()
    nobody, person = asked(publication), asked(publication, client_of(annotator()))
    assert (nobody["Cache-Control"], person["Cache-Control"]) == ("public, max-age=0", "private, no-cache")
    assert "Cookie" in nobody["Vary"]
    assert "Cookie" in person["Vary"]
    assert (set(nobody.cookies), set(person.cookies)) == (set(), {"csrftoken"})


def test_pages_that_are_not_there_have_no_notes() -> None:
    publication = published()
    tag = asked(publication)["ETag"]
    assert Client().get("/articles/nothing/notes/data/").status_code == 404
    assert Client().post(f"/articles/{publication.slug}/notes/data/").status_code == 405
    withdraw(page=publication.page, by=None, reason="Wrong.")
    assert asked(publication, if_none_match=tag).status_code == 410


@pytest.mark.parametrize("number", [1, 300])
def test_it_costs_four_queries_and_being_asked_again_one(number: int, django_assert_num_queries: Any) -> None:
    publication = published()
    rhea = annotator()
    for _ in range(number):
        noted(publication.edition, "abroad", rhea)
    with django_assert_num_queries(4):
        answer = asked(publication)
    assert len(answer.json()["notes"]) == number
    with django_assert_num_queries(1):
        assert asked(publication, if_none_match=answer["ETag"]).status_code == 304
    client = client_of(rhea)
    with django_assert_num_queries(4 + 2):  # the session and the person
        asked(publication, client)
