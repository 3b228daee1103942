"""The parts of public addresses: importing this module makes them known to Django."""

from typing import Final

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter

from content.library.addresses import SEGMENTS
from content.pages.models import Kind

_KINDS: Final = {segment: kind for kind, segment in SEGMENTS.items()}


class KindInAddress(StringConverter):
    """The first part of a page's address names its kind."""

    regex = "|".join(_KINDS)

    def to_python(self, value: str) -> str:
        return _KINDS[value]

    def to_url(self, value: str) -> str:
        return SEGMENTS[value]


class TextInAddress(KindInAddress):
    """A kind of page that is read for its text."""

    regex = "|".join((SEGMENTS[Kind.ARTICLE], SEGMENTS[Kind.CASE_STUDY]))


class EditionNumber(IntConverter):
    """A number that an edition can have, written in one way only."""

    regex = "[1-9][0-9]{0,6}"


register_converter(KindInAddress, "kind")
register_converter(TextInAddress, "text")
register_converter(EditionNumber, "edition")
