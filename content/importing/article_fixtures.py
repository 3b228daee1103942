"""The articles that importing `seeds/` gives, as a fixture: natural keys, fixed times, nobody's name."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from content.importing.actions import import_document
from content.pages.models import Article, Defect, Notice, Page, Section, SourceDocument

WRITTEN_AT: Final = datetime(2026, 11, 21, 9, tzinfo=UTC)
_TIMES: Final = ("created_at", "updated_at")


def articles_as_fixture(seeds: Path) -> str:
    """Import the documents of the folder in the order of their names; the fixture of what they became.

    Expects a database without articles, and leaves the imported ones in it.
    """
    for path in sorted(seeds.glob("*.txt")):
        import_document(data=path.read_bytes(), file_name=path.name, by=None, at=WRITTEN_AT)
    rows = serializers.serialize(
        "python", _rows(), use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    return (
        json.dumps([_settled(row) for row in rows], ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        + "\n"
    )


def _rows() -> Iterator[Model]:
    """What stands behind an article, in an order in which nothing refers to what comes after it."""
    yield from SourceDocument.objects.order_by("file_name")
    yield from Page.objects.filter(kind=Article.KIND).order_by("slug")
    yield from Article.objects.order_by("slug")
    yield from Notice.objects.order_by("page__slug", "position")
    yield from Section.objects.order_by("page__slug", "position")
    yield from Defect.objects.order_by("page__slug", "line", "kind", "pk")


def _settled(row: dict[str, Any]) -> dict[str, Any]:
    """The row without its number, and as if all had been written at one time."""
    fields = {name: WRITTEN_AT if name in _TIMES else value for name, value in row["fields"].items()}
    return {"model": row["model"], "fields": fields}
