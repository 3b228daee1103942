"""What readers follow by feed."""

import re
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from content.library.addresses import edition_address
from content.library.kept import release
from content.library.queries.corrections import CorrectedEdition, for_the_feed

FEED: Final = "/corrections/feed/"
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML knows no such characters


class _Atom(Atom1Feed):
    """An empty feed was updated when its release was made, not at each reading."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else release().at


class CorrectionsFeed(Feed):  # type: ignore[type-arg]
    """The latest corrections. Every address in it is of the site's public name, whatever host was asked."""

    feed_type = _Atom

    def title(self) -> str:
        return f"Corrections | {settings.SITE_NAME}"

    def link(self) -> str:
        return f"{settings.SITE_URL}/corrections/"

    def feed_url(self) -> str:
        return settings.SITE_URL + FEED

    def feed_guid(self) -> str:
        return settings.SITE_URL + FEED

    def subtitle(self) -> str:
        return "Typos, clarifications, corrections and retractions, the newest first."

    def author_name(self) -> str:
        return settings.SITE_NAME

    def items(self) -> list[CorrectedEdition]:
        return for_the_feed()

    def item_title(self, item: CorrectedEdition) -> str:
        return _xml(f"{item.label}: {item.title}")

    def item_description(self, item: CorrectedEdition) -> str:
        return escape(_xml(item.note))  # Atom1Feed says that it is HTML

    def item_link(self, item: CorrectedEdition) -> str:
        return settings.SITE_URL + item.href

    def item_guid(self, item: CorrectedEdition) -> str:
        """Stays when the page moves: the address that the edition had on its first day, as a tag URI."""
        place = edition_address(item.kind, item.slug_then, item.number)
        return f"tag:{urlsplit(settings.SITE_URL).hostname},{item.at:%Y-%m-%d}:{place}"

    def item_pubdate(self, item: CorrectedEdition) -> datetime:
        return item.at

    def item_updateddate(self, item: CorrectedEdition) -> datetime:
        return item.at

    def item_author_name(self, item: CorrectedEdition) -> str:
        return _xml(item.by) or settings.SITE_NAME

    def item_categories(self, item: CorrectedEdition) -> list[str]:
        return [item.correction]


def _xml(text: str) -> str:
    return _CONTROLS.sub("", text)
