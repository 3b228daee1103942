"""Telling the second of two people who save the same page, without losing what either wrote."""

from collections.abc import Mapping
from typing import Any

from django.utils.dateformat import format as in_words
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.editorial.queries.naming import desk_address
from content.pages.models import Page, Revision


def is_stale(sent: Mapping[str, Any], page: Page) -> bool:
    """Whether the form was sent for another version of the page than the one that stands in the database."""
    return not page._state.adding and str(sent.get("edited_version", "")).strip() != str(page.version)


def who_saved_meanwhile(page: Page) -> SafeString:
    """Who saved the page when, and what to do now."""
    latest = Revision.objects.filter(page=page).select_related("made_by").order_by("-number").first()
    who = str(latest.made_by) if latest and latest.made_by else "Someone else"
    when = in_words(latest.made_at, "j F Y, H:i e") if latest else "meanwhile"
    return format_html(
        "Not saved: {} saved this page ({}) after you had opened it. All that you wrote is still below. "
        '<a href="{}" target="_blank" rel="noopener">Open the current version in a new tab</a> '
        "and carry your changes over there.",
        who,
        when,
        desk_address(page),
    )
