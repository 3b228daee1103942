"""What would change for readers: the rows of a comparison that are not the same, below their headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from content.library.compare import Row, Summary, summary
from content.library.comparing import rows_between
from content.library.models import Edition


@dataclass(frozen=True)
class Comparison:
    """Two editions, word by word; what stays is left out."""

    summary: Summary
    rows: list[dict[str, Any]]


def comparison(old: Edition, new: Edition) -> Comparison:
    rows = rows_between(old, new)
    return Comparison(summary(rows), list(_changed(rows)))


def _changed(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """A heading that stays is shown above the first change that follows it."""
    heading = ""
    for row in rows:
        if row.kind == "heading" and row.change == "same":
            heading = row.runs[0].text
        elif row.change != "same":
            runs = [{"status": run.change, "text": run.text} for run in row.runs]
            yield {"heading": heading, "status": row.change, "kind": row.kind, "runs": runs}
            heading = ""
