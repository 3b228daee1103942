"""The log: what was done is neither changed nor deleted."""

from typing import Final

from content.pages.append_only import AppendOnly

LOG: Final = AppendOnly("editorial_logentry", "The log is never changed, and nothing is deleted from it.")
