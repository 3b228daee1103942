"""Who may do what: one readable table of roles and verbs."""

from typing import Final

from django.db import models


class Role(models.TextChoices):
    """What a person is here for. Each role may do what the table says, no more."""

    READER = "reader", "Reader"
    ANNOTATOR = "annotator", "Annotator"
    AUTHOR = "author", "Author"
    EDITOR = "editor", "Editor"
    CHIEF_EDITOR = "chief_editor", "Chief editor"


STAFF_ROLES: Final = frozenset({Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR})

# verb: the roles that may do it
MAY: Final[dict[str, frozenset[str]]] = {
    "see drafts": frozenset({Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR}),
    "write": frozenset({Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR}),
    "delete drafts": frozenset({Role.EDITOR, Role.CHIEF_EDITOR}),
    "manage topics": frozenset({Role.EDITOR, Role.CHIEF_EDITOR}),
    "publish": frozenset({Role.EDITOR, Role.CHIEF_EDITOR}),
    "withdraw": frozenset({Role.EDITOR, Role.CHIEF_EDITOR}),
    "manage people": frozenset({Role.CHIEF_EDITOR}),
}


def rights(role: str) -> frozenset[str]:
    """The verbs that the role allows."""
    return frozenset(verb for verb, roles in MAY.items() if role in roles)
