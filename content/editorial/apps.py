"""The editorial app, and the admin on its own site."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class EditorialConfig(AppConfig):
    name = "content.editorial"
    label = "editorial"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        import_module("content.editorial.receivers")  # the models are known only now


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with the desk as its site; stands in INSTALLED_APPS for django.contrib.admin."""

    default = False
    default_site = "content.editorial.site.DeskSite"
