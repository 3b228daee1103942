"""How pages change: their state, what was done, what shall be done and when, who looks at them."""

from content.editorial.models.deleted_page import DeletedPage
from content.editorial.models.draft import Draft, Remark, SecondReview, State
from content.editorial.models.log import Act, LogEntry, LogHead
from content.editorial.models.presence import Presence
from content.editorial.models.schedule import Schedule
from content.editorial.models.share_link import ShareLink
from content.editorial.models.wanted_title import WantedTitle

__all__ = [
    "Act",
    "DeletedPage",
    "Draft",
    "LogEntry",
    "LogHead",
    "Presence",
    "Remark",
    "Schedule",
    "SecondReview",
    "ShareLink",
    "State",
    "WantedTitle",
]
