"""Writing, answering, changing and deleting notes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from content.annotations import actions
from content.annotations.actions import NoteRefused, Said
from content.annotations.models import Note, NoteVersion
from content.annotations.queries.visible import may_see
from content.library.actions import withdraw
from content.people.roles import Role
from tests.annotations.writing import FIRST, SECOND, annotator, noted, on, published, republished

pytestmark = pytest.mark.django_db


def test_a_note_keeps_the_words_that_it_is_on_and_what_stands_around_them() -> None:
    edition = published().edition
    note = noted(edition, "the armed forces", annotator())
    assert (note.exact, note.prefix[-10:], note.suffix[:8]) == ("the armed forces", "report on ", " of the ")
    assert on(note, edition) == ("same", "the armed forces")
    assert [version.body for version in note.versions.all()] == ["What is meant?"]


def test_a_note_on_an_edition_that_was_replaced_is_carried_forward_at_once() -> None:
    publication = published(FIRST, SECOND)
    old = publication.edition
    new = republished(publication.page, SECOND, FIRST + " Some are civilians.")
    note = noted(old, "sent abroad by their ministries", annotator())
    assert on(note, old) == ("same", "sent abroad by their ministries")
    assert on(note, new)[1] == "sent abroad by their ministries"


def test_readers_and_pages_that_are_gone_take_no_notes() -> None:
    publication = published()
    with pytest.raises(NoteRefused, match="may read notes and not write them"):
        noted(publication.edition, "abroad", annotator(role=Role.READER))
    withdraw(page=publication.page, by=None, reason="Wrong.")
    with pytest.raises(NoteRefused, match="withdrawn meanwhile"):
        noted(publication.edition, "abroad", annotator())
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said("comment"), "body"),
        (Said("reply", body="Yes."), "kind"),
        (Said("nothing", body="Yes."), "kind"),
        (Said("comment", "editors", "Yes."), "visibility"),
        (Said("correction"), "body"),
        (Said("correction", replacement="x" * 5_001), "replacement"),
        (Said("comment", body="x" * 5_001), "body"),
        (Said("comment", body="a\x00b"), "body"),
        (Said("comment", body=">" * 40 + " deep"), "body"),
        (Said("source"), "reference"),
        (Said("source", reference="javascript:alert(1)"), "reference"),
        (Said("source", reference="https:///nowhere"), "reference"),
        (Said("source", reference="x" * 501), "reference"),
    ],
)
def test_words_that_cannot_be_a_note_are_refused_where_they_can_be_mended(said: Said, field: str) -> None:
    edition = published().edition
    words = {name: getattr(said, name) for name in ("visibility", "body", "replacement", "reference")}
    with pytest.raises(NoteRefused) as refusal:
        noted(edition, "abroad", annotator(), kind=said.kind, **words)
    assert refusal.value.field == field
    assert not Note.objects.exists()


def test_only_what_the_kind_has_is_stored() -> None:
    edition = published().edition
    note = noted(edition, "abroad", annotator(), body="", kind="highlight", replacement="x", reference="y")
    assert (note.body, note.replacement, note.reference) == ("", "", "")
    note = noted(edition, "abroad", annotator(), body="", kind="correction", replacement=" to  other states ")
    assert note.replacement == "to other states"


def test_the_database_holds_what_a_note_has_to_be() -> None:
    note = noted(published().edition, "abroad", annotator())
    for change in ({"kind": "reply"}, {"end": note.start}, {"replacement": "x"}, {"edition": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Note.objects.filter(pk=note.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteVersion.objects.filter(note=note).update(body="Something else.")


def test_replies_belong_to_the_thread_and_are_seen_by_whoever_sees_it() -> None:
    edition = published().edition
    rhea, omar = annotator("Rhea"), annotator("Omar")
    note = noted(edition, "abroad", rhea)
    first = actions.reply(to=note, body="To missions.", by=omar)
    second = actions.reply(to=first, body="Thank you.", by=rhea)
    assert (first.root, first.parent, second.root, second.parent) == (note, note, note, first)
    assert {first.visibility, second.visibility} == {"public"}
    with pytest.raises(NoteRefused, match="Write something"):
        actions.reply(to=note, body="  ", by=omar)
    actions.delete_note(note=note, by=rhea)
    note.refresh_from_db()
    with pytest.raises(NoteRefused, match="deleted meanwhile"):
        actions.reply(to=note, body="Why?", by=omar)


def test_a_note_is_changed_by_its_author_only_and_not_over_a_change_that_was_not_seen() -> None:
    rhea, omar = annotator("Rhea"), annotator("Omar")
    note = noted(published().edition, "abroad", rhea)
    with pytest.raises(NoteRefused, match="Only its author"):
        actions.edit_note(note=note, seen_version=1, said=Said("comment", body="Mine."), by=omar)
    changed = actions.edit_note(note=note, seen_version=1, said=Said("question", body="Where to?"), by=rhea)
    assert (changed.version, changed.kind, changed.body, changed.exact) == (
        2,
        "question",
        "Where to?",
        "abroad",
    )
    assert [version.body for version in changed.versions.all()] == ["What is meant?", "Where to?"]
    with pytest.raises(NoteRefused, match="in another place meanwhile"):
        actions.edit_note(note=note, seen_version=1, said=Said("comment", body="Late."), by=rhea)
    same = actions.edit_note(note=note, seen_version=2, said=Said("question", body="Where to?"), by=rhea)
    assert (same.version, same.versions.count()) == (2, 2)


def test_a_note_that_others_answered_stays_public() -> None:
    rhea, omar = annotator("Rhea"), annotator("Omar")
    note = noted(published().edition, "abroad", rhea)
    actions.reply(to=note, body="To missions.", by=omar)
    with pytest.raises(NoteRefused, match="Others have replied"):
        actions.edit_note(note=note, seen_version=1, said=Said("comment", "private", "Mine."), by=rhea)


def test_deleting_can_be_undone_for_half_a_minute_by_the_author() -> None:
    rhea, omar = annotator("Rhea"), annotator("Omar")
    note = noted(published().edition, "abroad", rhea)
    with pytest.raises(NoteRefused):
        actions.delete_note(note=note, by=omar)
    now = timezone.now()
    actions.delete_note(note=note, by=rhea, at=now)
    assert actions.undo_deletion(note=note, by=rhea, at=now + timedelta(seconds=30)).deleted_at is None
    actions.delete_note(note=note, by=rhea, at=now)
    with pytest.raises(NoteRefused, match="that time is over"):
        actions.undo_deletion(note=note, by=rhea, at=now + timedelta(seconds=31))


def test_the_first_public_note_of_an_account_waits_and_the_next_ones_do_not(settings: object) -> None:
    edition = published().edition
    rhea, omar, editor = annotator("Rhea"), annotator("Omar"), annotator("Ed", Role.EDITOR)
    first = noted(edition, "abroad", rhea)
    assert first.standing == "held"
    assert [may_see(first, person) for person in (None, omar, rhea, editor)] == [False, False, True, True]
    assert noted(edition, "host", rhea, visibility="private").standing == "shown"
    actions.approve(note=first, by=editor)
    assert [may_see(first, person) for person in (None, omar)] == [True, True]
    assert noted(edition, "ministries", rhea).standing == "shown"
    assert noted(edition, "ministries", editor).standing == "shown"


def test_a_private_note_that_becomes_public_waits_like_any_other() -> None:
    rhea = annotator()
    note = noted(published().edition, "abroad", rhea, visibility="private")
    said = Said("comment", "public", "For everyone.")
    assert actions.edit_note(note=note, seen_version=1, said=said, by=rhea).standing == "held"
