"""Telling the browser, which keeps unsaved text, that a text is saved."""

from django.http import HttpRequest

from content.pages.models import Page
from content.pages.snapshots import MODELS


def saved_tag(request: HttpRequest, page: Page) -> str:
    """The class of a message by which the browser learns that it need not keep the text any longer."""
    key = getattr(request, "kept_as", page.pk)
    return f"saved-{MODELS[page.kind]._meta.model_name}-{key}"
