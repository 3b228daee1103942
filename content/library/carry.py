"""Spans of one text carried to the next text, or given up: never put where they do not belong."""

from collections.abc import Sequence

from content.library.carrying.placing import Carried, Map

__all__ = ["Carried", "carry"]


def carry(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[Carried]:
    """One result a span, in order; offsets in code points. A span outside the old text raises ValueError."""
    for start, end in spans:
        if not 0 <= start <= end <= len(old):
            raise ValueError(f"span ({start}, {end}) is outside a text of {len(old)} characters")
    if old == new:
        return [Carried("same", start, end, 1.0) for start, end in spans]
    if not spans:
        return []
    places = Map(old, new)
    return [places.carry(start, end) for start, end in spans]
