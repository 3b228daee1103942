"""The library app."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register

from content.library.append_only import EDITIONS
from content.pages.append_only import errors


class LibraryConfig(AppConfig):
    name = "content.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(editions_are_guarded, Tags.database)


def editions_are_guarded(databases: Any, **_: Any) -> list[CheckMessage]:
    return errors(EDITIONS, databases)
