"""Editions: what was published is neither changed nor deleted."""

from typing import Final

from content.pages.append_only import AppendOnly

EDITIONS: Final = AppendOnly(
    "library_edition", "An edition is never changed or deleted.", emptied="published_by_id"
)
