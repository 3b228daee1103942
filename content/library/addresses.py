"""Where pages stand on the public site."""

from typing import Final

from content.pages.models import Kind

SEGMENTS: Final[dict[str, str]] = {
    Kind.ARTICLE: "articles",
    Kind.CASE_STUDY: "case-studies",
    Kind.ORGANIZATION: "organizations",
    Kind.COUNTRY: "countries",
    Kind.AGREEMENT: "agreements",
}
KIND_LABELS: Final[dict[str, str]] = {kind.value: str(kind.label) for kind in Kind}
LIST_LABELS: Final[dict[str, str]] = {
    Kind.ARTICLE: "Articles",
    Kind.CASE_STUDY: "Case studies",
    Kind.ORGANIZATION: "Organizations",
    Kind.COUNTRY: "Countries",
    Kind.AGREEMENT: "Agreements",
}


def list_address(kind: str) -> str:
    return f"/{SEGMENTS[kind]}/"


def address(kind: str, slug: str) -> str:
    return f"/{SEGMENTS[kind]}/{slug}/"


def edition_address(kind: str, slug: str, number: int) -> str:
    return f"{address(kind, slug)}editions/{number}/"


def notes_address(kind: str, slug: str) -> str:
    """Where readers' notes on the page stand; the room above this one answers there."""
    return f"{address(kind, slug)}notes/"


def topic_address(slug: str) -> str:
    return f"/topics/{slug}/"


def wanted_address(key: str) -> str:
    """The place of a wanted title in the list of wanted pages."""
    return f"/wanted/#{wanted_anchor(key)}"


def wanted_anchor(key: str) -> str:
    return "w-" + "-".join("".join(c if c.isalnum() else " " for c in key).split())
