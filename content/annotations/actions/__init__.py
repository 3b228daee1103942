"""The verbs of the margins."""

from content.annotations.actions.deleting import delete_note, undo_deletion
from content.annotations.actions.moderating import approve, flag, hide, settle_flags, show_again
from content.annotations.actions.placing import place_notes
from content.annotations.actions.refusals import NoteRefused
from content.annotations.actions.writing import Said, edit_note, make_note, reply

__all__ = [
    "NoteRefused",
    "Said",
    "approve",
    "delete_note",
    "edit_note",
    "flag",
    "hide",
    "make_note",
    "place_notes",
    "reply",
    "settle_flags",
    "show_again",
    "undo_deletion",
]
