"""The pages app."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register

from content.pages.append_only import REVISIONS, errors


class PagesConfig(AppConfig):
    name = "content.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(revisions_are_guarded, Tags.database)


def revisions_are_guarded(databases: Any, **_: Any) -> list[CheckMessage]:
    return errors(REVISIONS, databases)
