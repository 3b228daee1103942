"""Every stretch of the old text that the new text still has, and where: in order first, then what moved."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from content.library.carrying.anchoring import Pair, anchors, unique_pairs
from content.library.carrying.cutting import Span, Text
from content.library.carrying.moving import moved_runs
from content.library.carrying.wording import Run, align_words

# A shorter sentence that stands elsewhere may as well be another one, unless it is a heading.
_MOVABLE = 20
# What moved together lies no farther apart; in the new text, a sentence may have come between.
_APART = 60
_APART_THERE = 120


def align(old: Text, new: Text) -> tuple[list[Run], list[list[Run]]]:
    """What kept its order, and the groups that moved; both in the order of the old text, without overlap."""
    head, tail = old.start, len(old.text) - old.end
    lines, lines_there = (text.lines(text.start, text.end - bool(tail)) for text in (old, new))
    texts, texts_there = old.texts(lines), new.texts(lines_there)
    pairs = anchors(texts, texts_there)
    runs = [(*lines[left], *lines_there[right]) for left, right in pairs]
    if head:
        runs.insert(0, (0, head - 1, 0, head - 1))
    if tail:
        end, end_there = len(old.text), len(new.text)
        runs.append((end - tail, end, end_there - tail, end_there))
    moved: list[Run] = []
    gaps = list(_between(pairs, len(lines), len(lines_there)))
    if gaps:
        in_order, moved = _sentences_and_words(
            old,
            new,
            [(_extent(lines, a, b), _extent(lines_there, c, d)) for a, b, c, d in gaps],
            _headings(old, texts) & _headings(new, texts_there),
        )
        runs = sorted(runs + in_order)
        moved += moved_runs(old, new, runs + moved)
    return _merged(runs), _grouped(moved)


def shared_ends(old: str, new: str) -> tuple[int, int]:
    """Characters of the whole lines that both texts begin with, newlines included, and then end with."""
    head = _common(old, new, lambda text, size: text[:size], min(len(old), len(new)))
    head = old.rfind("\n", 0, head) + 1
    tail = _common(old, new, lambda text, size: text[len(text) - size :], min(len(old), len(new)) - head)
    newline = old.find("\n", len(old) - tail)
    return head, len(old) - newline - 1 if newline >= 0 else 0


def _common(old: str, new: str, part: Callable[[str, int], str], most: int) -> int:
    """The largest size of which the parts are equal."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if part(old, middle) == part(new, middle):
            least = middle
        else:
            most = middle - 1
    return least


def _between(pairs: Sequence[Pair], length: int, length_there: int) -> Iterator[tuple[int, int, int, int]]:
    """What lies between neighboring pairs, as start and end in both."""
    here = there = 0
    for left, right in [*pairs, (length, length_there)]:
        if left > here or right > there:
            yield here, left, there, right
        here, there = left + 1, right + 1


def _extent(lines: Sequence[Span], first: int, last: int) -> Span:
    return (lines[first][0], lines[last - 1][1]) if last > first else (0, 0)


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Stretches one character apart in both texts become one; empty lines have done their part."""
    merged: list[Run] = []
    for run in runs:
        if merged and _adjoins(merged[-1], run):
            merged[-1] = (merged[-1][0], run[1], merged[-1][2], run[3])
        else:
            merged.append(run)
    return [run for run in merged if run[0] < run[1]]


def _adjoins(last: Run, run: Run) -> bool:
    apart = run[0] - last[1] == 1 == run[2] - last[3]
    return apart and last[1] - last[0] == last[3] - last[2] and run[1] - run[0] == run[3] - run[2]


def _sentences_and_words(
    old: Text, new: Text, gaps: Sequence[tuple[Span, Span]], headings: set[str]
) -> tuple[list[Run], list[Run]]:
    """What is kept in order and what moved: equal sentences first, then the words of the others."""
    here: list[Span] = []
    there: list[Span] = []
    kept: list[Pair] = []
    edges: list[Pair] = []
    for gap, gap_there in gaps:
        left, right = old.sentences(*gap), new.sentences(*gap_there)
        found = anchors(old.texts(left), new.texts(right)) if left and right else []
        kept += [(len(here) + a, len(there) + b) for a, b in found]
        here += left
        there += right
        # A border between gaps that nothing crosses in order, as a pair of places before which it lies.
        edges.append((len(here), len(there)))
    moved = _moved_sentences(old.texts(here), new.texts(there), kept, headings)
    gone, come = {a for a, _ in moved}, {b for _, b in moved}
    runs = [(*here[a], *there[b]) for a, b in kept]
    for a, b, c, d in _stretches(kept, edges):
        rest, rest_there = _without(here[a:b], a, gone), _without(there[c:d], c, come)
        if rest and rest_there:
            runs += align_words(old, new, old.words(rest), new.words(rest_there))
    return runs, [(*here[a], *there[b]) for a, b in moved]


def _without(sentences: Sequence[Span], first: int, gone: set[int]) -> list[Span]:
    """What is left of neighboring sentences, in as few stretches as can be."""
    stretches: list[Span] = []
    joins = False
    for place, span in enumerate(sentences, start=first):
        if place in gone:
            joins = False
        elif joins:
            stretches[-1] = (stretches[-1][0], span[1])
        else:
            stretches.append(span)
            joins = True
    return stretches


def _stretches(kept: Sequence[Pair], edges: Sequence[Pair]) -> Iterator[tuple[int, int, int, int]]:
    """Sentences between kept ones, cut at the edges of gaps."""
    here = there = place = 0
    for end, end_there in edges:
        first = place
        while place < len(kept) and kept[place][0] < end:
            place += 1
        inner = [(a - here, b - there) for a, b in kept[first:place]]
        for a, b, c, d in _between(inner, end - here, end_there - there):
            yield here + a, here + b, there + c, there + d
        here, there = end, end_there


def _headings(text: Text, lines: Sequence[str]) -> set[str]:
    """Short lines of two words or more that equal no other line of the whole text."""
    short = Counter(line for line in lines if len(line) < _MOVABLE and " " in line)
    if not short:
        return set()
    around = text.text[: text.start] + text.text[text.end :]
    return {line for line, count in short.items() if count == 1}.difference(around.lower().split("\n"))


def _moved_sentences(
    here: Sequence[str], there: Sequence[str], kept: Sequence[Pair], headings: set[str]
) -> list[Pair]:
    """Sentences that stand once in what is left of both texts, and equal neighbors that went along."""
    taken, taken_there = {a for a, _ in kept}, {b for _, b in kept}
    free = [place for place in range(len(here)) if place not in taken]
    free_there = [place for place in range(len(there)) if place not in taken_there]
    pairs = unique_pairs([here[place] for place in free], [there[place] for place in free_there])
    moved = [
        (free[a], free_there[b])
        for a, b in pairs
        if len(here[free[a]]) >= _MOVABLE or here[free[a]] in headings
    ]
    left = set(free) - {a for a, _ in moved}
    left_there = set(free_there) - {b for _, b in moved}
    for first, first_there in list(moved):
        for step in (1, -1):
            a, b = first + step, first_there + step
            while a in left and b in left_there and here[a] == there[b]:
                moved.append((a, b))
                left.remove(a)
                left_there.remove(b)
                a, b = a + step, b + step
    return moved


def _grouped(moved: Sequence[Run]) -> list[list[Run]]:
    """Neighbors that moved together are one group, so that a span across them is placed as a whole."""
    groups: list[list[Run]] = []
    for run in sorted(moved):
        last = groups[-1][-1] if groups else None
        if last and run[0] - last[1] <= _APART and 0 <= run[2] - last[3] <= _APART_THERE:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups
