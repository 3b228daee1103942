"""What the script in a page's margin reads: the notes with their places, and whether they are as before."""

import hashlib
from functools import cache
from typing import Any, Final

from django.db import connection
from django.db.models import CharField, Count, F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Cast, Concat

from content.annotations.models import Note
from content.annotations.queries.on_page import Shown, notes_on
from content.annotations.queries.visible import visible_to
from content.library.models import Edition, Publication
from content.people.models import User

_SOMEBODY: Final = -1  # in the place of the person's key
# How many notes there are, which, what was done to each, and how many have lost their author.
_STATE: Final = Concat(
    *(
        part
        for count in (Count("pk"), Sum("pk"), Sum("acts"), Sum(F("pk") * F("acts")), Count("made_by"))
        for part in (Cast(count, CharField()), Value(" "))
    )
)


def tag_of_margin(kind: str, slug: str, person: User | None) -> str | None:
    """An ETag that changes with whatever the person may see in the margin; None where no page is.

    One query, which reads neither the text nor the notes' words. Notes that the person may not see leave no
    trace in it.
    """
    asked = {"<kind>": kind, "<slug>": slug, _SOMEBODY: person and person.pk}
    statement, parameters = _statement(connection.vendor, person and (person.role, person.is_superuser))
    with connection.cursor() as cursor:
        cursor.execute(statement, [asked.get(value, value) for value in parameters])
        page = cursor.fetchone()
    if page is None:
        return None
    who = (person.pk, person.role, person.is_superuser) if person else None
    return f'"{hashlib.sha256(repr((page, who)).encode()).hexdigest()[:24]}"'


@cache
def _statement(vendor: str, role: tuple[str, bool] | None) -> tuple[str, tuple[Any, ...]]:
    """The question in the database's language, for anybody of a role: every reader asks it every ten seconds.

    Django takes several times longer to write it down than a database to answer it.
    """
    person = User(pk=_SOMEBODY, role=role[0], is_superuser=role[1]) if role else None
    seen = Note.objects.filter(visible_to(person), page=OuterRef("page")).order_by().values("page")
    page = (
        Publication.objects.filter(kind="<kind>", slug="<slug>")
        .annotate(seen=Subquery(seen.annotate(seen=_STATE).values("seen")))
        .values_list("page", "edition__number", "state", "treatment", "seen")
    )
    statement, parameters = page.order_by().query.sql_with_params()
    return statement, tuple(parameters)


def margin(edition: Edition, person: User | None) -> dict[str, Any]:
    """All of it as plain data; two queries, however many notes there are."""
    found = notes_on(edition, person)
    sections = edition.content["sections"]
    placed = [shown for passage in found.passages for shown in passage.notes]
    return {
        "edition": edition.number,
        "person": person and {"name": person.display_name, "writes": person.may("annotate")},
        "passages": [
            {
                "key": passage["key"],
                "number": passage["number"],
                "section": sections[passage["section"]]["slug"],
                "start": passage["start"],
                "end": passage["end"],
            }
            for passage in edition.content["passages"]
        ],
        "notes": [_thread(shown, edition) for shown in placed],
        "lost": [_thread(shown, None) for shown in found.lost],
    }


def _thread(shown: Shown, edition: Edition | None) -> dict[str, Any]:
    """A note with its replies; without an edition, one whose passage is gone from the current one."""
    said = {**_said(shown), "exact": shown.note.exact, "replies": [_said(reply) for reply in shown.replies]}
    place = shown.placement
    if edition is None or place is None or place.start is None:
        return {**said, "status": "lost"}
    words = edition.text[place.start : place.end]
    return {**said, "status": place.status, "start": place.start, "end": place.end, "words": words}


def _said(shown: Shown) -> dict[str, Any]:
    """Of a deleted note nothing but its place in the thread."""
    note = shown.note
    if note.is_deleted:
        return {"id": note.pk, "kind": note.kind, "deleted": True}
    return {
        "id": note.pk,
        "kind": note.kind,
        "label": note.get_kind_display(),
        "author": shown.author,
        "made_at": note.made_at.isoformat(timespec="seconds"),
        "is_edited": note.edited_at is not None,
        "is_own": shown.is_own,
        "visibility": note.visibility,
        "standing": note.standing,
        "version": note.version,
        "html": shown.html,
        "body": note.body if shown.is_own else "",
        "replacement": note.replacement,
        "reference": note.reference,
        "href": shown.source_href,
    }
