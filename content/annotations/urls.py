"""The addresses of notes: those of a page stand below its own."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from content.annotations.views import margin, mine, moderating, note, page, writing
from content.library import converters  # noqa: F401  the kinds of pages


class NoteNumber(IntConverter):
    """A number that a note can have, written in one way only."""

    regex = "[1-9][0-9]{0,17}"


register_converter(NoteNumber, "note")

urlpatterns = [
    path("notes/", mine.my_notes, name="my_notes"),
    path("notes/waiting/", moderating.queue, name="notes_waiting"),
    path("notes/<note:pk>/", note.permalink, name="note"),
    path("notes/<note:pk>/decide/", moderating.decide, name="decide_note"),
    path("notes/<note:pk>/delete/", note.delete, name="delete_note"),
    path("notes/<note:pk>/edit/", writing.edit, name="edit_note"),
    path("notes/<note:pk>/flag/", note.flag, name="flag_note"),
    path("notes/<note:pk>/reply/", writing.reply, name="reply_to_note"),
    path("notes/<note:pk>/undo/", note.undo, name="undo_note"),
    path("notes/<note:pk>/versions/", note.versions, name="note_versions"),
    path("<kind:kind>/<slug:slug>/notes/", page.notes_of_page, name="notes_of_page"),
    path("<kind:kind>/<slug:slug>/notes/data/", margin.notes_data, name="notes_data"),
    path("<kind:kind>/<slug:slug>/notes/new/", writing.write, name="write_note"),
]
