"""Days as the house writes them."""

from datetime import date


def day(moment: date) -> str:
    """22 November 2026."""
    return f"{moment.day} {moment:%B %Y}"
