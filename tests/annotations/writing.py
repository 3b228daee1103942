"""What tests of notes share: a published text, and notes on its words."""

from typing import Any

from django.test import Client

from content.annotations.actions import Said, make_note
from content.annotations.anchoring import at
from content.annotations.models import Note
from content.library.actions import publish
from content.library.models import Edition, Publication
from content.pages.actions import replace_sections
from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role
from tests.factories import make_article, make_user, section

FIRST = "Defense attachés are sent abroad by their ministries. They report on the armed forces of the host."
SECOND = "Joint exercises build trust between armed forces that have never worked together before."
THIRD = "Arms control treaties are verified by inspections that both sides have agreed upon in advance."


def published(*paragraphs: str, **fields: Any) -> Publication:
    """An article in its first edition, one paragraph after another."""
    article = make_article(sections=[section("One", "\n\n".join(paragraphs or (FIRST, SECOND)))], **fields)
    publish(page=article, by=None)
    return Publication.objects.select_related("edition").get(page=article)


def republished(page: Page, *paragraphs: str) -> Edition:
    """The next edition of the page, which has these paragraphs."""
    replace_sections(page=page, sections=[section("One", "\n\n".join(paragraphs))])
    return publish(page=page, by=None, note="Better.").edition


def annotator(name: str = "Rhea", role: str = Role.ANNOTATOR) -> User:
    return make_user(role=role, display_name=name)


def noted(edition: Edition, words: str, by: User, *, kind: str = "comment", **said: Any) -> Note:
    """A note on the first place where the edition says these words."""
    start = edition.text.index(words)
    said.setdefault("body", "What is meant?")
    anchor = at(edition.text, start, start + len(words))
    return make_note(edition=edition, anchor=anchor, said=Said(kind, **said), by=by)


def on(note: Note, edition: Edition) -> tuple[str, str | None]:
    """How the note got to its place in the edition, and the words there."""
    place = note.placements.get(edition=edition)
    return place.status, None if place.start is None else edition.text[place.start : place.end]


def signed_in(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def notes_address(publication: Publication) -> str:
    return f"/articles/{publication.slug}/notes/"
