"""The project as an app: it joins rooms that do not know each other."""

from importlib import import_module

from django.apps import AppConfig


class DefenseConfig(AppConfig):
    name = "defense"

    def ready(self) -> None:
        import_module("defense.joining")  # the models are known only now
