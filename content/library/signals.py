"""The news that the library sends up to the rooms above it."""

from django.dispatch import Signal

# page: Page, edition: Edition, previous: Edition | None; sent inside the transaction of publishing
published = Signal()
# page: Page, publication: Publication (withdrawn); sent inside the transaction of withdrawing
withdrawn = Signal()
