"""Widgets that are drawn by the site's own templates."""

from typing import Any

from django.template import loader
from django.utils.safestring import SafeString, mark_safe


class OfTheSite:
    """A widget whose template stands in the site's folder: the form renderer knows Django's own only."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        return mark_safe(loader.render_to_string(template_name, context))  # noqa: S308 (a template's output)
