"""The verbs of the working copy."""

from content.pages.actions.revisions import record_revision
from content.pages.actions.sections import SectionDraft, SkippedLevel, replace_sections
from content.pages.actions.versions import EditConflict, claim_version

__all__ = [
    "EditConflict",
    "SectionDraft",
    "SkippedLevel",
    "claim_version",
    "record_revision",
    "replace_sections",
]
