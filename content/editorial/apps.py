"""The editorial app."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "content.editorial"
    label = "editorial"
    default_auto_field = "django.db.models.BigAutoField"
