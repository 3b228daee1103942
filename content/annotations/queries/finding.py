"""One note, for whoever may see it; and where it leads."""

from content.annotations.models import Note, Placement
from content.annotations.queries.on_page import passage_at
from content.annotations.queries.visible import visible_to
from content.library.addresses import address, edition_address
from content.library.models import Edition, Publication
from content.people.models import User


def note_of(pk: int, person: User | None) -> Note | None:
    """The note, deleted ones of one's own included; None where it is not for the person's eyes.

    Of a reply, the note that began its thread has to be visible too.
    """
    note = (
        Note.objects.filter(visible_to(person), pk=pk)
        .select_related("made_by", "edition", "root", "parent", "parent__made_by")
        .first()
    )
    if note is None or (note.is_deleted and (person is None or note.made_by_id != person.pk)):
        return None
    if note.root_id and not Note.objects.filter(visible_to(person), pk=note.root_id).exists():
        return None
    return note


def place_of_note(note: Note) -> str | None:
    """The address of the note's passage in the current edition, or in the last one that has it.

    None where the page is not readable any more.
    """
    publication = Publication.objects.select_related("edition").filter(page=note.page_id).first()
    if publication is None or not publication.is_readable:
        return None
    root = note.root or note
    place = (
        Placement.objects.filter(note=root)
        .exclude(status=Placement.Status.LOST)
        .select_related("edition")
        .order_by("-edition__number")
        .first()
    )
    if place is None:
        return address(publication.kind, publication.slug)
    edition: Edition = place.edition
    if edition.pk == publication.edition_id:
        where = address(publication.kind, publication.slug)
    else:
        where = edition_address(publication.kind, publication.slug, edition.number)
    passage = passage_at(edition.content["passages"], place)
    return f"{where}#p-{passage['key']}" if passage else where
