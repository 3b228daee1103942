"""Where rooms above add lines to the desk's own pages; each appends to these lists when it is ready."""

from collections.abc import Callable, Sequence
from typing import Final

from content.library.models import Edition
from content.pages.models import Page

# What publishing would do beside what the desk knows: sentences, escaped where they are not safe already.
# Given: the page, the edition that would be made (not stored), the edition that readers see now.
BeforePublishing = Callable[[Page, Edition, Edition | None], Sequence[str]]

before_publishing: Final[list[BeforePublishing]] = []
