"""Permanent keys of passages: followed from edition to edition, never given twice."""

import hashlib
from collections.abc import Collection, Sequence
from typing import Any, Final

from content.library.carry import carry

LENGTH: Final = 8
# Crockford's base 32 in small letters: no i, l, o, u to misread.
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
# How much of two spans' union must be common for them to be the same passage.
_SHARE: Final = 0.5

Span = tuple[int, int]


def followed(
    old_text: str, old_passages: Sequence[dict[str, Any]], new_text: str, new_spans: Sequence[Span]
) -> dict[int, str]:
    """The keys that passages keep: index of the new span to key.

    Each old passage is carried over into the new text; the new passage that shares most with where it landed
    has its key, if both share at least half of what they cover together. The surest matches are made first.
    """
    spans = [(passage["start"], passage["end"]) for passage in old_passages]
    matches: list[tuple[float, float, int, str]] = []
    for passage, carried in zip(old_passages, carry(old_text, new_text, spans), strict=True):
        if carried.start is None or carried.end is None:
            continue
        for index, span in _touching(new_spans, carried.start, carried.end):
            share = _common_share(span, (carried.start, carried.end))
            if share >= _SHARE:
                matches.append((share, carried.score, index, passage["key"]))
    kept: dict[int, str] = {}
    given: set[str] = set()
    for _, _, index, key in sorted(matches, key=lambda match: (-match[0], -match[1], match[2], match[3])):
        if index not in kept and key not in given:
            kept[index] = key
            given.add(key)
    return kept


def candidates(seed: str, count: int) -> list[str]:
    """Key after key for the passage that the seed names; the first that is free is taken."""
    digest = hashlib.sha256(seed.encode()).digest()
    number = int.from_bytes(digest, "big")
    keys = []
    for _ in range(count):
        key = ""
        for _ in range(LENGTH):
            number, digit = divmod(number, 32)
            key += _ALPHABET[digit]
        keys.append(key)
    return keys


def new_keys(seeds: Sequence[str], taken: Collection[str]) -> list[str]:
    """One free key a seed. The same seeds give the same keys, so two installations of one text agree."""
    used = set(taken)
    keys = []
    for seed in seeds:
        salt = 0
        while True:
            key = next((one for one in candidates(f"{seed}\n{salt}", 4) if one not in used), "")
            if key:
                break
            salt += 1
        used.add(key)
        keys.append(key)
    return keys


def _touching(spans: Sequence[Span], start: int, end: int) -> list[tuple[int, Span]]:
    return [(index, span) for index, span in enumerate(spans) if span[0] < end and start < span[1]]


def _common_share(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    union = max(one[1], other[1]) - min(one[0], other[0])
    return common / union if union else 0.0
