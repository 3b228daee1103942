"""The verbs of the working copy."""

from content.pages.actions.revisions import record_revision
from content.pages.actions.sections import SectionDraft, SkippedLevel, replace_sections
from content.pages.actions.versions import EditConflict, claim_version
from content.pages.actions.writing import NotWritable, write_snapshot

__all__ = [
    "EditConflict",
    "NotWritable",
    "SectionDraft",
    "SkippedLevel",
    "claim_version",
    "record_revision",
    "replace_sections",
    "write_snapshot",
]
