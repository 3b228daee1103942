"""Telling the browser, which keeps unsaved text, that a text is saved."""

from django.http import HttpRequest

from content.pages.models import Page
from content.pages.snapshots import MODELS


def saved_tag(request: HttpRequest, page: Page, *, part: str = "") -> str:
    """The class of a message by which the browser learns that it need not keep the text any longer.

    `part` names what of the page is kept apart from its form, as `_keeping.html` does.
    """
    key = getattr(request, "kept_as", page.pk)
    return f"saved-{MODELS[page.kind]._meta.model_name}-{key}{part}"
