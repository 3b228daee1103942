"""Notes, their places in each edition, and what was decided about them."""

from content.annotations.models.decision import Decision, Flag
from content.annotations.models.note import LONGEST_BODY, LONGEST_QUOTE, Note, NoteVersion
from content.annotations.models.placement import Placement

__all__ = ["LONGEST_BODY", "LONGEST_QUOTE", "Decision", "Flag", "Note", "NoteVersion", "Placement"]
