"""Which public pages are to be read again, and when."""

import calendar
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from content.library.models import Publication
from content.pages.models import Page, Volatility

MONTHS: Final[dict[str, int]] = {Volatility.STABLE: 24, Volatility.SLOW: 12, Volatility.FAST: 3}


def next_review(volatility: str, after: date) -> date:
    """The same day so many months later, or the last of its month."""
    years, month = divmod(after.month - 1 + MONTHS[volatility], 12)
    year = after.year + years
    return date(year, month + 1, min(after.day, calendar.monthrange(year, month + 1)[1]))


def due_for_review(today: date) -> QuerySet[Page]:
    """Public pages whose date has come, the longest overdue first."""
    public = Publication.objects.public().filter(page=OuterRef("pk"))
    pages = Page.objects.filter(Exists(public), review_by__lte=today)
    return pages.order_by("review_by", "pk")
