"""The editorial app, and the admin on its own site."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.core.checks import CheckMessage, Tags, register

from content.editorial.append_only import LOG
from content.pages.append_only import errors


class EditorialConfig(AppConfig):
    name = "content.editorial"
    label = "editorial"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        import_module("content.editorial.receivers")  # the models are known only now
        register(the_log_is_guarded, Tags.database)


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with the desk as its site; stands in INSTALLED_APPS for django.contrib.admin."""

    default = False
    default_site = "content.editorial.site.DeskSite"


def the_log_is_guarded(databases: Any, **_: Any) -> list[CheckMessage]:
    return errors(LOG, databases)
