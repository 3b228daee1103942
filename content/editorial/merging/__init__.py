"""Two saves of one page made into one, unit by unit: pure, on snapshots as plain data."""

from content.editorial.merging.ledger import Adjusted, Conflict, Merged, Path, Snapshot, Taken
from content.editorial.merging.pages import merge

__all__ = ["Adjusted", "Conflict", "Merged", "Path", "Snapshot", "Taken", "merge"]
