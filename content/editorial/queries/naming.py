"""The label by which an editor tells a row from its namesakes, and the address where it is edited."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from content.pages.models import Page, Section
from content.pages.snapshots import MODELS

ModelT = TypeVar("ModelT", bound=Model)


def label(row: Model) -> str:
    if isinstance(row, Section):
        return f"{row.page.title} › {row.heading or '(untitled)'}"
    return str(row)


def with_what_labels_need(rows: QuerySet[ModelT]) -> QuerySet[ModelT]:
    """The same rows, so that their labels cost no query each."""
    return rows.select_related("page") if issubclass(rows.model, Section) else rows


def desk_address(page: Page, view: str = "change", *more: int | str) -> str:
    """Where the page is edited, or another view of it there: "publish", "withdraw", "preview", "history"."""
    return address_of(page.kind, page.pk, view, *more)


def address_of(kind: str, pk: int, view: str, *more: int | str) -> str:
    """The same of a page of which only the kind and the key are known."""
    return reverse(f"admin:pages_{MODELS[kind]._meta.model_name}_{view}", args=(pk, *more))
