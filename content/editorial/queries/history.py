"""A page's history: its revisions, editions and acts in one line of time, the latest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import F, IntegerField, QuerySet, Value

from content.editorial.models import Act, LogEntry
from content.library.models import Edition
from content.pages.models import Page, Revision
from content.pages.schemas import words_between_texts

A_SHEET_HOLDS: Final = 50
ONLY: Final = {"revisions": "Revisions", "editions": "Editions", "acts": "Acts"}
# Of what happened at one moment, what followed from the other stands above it.
_REVISION, _EDITION, _ACT = 1, 2, 3
_OF: Final = {"revisions": _REVISION, "editions": _EDITION, "acts": _ACT}


@dataclass(frozen=True)
class Event:
    """One line of the history; `point` names what can be compared: r3 is revision 3, e2 edition 2."""

    what: str
    at: datetime
    who: str
    why: str
    point: str = ""
    before: str = ""
    words_added: int = 0
    words_removed: int = 0
    revision: Revision | None = None
    edition: Edition | None = None


def history_of(page: Page, *, only: str = "", sheet: str | None = None) -> tuple[Sheet[Any], list[Event]]:
    """A sheet of the history and its lines, in six queries however long it is."""
    wanted = [_OF[only]] if only in _OF else [_REVISION, _EDITION, _ACT]
    first, *others = [rows for rank, rows in _keys(page).items() if rank in wanted]
    keys = first.union(*others, all=True).order_by("-moment", "-rank", "-pk")
    shown = Paginator(keys, A_SHEET_HOLDS).get_page(sheet)
    chosen = [(rank, key) for rank, key, _ in shown]
    made = {
        **_revisions([key for rank, key in chosen if rank == _REVISION]),
        **_editions(page, [key for rank, key in chosen if rank == _EDITION]),
        **_acts([key for rank, key in chosen if rank == _ACT]),
    }
    return shown, [made[one] for one in chosen]


def _keys(page: Page) -> dict[int, QuerySet[Any, Any]]:
    def keyed(rows: Any, rank: int, moment: str) -> Any:
        ranked = rows.order_by().annotate(rank=Value(rank, output_field=IntegerField()), moment=F(moment))
        return ranked.values_list("rank", "pk", "moment")

    # That a page was published, its edition tells.
    acts = LogEntry.objects.filter(page=page).exclude(act=Act.PUBLISHED)
    return {
        _REVISION: keyed(Revision.objects.filter(page=page), _REVISION, "made_at"),
        _EDITION: keyed(Edition.objects.filter(page=page), _EDITION, "published_at"),
        _ACT: keyed(acts, _ACT, "at"),
    }


def _revisions(keys: list[int]) -> dict[tuple[int, int], Event]:
    if not keys:
        return {}
    rows = Revision.objects.filter(pk__in=keys).select_related("made_by").defer("snapshot")
    return {
        (_REVISION, row.pk): Event(
            what=f"Revision {row.number}",
            at=row.made_at,
            who=str(row.made_by or ""),
            why=row.note,
            point=f"r{row.number}",
            before=f"r{row.number - 1}" if row.number > 1 else "",
            words_added=row.words_added,
            words_removed=row.words_removed,
            revision=row,
        )
        for row in rows
    }


def _editions(page: Page, keys: list[int]) -> dict[tuple[int, int], Event]:
    if not keys:
        return {}
    rows = list(Edition.objects.filter(pk__in=keys).defer("content", "html"))
    numbers = {row.number - 1 for row in rows}
    texts = dict(Edition.objects.filter(page=page, number__in=numbers).values_list("number", "text"))
    events = {}
    for row in rows:
        added, removed = words_between_texts(texts.get(row.number - 1, ""), row.text)
        kinds = [str(row.get_correction_display()).lower()] if row.correction else []
        kinds += ["minor"] if row.minor else []
        events[_EDITION, row.pk] = Event(
            what=", ".join([f"Edition {row.number}", *kinds]),
            at=row.published_at,
            who=row.published_by_name,
            why=row.note,
            point=f"e{row.number}",
            before=f"e{row.number - 1}" if row.number > 1 else "",
            words_added=added,
            words_removed=removed,
            edition=row,
        )
    return events


def _acts(keys: list[int]) -> dict[tuple[int, int], Event]:
    if not keys:
        return {}
    rows = LogEntry.objects.filter(pk__in=keys)
    return {
        (_ACT, row.pk): Event(what=str(row.get_act_display()), at=row.at, who=row.by_name, why=row.note)
        for row in rows
    }
