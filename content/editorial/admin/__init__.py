"""Every model in the admin, one module a kind; Django finds them by this package."""

from content.editorial.admin import (
    agreement,
    any_page,
    article,
    case_study,
    country,
    defect,
    deleted_page,
    library,
    log,
    organization,
    people,
    source_document,
    topic,
)

__all__ = [
    "agreement",
    "any_page",
    "article",
    "case_study",
    "country",
    "defect",
    "deleted_page",
    "library",
    "log",
    "organization",
    "people",
    "source_document",
    "topic",
]
