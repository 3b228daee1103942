"""Turns roles into the permissions that the admin asks for."""

from typing import Any, Final

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model

from content.people.models import User

# app label: action: the verb of the table that allows it
_VERBS: Final[dict[str, dict[str, str]]] = {
    "pages": {"view": "see drafts", "add": "write", "change": "write", "delete": "delete drafts"},
    "library": {"view": "see drafts"},
    "importing": {"view": "import", "add": "import"},
    "editorial": {"view": "see drafts"},  # the log
    "people": {"view": "manage people", "add": "manage people", "change": "manage people"},
}
_TOPICS: Final = {
    "view": "see drafts",
    "add": "manage topics",
    "change": "manage topics",
    "delete": "manage topics",
}


class RoleBackend(ModelBackend):
    """Signs in by e-mail and answers every permission question from the table of roles."""

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        app_label, _, codename = perm.partition(".")
        action, _, model_name = codename.partition("_")
        verbs = _TOPICS if (app_label, model_name) == ("pages", "tag") else _VERBS.get(app_label, {})
        verb = verbs.get(action)
        return verb is not None and user_obj.may(verb)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        view = _VERBS.get(app_label, {}).get("view")
        return isinstance(user_obj, User) and view is not None and user_obj.may(view)
