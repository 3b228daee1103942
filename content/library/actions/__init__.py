"""The verbs of the library."""

from content.library.actions.declining import ask_for_title, decline_title
from content.library.actions.generation import site_changed
from content.library.actions.publish import NotPublishable, Published, publish
from content.library.actions.withdraw import NotPublished, ReasonMissing, SuccessorMissing, withdraw

__all__ = [
    "NotPublishable",
    "NotPublished",
    "Published",
    "ReasonMissing",
    "SuccessorMissing",
    "ask_for_title",
    "decline_title",
    "publish",
    "site_changed",
    "withdraw",
]
