"""The pages on which notes are read and written, without a script."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.annotations import actions
from content.annotations.models import Note
from content.library.actions import withdraw
from content.library.models import Publication
from content.people.roles import Role
from tests.annotations.writing import (
    FIRST,
    SECOND,
    annotator,
    noted,
    notes_address,
    published,
    republished,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


def key(publication: Publication, number: int = 1) -> str:
    passages = publication.edition.content["passages"]
    return str(next(one["key"] for one in passages if one["number"] == number))


def new(publication: Publication, number: int = 1) -> str:
    return f"{notes_address(publication)}new/?passage={key(publication, number)}"


def test_a_paragraph_leads_to_a_form_and_back_to_the_note_beside_it() -> None:
    publication = published(FIRST, SECOND)
    client = signed_in(annotator("Rhea"))
    assert new(publication, 2).replace("&", "&amp;") in words(client.get(notes_address(publication)))
    asked = client.get(new(publication, 2))
    assert SECOND in words(asked)
    said = {
        "edition": "1",
        "kind": "question",
        "visibility": "public",
        "body": "Who *says* so?",
        "quote": "trust",
    }
    answer = client.post(new(publication, 2), said)
    note = Note.objects.get()
    assert answer["Location"] == f"{notes_address(publication)}#note-{note.pk}"
    assert (note.exact, note.kind) == ("trust", "question")
    shown = words(client.get(notes_address(publication)))
    assert "Who <em>says</em> so?" in shown
    assert "Waits for approval" in shown


def test_without_words_of_it_the_note_is_on_the_whole_paragraph() -> None:
    publication = published(FIRST, SECOND)
    signed_in(annotator()).post(
        new(publication, 2), {"edition": "1", "kind": "comment", "visibility": "private", "body": "Yes."}
    )
    assert Note.objects.get().exact == SECOND


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"body": ""}, "Write something"),
        ({"quote": "no such words"}, "The paragraph does not say this"),
        ({"quote": "armed"}, None),
        ({"quote": "the"}, "The paragraph says this"),
        ({"edition": "7"}, "The page has no edition 7"),
        ({"edition": ""}, "This field is required"),
        ({"kind": "reply"}, "Select a valid choice"),
        ({"start": "0", "end": "9999999", "exact": "x"}, "no stretch of it"),
        ({"start": "0", "end": "3", "exact": "xxx"}, "does not say this at that place"),
    ],
)
def test_what_is_wrong_is_said_on_the_form_with_everything_still_in_it(
    changed: dict[str, str], said: str | None
) -> None:
    publication = published(FIRST, SECOND)
    sent = {"edition": "1", "kind": "comment", "visibility": "public", "body": "What I typed.", **changed}
    answer = signed_in(annotator()).post(new(publication), sent)
    if said is None:
        assert answer.status_code == 302
        return
    assert (answer.status_code, Note.objects.count()) == (422, 0)
    assert said in words(answer)
    if sent["body"]:
        assert sent["body"] in words(answer)


def test_a_script_is_answered_in_json() -> None:
    publication = published(FIRST, SECOND)
    client = signed_in(annotator())
    text = publication.edition.text
    start = text.index("abroad")
    sent = {"edition": "1", "kind": "highlight", "visibility": "private", "exact": "abroad"}
    place = {"start": str(start), "end": str(start + 6), "before": text[start - 5 : start]}
    address = f"{notes_address(publication)}new/"
    made = client.post(address, sent | place, headers={"Accept": "application/json"})
    assert (made.status_code, made.json()) == (
        201,
        {"id": Note.objects.get().pk, "href": f"/notes/{Note.objects.get().pk}/"},
    )
    refused = client.post(address, sent | place | {"before": "not"}, headers={"Accept": "application/json"})
    assert refused.status_code == 422
    assert "another place" in refused.json()["errors"]["quote"][0]
    nobody = Client().post(address, sent | place, headers={"Accept": "application/json"})
    assert nobody.status_code == 401


def test_a_script_answers_changes_deletes_and_brings_back_in_json() -> None:
    publication = published()
    rhea = annotator("Rhea", Role.EDITOR)
    note = noted(publication.edition, "abroad", rhea)
    client = signed_in(rhea)

    def asked(act: str, **sent: str) -> tuple[int, Any]:
        answer = client.post(f"/notes/{note.pk}/{act}/", sent, headers={"Accept": "application/json"})
        return answer.status_code, answer.json()

    status, made = asked("reply", body="To missions.")
    assert (status, made["id"]) == (201, Note.objects.get(kind="reply").pk)
    said = {"kind": "comment", "visibility": "public", "body": "Where to?"}
    assert asked("edit", **said, seen_version="1") == (200, {"id": note.pk, "href": f"/notes/{note.pk}/"})
    late, empty = asked("edit", **said, seen_version="9"), asked("reply", body="")
    assert (late[0], empty[0]) == (422, 422)
    assert "in another place meanwhile" in late[1]["errors"]["__all__"][0]
    assert "Write something" in empty[1]["errors"]["body"][0]
    assert asked("delete") == (200, {"id": note.pk})
    assert asked("undo") == (200, {"id": note.pk})
    note.refresh_from_db()
    assert (note.body, note.is_deleted) == ("Where to?", False)
    Note.objects.update(deleted_at=timezone.now() - timedelta(seconds=31))
    assert "that time is over" in asked("undo")[1]["errors"][""][0]


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back() -> None:
    publication = published()
    note = noted(publication.edition, "abroad", annotator(role=Role.EDITOR))
    for address in (new(publication), "/notes/", f"/notes/{note.pk}/reply/", "/notes/waiting/"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert "next=/" in answer["Location"].replace("%2F", "/")


def test_no_address_below_a_page_or_a_note_that_is_not_there_answers() -> None:
    publication = published()
    client = signed_in(annotator())
    assert client.get("/articles/nothing/notes/").status_code == 404
    assert client.get(f"{notes_address(publication)}new/?passage=nothing").status_code == 404
    for view in ("note", "edit_note", "delete_note", "reply_to_note", "flag_note", "note_versions"):
        assert client.get(reverse(view, args=[999_999])).status_code == 404
    assert client.get("/notes/99999999999999999999999999/").status_code == 404


def test_a_permalink_leads_to_the_passage_and_where_it_is_gone_to_the_edition_that_had_it() -> None:
    publication = published(FIRST, SECOND)
    note = noted(publication.edition, "trust between armed forces", annotator(role=Role.EDITOR))
    second = key(publication, 2)
    assert Client().get(f"/notes/{note.pk}/")["Location"] == f"/articles/{publication.slug}/#p-{second}"
    republished(publication.page, FIRST)
    gone = f"/articles/{publication.slug}/editions/1/#p-{second}"
    assert Client().get(f"/notes/{note.pk}/")["Location"] == gone
    assert "On an earlier edition" in words(Client().get(notes_address(publication)))
    withdraw(page=publication.page, by=None, reason="Wrong.")
    assert Client().get(f"/notes/{note.pk}/").status_code == 404
    assert Client().get(notes_address(publication)).status_code == 410


def test_a_note_is_edited_and_what_it_said_can_be_read() -> None:
    publication = published()
    rhea = annotator("Rhea", Role.EDITOR)
    note = noted(publication.edition, "abroad", rhea)
    client = signed_in(rhea)
    shown = client.get(f"/notes/{note.pk}/edit/")
    assert "What is meant?" in words(shown)
    sent = {"kind": "comment", "visibility": "public", "body": "Where is that?", "seen_version": "1"}
    assert client.post(f"/notes/{note.pk}/edit/", sent).status_code == 302
    late = client.post(f"/notes/{note.pk}/edit/", {**sent, "body": "Late words."})
    assert late.status_code == 422
    assert "in another place meanwhile" in words(late)
    assert "Late words." in words(late)
    said = words(Client().get(f"/notes/{note.pk}/versions/"))
    assert said.index("Where is that?") < said.index("What is meant?")


def test_a_reply_is_edited_without_the_fields_of_a_note() -> None:
    publication = published()
    rhea = annotator("Rhea", Role.EDITOR)
    note = noted(publication.edition, "abroad", rhea)
    client = signed_in(rhea)
    assert client.post(f"/notes/{note.pk}/reply/", {"body": "To missions."}).status_code == 302
    answer = Note.objects.get(kind="reply")
    sent = {"body": "To embassies.", "seen_version": "1"}
    assert client.post(f"/notes/{answer.pk}/edit/", sent).status_code == 302
    answer.refresh_from_db()
    assert (answer.body, answer.kind, answer.visibility) == ("To embassies.", "reply", "public")


def test_a_deleted_note_can_be_brought_back_and_its_thread_keeps_its_place() -> None:
    publication = published()
    rhea, omar = annotator("Rhea", Role.EDITOR), annotator("Omar", Role.EDITOR)
    note = noted(publication.edition, "abroad", rhea, body="First words.")
    actions.reply(to=note, body="An answer.", by=omar)
    client = signed_in(rhea)
    assert "Delete your note?" in words(client.get(f"/notes/{note.pk}/delete/"))
    assert "Undo" in words(client.post(f"/notes/{note.pk}/delete/"))
    shown = words(Client().get(notes_address(publication)))
    assert "This note was deleted by its author." in shown
    assert "An answer." in shown
    assert "First words." not in shown
    assert client.post(f"/notes/{note.pk}/undo/").status_code == 302
    assert "First words." in words(Client().get(notes_address(publication)))
    assert signed_in(omar).get(f"/notes/{note.pk}/delete/").status_code == 404


def test_the_notes_of_a_page_cost_the_same_however_many_there_are(
    django_assert_max_num_queries: Any, settings: Any
) -> None:
    settings.NOTES_HELD_AT_FIRST = 0
    publication = published()
    for number in range(30):
        note = noted(publication.edition, "abroad", annotator(f"Reader {number}"))
        actions.reply(to=note, body="Yes.", by=annotator())
    with django_assert_max_num_queries(4):
        shown = Client().get(notes_address(publication))
    assert words(shown).count("Reader ") == 30


def test_writing_a_note_costs_twelve_queries_at_most(django_assert_max_num_queries: Any) -> None:
    publication = published()
    client = signed_in(annotator())
    sent = {"edition": "1", "kind": "comment", "visibility": "public", "body": "Yes."}
    address = new(publication)
    with django_assert_max_num_queries(12 + 3):  # the session, the person and the page around it
        assert client.post(address, sent).status_code == 302
