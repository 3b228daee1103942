"""Two snapshots of a page compared: its sections, its facts, and the rows beside them."""

from content.editorial.comparison.pages import Comparison, compare_snapshots

__all__ = ["Comparison", "compare_snapshots"]
