"""What became of passages by a carrying function, against what is known to have become of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import Literal, NamedTuple

from content.library.carry import Carried
from defense.bench.edits import Draft, begun, revise

Span = tuple[int, int]
Carry = Callable[[str, str, Sequence[Span]], list[Carried]]


class Fate(NamedTuple):
    """Of a passage in the new text: `partial` is what lost its most, or was scattered, and is not scored."""

    kind: Literal["kept", "moved", "deleted", "partial"]
    place: Span | None


class Case(NamedTuple):
    """A text, the next one, and passages of the first with their fate in the second."""

    old: str
    new: str
    spans: list[Span]
    fates: list[Fate]


def verdict(fate: Fate, result: Carried) -> str:
    """As in the table of docs/carrying.md."""
    placed = None if result.start is None or result.end is None else (result.start, result.end)
    if fate.place is None:
        return "given up" if placed is None else "false pin"
    if placed is None:
        return "lost"
    common = min(placed[1], fate.place[1]) - max(placed[0], fate.place[0])
    union = max(placed[1], fate.place[1]) - min(placed[0], fate.place[0])
    return "right" if 2 * common >= union else "near" if common > 0 else "wrong"


def pair(text: str, sentences: Sequence[str], seed: int, *, edits: int, passages: int) -> Case:
    """The text and its next version."""
    random = Random(seed)  # noqa: S311  # the same edits each time
    draft = begun(text, sentences, random)
    old, places, chosen = draft.text(), draft.places(), _passages(draft, passages)
    revise(draft, edits)
    return Case(
        old,
        draft.text(),
        [_extent(numbers, places) for numbers in chosen],
        [_fate(n, draft, places) for n in chosen],
    )


def chain(
    text: str, sentences: Sequence[str], seed: int, carry: Carry, *, steps: int, edits: int, passages: int
) -> Counter[str]:
    """Verdicts at the end of a history through which passages were carried from each version to the next."""
    random = Random(seed)  # noqa: S311
    draft = begun(text, sentences, random)
    old, places, chosen = draft.text(), draft.places(), _passages(draft, passages)
    results = [Carried("same", *_extent(numbers, places), 1.0) for numbers in chosen]
    for _ in range(steps):
        revise(draft, edits)
        new = draft.text()
        standing = [
            (index, (result.start, result.end))
            for index, result in enumerate(results)
            if result.start is not None and result.end is not None
        ]
        carried = carry(old, new, [span for _, span in standing])
        for (index, _), result in zip(standing, carried, strict=True):
            results[index] = result
        old = new
    fates = [_fate(numbers, draft, places) for numbers in chosen]
    return Counter(_scored(fates, results))


def figures(cases: Iterable[Case], carry: Carry) -> Counter[str]:
    """Verdicts, those on moved passages with "moved " before them, and on `same` with "same "."""
    counts: Counter[str] = Counter()
    for case in cases:
        results = carry(case.old, case.new, case.spans)
        counts.update(_scored(case.fates, results))
        for span, fate, result in zip(case.spans, case.fates, results, strict=True):
            if result.status == "same" and fate.kind != "partial":
                equal = case.new[result.start : result.end] == case.old[span[0] : span[1]]
                counts["same right" if equal and verdict(fate, result) == "right" else "same not"] += 1
    return counts


def _scored(fates: Sequence[Fate], results: Sequence[Carried]) -> Iterable[str]:
    for fate, result in zip(fates, results, strict=True):
        if fate.kind != "partial":
            word = verdict(fate, result)
            yield word
            if fate.kind == "moved":
                yield f"moved {word}"


def _passages(draft: Draft, count: int) -> list[list[int]]:
    """Sentences, words in a row, whole lines and single words, as people mark them."""
    random = draft.random
    chosen = []
    for _ in range(count):
        line, first, last = draft.a_sentence()
        kind = random.random()
        if kind >= 0.9:
            first, last = 0, len(line)
        elif kind >= 0.4:
            first = random.randrange(first, last)
            last = min(len(line), first + (random.randint(2, 12) if kind >= 0.45 else 1))
        chosen.append([word.number for word in line[first:last]])
    return chosen


def _extent(numbers: Sequence[int], places: dict[int, Span]) -> Span:
    return places[numbers[0]][0], places[numbers[-1]][1]


def _fate(numbers: Sequence[int], draft: Draft, before: dict[int, Span]) -> Fate:
    places = draft.places()
    kept = [number for number in numbers if number in places]
    if not kept:
        return Fate("deleted", None)
    starts = [places[number][0] for number in kept]
    place = _extent(kept, places)
    whole = sum(before[number][1] - before[number][0] + 1 for number in numbers)
    left = sum(before[number][1] - before[number][0] + 1 for number in kept)
    if starts != sorted(starts) or 2 * left < whole or place[1] - place[0] > 2 * whole + 60:
        return Fate("partial", place)
    moved = 2 * len(draft.moved.intersection(kept)) > len(kept)
    return Fate("moved" if moved else "kept", place)
