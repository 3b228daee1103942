"""The pages app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "content.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
