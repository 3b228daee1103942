"""What was decided about notes stays on the record; what a note once said is never changed."""

from typing import Final

from content.pages.append_only import AppendOnly

DECISIONS: Final = AppendOnly(
    "annotations_decision", "A decision about a note is never changed.", emptied="by_id"
)
# An account that takes its notes with it takes their versions too.
VERSIONS: Final = AppendOnly("annotations_noteversion", "What a note said is never changed.", deletable=True)
