"""The forms that snapshots had and have: older ones in today's form, and a fingerprint of what they say."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

Snapshot = dict[str, Any]

SCHEMA: Final = 4
# Lists that the working copy keeps in no order of its own: they stand sorted by what others are called.
_UNORDERED: Final = frozenset({"tags", "aliases", "instruments", "agreements", "told_by"})
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


def upgraded(snapshot: Snapshot) -> Snapshot:
    """The snapshot in today's schema; the given one is left as it was stored."""
    while snapshot["schema"] != SCHEMA:
        snapshot = _STEPS[snapshot["schema"]](snapshot)
    return snapshot


def _from_1_to_2(snapshot: Snapshot) -> Snapshot:
    """The date of the next review belongs to the desk: it says nothing of the page."""
    kept = {name: value for name, value in snapshot.items() if name != "review_by"}
    return kept | {"schema": 2}


def _from_2_to_3(snapshot: Snapshot) -> Snapshot:
    """Until then no name could be kept from being linked."""
    return {**snapshot, "not_linked": "", "schema": 3}


def _from_3_to_4(snapshot: Snapshot) -> Snapshot:
    """Until then every notice was always shown."""
    always = {"shown_from": None, "shown_to": None}
    return {**snapshot, "notices": [{**notice, **always} for notice in snapshot["notices"]], "schema": 4}


# schema: what leads from it to the next
_STEPS: Final[dict[int, Callable[[Snapshot], Snapshot]]] = {
    1: _from_1_to_2,
    2: _from_2_to_3,
    3: _from_3_to_4,
}


def content_hash(snapshot: Snapshot) -> str:
    """SHA-256 of what the snapshot says in today's schema, in one canonical form of JSON.

    What other pages and topics are called does not count, nor the order of what has none.
    """
    said = {name: _own(value, name) for name, value in upgraded(snapshot).items() if name != "schema"}
    # What pages from before had not, and these have not either: so those keep their fingerprint.
    if not said["not_linked"]:
        del said["not_linked"]
    said["notices"] = [_without_none(notice) for notice in said["notices"]]
    return hashlib.sha256(_canonical(said).encode()).hexdigest()


def words_between(old: Snapshot | None, new: Snapshot) -> tuple[int, int]:
    """How many words the page gained and lost, wherever they stand: what only moved is neither."""
    return words_between_texts(_text(old) if old else "", _text(new))


def words_between_texts(old: str, new: str) -> tuple[int, int]:
    before, after = Counter(_WORD.findall(old)), Counter(_WORD.findall(new))
    return (after - before).total(), (before - after).total()


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _own(value: Any, name: str = "") -> Any:
    """The value without the titles and names of the pages and topics that it refers to."""
    if isinstance(value, dict):
        foreign: set[str] = set()
        if isinstance(value.get("page"), int):
            foreign = {"title", "heading"}
        elif isinstance(value.get("tag"), int):
            foreign = {"slug", "name"}
        return {key: _own(part, key) for key, part in value.items() if key not in foreign}
    if isinstance(value, list):
        parts = [_own(part) for part in value]
        return sorted(parts, key=_canonical) if name in _UNORDERED else parts
    return value


def _without_none(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _text(snapshot: Snapshot) -> str:
    """What readers of the page read: title, standfirst, headings and texts."""
    texts = [snapshot["title"], snapshot["summary"]]
    for section in snapshot["sections"]:
        texts += [section["heading"], section["body"]]
    return "\n".join(texts)
