"""The annotations app."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register

from content.annotations.append_only import DECISIONS, VERSIONS
from content.pages.append_only import errors


class AnnotationsConfig(AppConfig):
    name = "content.annotations"
    label = "annotations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("content.annotations.receivers")  # the models are known only now
        register(the_record_is_guarded, Tags.database)


def the_record_is_guarded(databases: Any, **_: Any) -> list[CheckMessage]:
    return [*errors(DECISIONS, databases), *errors(VERSIONS, databases)]
