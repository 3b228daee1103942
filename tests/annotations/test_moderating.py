"""Flags, and what moderators decide about notes."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from content.annotations import actions
from content.annotations.actions import NoteRefused
from content.annotations.models import Decision, Flag, Note
from content.people.roles import Role
from tests.annotations.writing import annotator, noted, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def note() -> Note:
    note = noted(published().edition, "abroad", annotator("Rhea"), body="Rude words.")
    actions.approve(note=note, by=annotator("Ed", Role.EDITOR))
    note.refresh_from_db()
    return note


def test_three_readers_flags_hide_a_note_until_an_editor_decides(note: Note) -> None:
    for number in (1, 2):
        actions.flag(note=note, by=annotator(f"Reader {number}"), reason="It is rude.")
    one = annotator("Reader 3")
    actions.flag(note=note, by=one, reason="It is rude.")
    note.refresh_from_db()
    assert note.standing == "held"
    actions.flag(note=note, by=one, reason="Very rude.")
    assert Flag.objects.count() == 3
    actions.approve(note=note, by=annotator("Ann", Role.EDITOR))
    note.refresh_from_db()
    assert note.standing == "shown"
    assert not Flag.objects.filter(settled_at=None).exists()


def test_one_reader_cannot_hide_a_note_by_flagging_it_often(note: Note) -> None:
    one = annotator()
    for _ in range(5):
        actions.flag(note=note, by=one, reason="I do not like it.")
    note.refresh_from_db()
    assert note.standing == "shown"


def test_flags_need_a_reason_and_are_not_for_ones_own_notes(note: Note) -> None:
    assert note.made_by
    with pytest.raises(NoteRefused, match="your own note"):
        actions.flag(note=note, by=note.made_by, reason="x")
    for reason in ("  ", "x" * 501):
        with pytest.raises(NoteRefused, match="up to 500 characters"):
            actions.flag(note=note, by=annotator(), reason=reason)
    with pytest.raises(NoteRefused, match="not flag them"):
        actions.flag(note=note, by=annotator(role=Role.READER), reason="x")


def test_only_moderators_decide_and_never_about_their_own_notes(note: Note) -> None:
    with pytest.raises(NoteRefused, match="Only editors decide"):
        actions.hide(note=note, by=annotator(), reason="x")
    editor = annotator("Ed", Role.EDITOR)
    own = noted(note.edition, "host", editor)  # type: ignore[arg-type]
    with pytest.raises(NoteRefused, match="Someone else"):
        actions.hide(note=own, by=editor, reason="x")
    with pytest.raises(NoteRefused, match="in another state"):
        actions.approve(note=note, by=editor)
    with pytest.raises(NoteRefused, match="the author is told"):
        actions.hide(note=note, by=editor, reason=" ")


def test_decisions_stay_on_the_record(note: Note) -> None:
    editor = annotator("Ed", Role.EDITOR)
    actions.hide(note=note, by=editor, reason="It names a private person.")
    actions.show_again(note=note, by=editor)
    said = list(Decision.objects.order_by("pk").values_list("what", "reason", "by_name"))
    assert said == [
        ("approved", "", "Ed"),
        ("hidden", "It names a private person.", "Ed"),
        ("shown", "", "Ed"),
    ]
    decisions = Decision.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        decisions.update(reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        decisions._raw_delete("default")


def test_an_editor_works_through_what_waits() -> None:
    publication = published()
    waiting = noted(publication.edition, "abroad", annotator("Rhea"), body="Rude words.")
    fine = noted(publication.edition, "host", annotator("Omar"), body="Kind words.")
    editor = annotator("Ed", Role.EDITOR)
    client = Client()
    client.force_login(editor)
    shown = client.get("/notes/waiting/").content.decode()
    assert shown.index("Rude words.") < shown.index("Kind words.")
    client.post(f"/notes/{fine.pk}/decide/", {"act": "approve"})
    answer = client.post(f"/notes/{waiting.pk}/decide/", {"act": "hide", "reason": ""}, follow=True)
    assert "the author is told" in answer.content.decode()
    client.post(f"/notes/{waiting.pk}/decide/", {"act": "hide", "reason": "Rude."})
    client.post(f"/notes/{waiting.pk}/decide/", {"act": "destroy"})
    assert [Note.objects.get(pk=pk).standing for pk in (fine.pk, waiting.pk)] == ["shown", "hidden"]
    assert "No note waits" in client.get("/notes/waiting/").content.decode()
    client.force_login(annotator())
    assert client.get("/notes/waiting/").status_code == 403
    assert client.post(f"/notes/{fine.pk}/decide/", {"act": "hide", "reason": "x"}).status_code == 403
