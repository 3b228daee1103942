"""Where rooms above add lines to the desk's own pages; each appends to these lists when it is ready."""

from collections.abc import Callable, Sequence
from typing import Final

from content.editorial.queries.queues import Queue
from content.library.models import Edition
from content.pages.models import Page

# What publishing would do beside what the desk knows: sentences, escaped where they are not safe already.
# Given: the page, the edition that would be made (not stored), the edition that readers see now.
BeforePublishing = Callable[[Page, Edition, Edition | None], Sequence[str]]

before_publishing: Final[list[BeforePublishing]] = []

# What waits for a person at the desk beside what the desk knows: the queues of rooms above.
desk_queues: Final[list[Queue]] = []
