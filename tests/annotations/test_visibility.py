"""Every note by every reader on every way out."""

from typing import Any

import pytest
from django.test import Client

from content.annotations import actions
from content.annotations.models import Note
from content.people.models import User
from content.people.roles import Role
from tests.annotations.writing import annotator, noted, published

pytestmark = pytest.mark.django_db
SECRET = "Quetzalcoatl"


@pytest.fixture
def people() -> dict[str, User | None]:
    return {
        "author": annotator("Rhea"),
        "stranger": annotator("Omar"),
        "reader": annotator("Ruth", Role.READER),
        "nobody": None,
        "writer": annotator("Will", Role.AUTHOR),
        "editor": annotator("Ed", Role.EDITOR),
        "chief": annotator("Cleo", Role.CHIEF_EDITOR),
    }


def ways(note: Note, slug: str) -> dict[str, str]:
    return {
        "page": f"/articles/{slug}/notes/",
        "data": f"/articles/{slug}/notes/data/",
        "permalink": f"/notes/{note.pk}/",
        "versions": f"/notes/{note.pk}/versions/",
        "reply": f"/notes/{note.pk}/reply/",
        "flag": f"/notes/{note.pk}/flag/",
        "edit": f"/notes/{note.pk}/edit/",
        "delete": f"/notes/{note.pk}/delete/",
        "mine": "/notes/",
        "csv": "/notes/?format=csv",
        "waiting": "/notes/waiting/",
        "article": f"/articles/{slug}/",
        "search": f"/search/?q={SECRET}",
    }


# who finds the note's words or its existence where; everybody else nothing
SEEN: dict[str, dict[str, set[str]]] = {
    "private": {
        "author": {"page", "data", "permalink", "versions", "reply", "flag", "edit", "delete", "mine", "csv"},
    },
    "held": {
        "author": {"page", "data", "permalink", "versions", "reply", "flag", "edit", "delete", "mine", "csv"},
        "editor": {"page", "data", "permalink", "versions", "reply", "flag", "waiting"},
        "chief": {"page", "data", "permalink", "versions", "reply", "flag", "waiting"},
    },
    "shown": {
        "author": {"page", "data", "permalink", "versions", "reply", "flag", "edit", "delete", "mine", "csv"},
        "editor": {"page", "data", "permalink", "versions", "reply", "flag"},
        "chief": {"page", "data", "permalink", "versions", "reply", "flag"},
        "stranger": {"page", "data", "permalink", "versions", "reply", "flag"},
        "reader": {"page", "data", "permalink", "versions", "reply", "flag"},
        "writer": {"page", "data", "permalink", "versions", "reply", "flag"},
        "nobody": {"page", "data", "permalink", "versions"},
    },
}


def finds(client: Client, way: str, address: str) -> bool:
    answer: Any = client.get(address)
    if way == "permalink":
        return bool(answer.status_code == 302)
    # The search says again what was looked for, which is one word of the two.
    return bool(answer.status_code == 200 and f"{SECRET} bird" in answer.content.decode())


@pytest.mark.parametrize("standing", ["private", "held", "shown"])
def test_a_note_is_found_by_those_whom_it_is_for_and_by_nobody_else(
    standing: str, people: dict[str, User | None]
) -> None:
    publication = published()
    author, editor = people["author"], people["editor"]
    assert author
    assert editor
    visibility = "private" if standing == "private" else "public"
    note = noted(publication.edition, "abroad", author, body=f"{SECRET} bird", visibility=visibility)
    if standing == "shown":
        actions.approve(note=note, by=editor)
    for name, person in people.items():
        client = Client()
        if person:
            client.force_login(person)
        found = {way for way, address in ways(note, publication.slug).items() if finds(client, way, address)}
        assert (name, found) == (name, SEEN[standing].get(name, set()))


def test_replies_in_a_thread_that_a_person_may_not_see_are_not_seen_either(
    people: dict[str, User | None],
) -> None:
    publication = published()
    author, editor, stranger = people["author"], people["editor"], people["stranger"]
    assert author
    assert editor
    assert stranger
    note = noted(publication.edition, "abroad", author)
    answer = actions.reply(to=note, body=f"{SECRET} bird", by=editor)
    client = Client()
    client.force_login(stranger)
    for way, address in ways(answer, publication.slug).items():
        assert not finds(client, way, address), way


def test_hidden_notes_are_seen_by_their_author_with_the_reason_and_by_moderators(
    people: dict[str, User | None],
) -> None:
    publication = published()
    author, editor, stranger = people["author"], people["editor"], people["stranger"]
    assert author
    assert editor
    assert stranger
    note = noted(publication.edition, "abroad", author, body=f"{SECRET} bird")
    actions.hide(note=note, by=editor, reason="It names a private person.")
    client = Client()
    client.force_login(author)
    assert "It names a private person." in client.get("/notes/").content.decode()
    client.force_login(stranger)
    assert SECRET not in client.get(f"/articles/{publication.slug}/notes/").content.decode()
