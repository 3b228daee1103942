"""The words of a note as HTML: the same safe subset of Markdown that articles are written in."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from content.library.markdown import BodyRefused, parse
from content.library.rendering import render


@lru_cache(maxsize=1024)
def drawn(body: str) -> SafeString:
    """Safe HTML; nothing for a body that cannot be drawn, which `why_refused` keeps from being stored."""
    try:
        html = render(parse(body))
    except BodyRefused:
        html = ""
    return mark_safe(html)  # noqa: S308  nh3 had the last word


def why_refused(body: str) -> str:
    """A sentence for the writer where the body is too large or too deep to be drawn; "" where it is not."""
    try:
        parse(body)
    except BodyRefused as refusal:
        return refusal.reason
    return ""
