"""What becomes of notes when their author's account is deleted."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from content.annotations import actions
from content.annotations.models import Note, NoteVersion
from content.annotations.queries.mine import written_for_others
from content.people.actions import delete_account
from content.people.models import User
from content.people.roles import Role
from tests.annotations.writing import annotator, noted, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any) -> dict[str, Any]:
    """Rhea's notes: one that nobody answered, one that Omar answered, one for herself; and her replies."""
    settings.NOTES_HELD_AT_FIRST = 0
    publication = published()
    rhea, omar = annotator("Rhea"), annotator("Omar")
    alone = noted(publication.edition, "abroad", rhea, body="Nobody answered this.")
    own = actions.reply(to=alone, body="I answered myself.", by=rhea)
    actions.reply(to=own, body="And again.", by=rhea)
    answered = noted(publication.edition, "host", rhea, kind="source", reference="A book.", body="Answered.")
    actions.reply(to=answered, body="From Omar.", by=omar)
    noted(publication.edition, "ministries", rhea, visibility="private", body="For myself.")
    theirs = noted(publication.edition, "armed forces", omar, body="Of Omar.")
    actions.reply(to=theirs, body="Rhea to Omar.", by=rhea)
    actions.flag(note=theirs, by=rhea, reason="Not here.")
    return {"rhea": rhea, "omar": omar, "address": f"/articles/{publication.slug}/notes/"}


def shown(world: dict[str, Any]) -> str:
    return Client().get(world["address"]).content.decode()


def test_notes_stay_without_the_name(world: dict[str, Any]) -> None:
    assert written_for_others(world["rhea"]) == 5
    delete_account(person=world["rhea"], keep_notes=True)
    html = shown(world)
    for words in ("Nobody answered this.", "I answered myself.", "Answered.", "From Omar.", "Rhea to Omar."):
        assert words in html
    assert "Rhea," not in html
    assert "deleted reader" in html
    assert not Note.objects.filter(visibility="private").exists()
    assert not Note.objects.filter(flags__isnull=False).exists()


def test_notes_go_and_threads_that_others_wrote_in_keep_their_place(world: dict[str, Any]) -> None:
    delete_account(person=world["rhea"], keep_notes=False)
    html = shown(world)
    for words in ("Nobody answered this.", "I answered myself.", "And again.", "Answered.", "A book."):
        assert words not in html
    assert "Rhea to Omar." not in html
    assert "From Omar." in html
    assert "This note was deleted by its author." in html
    assert not NoteVersion.objects.filter(note__made_by=world["rhea"]).exists()
    assert Note.objects.filter(made_by=world["rhea"]).count() == 1
    connection.check_constraints()


def test_deleting_the_account_offers_the_choice_where_there_are_notes(world: dict[str, Any]) -> None:
    def asked(person: User) -> str:
        client = Client()
        client.force_login(person)
        return client.get("/accounts/delete/").content.decode()

    assert 'name="keep_notes"' in asked(world["rhea"])
    assert 'name="keep_notes"' not in asked(annotator("Ruth", Role.READER))
