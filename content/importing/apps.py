"""The importing app."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "content.importing"
    label = "importing"
    default_auto_field = "django.db.models.BigAutoField"
