"""The people app."""

from django.apps import AppConfig
from django.core.checks import register

from content.people.checks import mail_is_set_up


class PeopleConfig(AppConfig):
    name = "content.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(mail_is_set_up)
