"""Days as the house writes them."""

from datetime import datetime


def day(moment: datetime) -> str:
    """22 November 2026."""
    return f"{moment.day} {moment:%B %Y}"
