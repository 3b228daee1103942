"""The keys of a page's rows, by which a form that was opened before the page was deleted knows them again."""

from typing import Any, Final

from content.pages.models import Alias, Membership, Notice, Page, Participant, Party, Section

# The rows of a page: their model, its column of the page, and what orders them, before and after, alike.
_ROWS: Final[tuple[tuple[Any, str, str], ...]] = (
    (Section, "page", "position"),
    (Notice, "page", "position"),
    (Alias, "page", "surface"),
    (Membership, "organization", "position"),
    (Party, "agreement", "position"),
    (Participant, "case_study", "position"),
)


def row_keys(page: Page) -> dict[str, list[int]]:
    """The keys of each kind of row, in their order."""
    return {
        model.__name__: list(_ordered(model, owner, order, page).values_list("pk", flat=True))
        for model, owner, order in _ROWS
    }


def give_back(page: Page, keys: dict[str, list[int]]) -> None:
    """Give rows that were made anew the keys that they had; no key is ever given twice, so they are free.

    Where not all rows came back, nobody can say which is which: they keep their new keys.
    """
    for model, owner, order in _ROWS:
        kept = keys.get(model.__name__, [])
        new = list(_ordered(model, owner, order, page).values_list("pk", flat=True))
        if len(new) == len(kept) and not model.objects.filter(pk__in=kept).exists():
            for now, then in zip(new, kept, strict=True):
                model.objects.filter(pk=now).update(id=then)


def _ordered(model: Any, owner: str, order: str, page: Page) -> Any:
    return model.objects.filter(**{f"{owner}_id": page.pk}).order_by(order)
