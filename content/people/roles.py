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

_ANNOTATORS: Final = frozenset({Role.ANNOTATOR, Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR})
_WRITERS: Final = frozenset({Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR})
_EDITORS: Final = frozenset({Role.EDITOR, Role.CHIEF_EDITOR})
_CHIEFS: Final = frozenset({Role.CHIEF_EDITOR})

# verb: the roles that may do it
MAY: Final[dict[str, frozenset[str]]] = {
    "annotate": _ANNOTATORS,
    "see drafts": _WRITERS,
    "write": _WRITERS,  # restore and discard too: they make a revision like any other
    "import": _WRITERS,
    "submit": _WRITERS,
    "share previews": _WRITERS,
    "review": _EDITORS,  # approve or request changes, never of one's own work
    "publish": _EDITORS,  # now or at a set time
    "publish unreviewed": _EDITORS,  # with a reason, and to be reviewed by someone else
    "withdraw": _EDITORS,
    "delete drafts": _EDITORS,  # and recover them
    "decide wanted titles": _EDITORS,
    "moderate": _EDITORS,  # notes of others
    "manage topics": _EDITORS,
    "manage people": _CHIEFS,
}


def rights(role: str) -> frozenset[str]:
    """The verbs that the role allows."""
    return frozenset(verb for verb, roles in MAY.items() if role in roles)


def who_may(verb: str) -> str:
    """The roles that the verb is for, as a sentence names them: "an editor or a chief editor"."""
    names = [str(role.label).lower() for role in Role if role in MAY[verb]]
    *others, last = [f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in names]
    return f"{', '.join(others)} or {last}" if others else last
