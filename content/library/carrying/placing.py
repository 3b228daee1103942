"""A span's place in the new text, read off the stretches that both texts share."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from content.library.carrying.aligning import align, shared_ends
from content.library.carrying.cutting import Text
from content.library.carrying.wording import Run


class Carried(NamedTuple):
    """`score` is the share of the span's characters that the new place still has."""

    status: Literal["same", "changed", "moved", "lost"]
    start: int | None
    end: int | None
    score: float


# What is left of a span: its characters without white space, and its place in the new text.
Part = tuple[int, int, int]

# What keeps less of itself may be another passage that begins alike: better lost than falsely pinned.
_KEPT = 0.5
# An insertion of this length may join two parts of even a short span.
_REACH = 60


class Group:
    """Stretches that keep their order, with what they weigh together."""

    def __init__(self, old: Text, runs: Sequence[Run]) -> None:
        self.old = old
        self.runs = runs
        self.starts = [run[0] for run in runs]

    @cached_property
    def weights(self) -> list[int]:
        return list(accumulate((self.old.weight(run[0], run[1]) for run in self.runs), initial=0))

    def place(self, start: int, end: int) -> Part | None:
        """What is left of a span here, without parts that only a long insertion joins to the rest."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end) - 1
        if first <= last and self.runs[first][1] <= start:
            first += 1
        if first > last:
            return None
        reach = max(end - start, _REACH)
        while last > first:
            # The lighter end goes first.
            left = self._weight(first, start, end)
            right = self._weight(last, start, end)
            near = first if left <= right else last - 1
            if self.runs[near + 1][2] - self.runs[near][3] <= reach:
                break
            if left <= right:
                first += 1
            else:
                last -= 1
        kept = self._weight(first, start, end)
        if last > first + 1:
            kept += self.weights[last] - self.weights[first + 1]
        if last > first:
            kept += self._weight(last, start, end)
        head, tail = self.runs[first], self.runs[last]
        return kept, _there(head, max(start, head[0])), _there(tail, min(end, tail[1]))

    def _weight(self, place: int, start: int, end: int) -> int:
        run = self.runs[place]
        return self.old.weight(max(start, run[0]), min(end, run[1]))


class Map:
    """Where each place of the old text is in the new one."""

    def __init__(self, old: str, new: str) -> None:
        head, tail = shared_ends(old, new)
        self.old, self.new = Text(old, head, len(old) - tail), Text(new, head, len(new) - tail)
        in_order, moved = align(self.old, self.new)
        self.in_order = Group(self.old, in_order)
        self.moved = [Group(self.old, runs) for runs in moved]
        self.moved_starts = [group.starts[0] for group in self.moved]
        self.there = sorted((run[2], run[0]) for runs in [in_order, *moved] for run in runs)

    def carry(self, start: int, end: int) -> Carried:
        if start == end:
            return self._point(start)
        if within := self._within_a_run(start, end):
            return within
        whole = self.old.weight(start, end)
        part = self.in_order.place(start, end)
        moved = None
        if not part or 2 * part[0] < whole:
            moved = self._best_moved(start, end, part[0] if part else 0)
        if not (part := moved or part):
            return Carried("lost", None, None, 0.0)
        kept, first, last = part
        equal = self.old.text[start:end] == self.new.text[first:last]
        score = 1.0 if equal else kept / max(whole, 1)
        if score < _KEPT:
            return Carried("lost", None, None, score)
        if kept < whole and self.old.opens_sentence(start) and self.old.closes_sentence(end):
            # What was a whole sentence stays one, also with a clause that was added to it.
            last = self._sentence_end(last)
        equal = equal and self._same_beside(start, end, first, last)
        return Carried("moved" if moved else "same" if equal else "changed", first, last, score)

    def _within_a_run(self, start: int, end: int) -> Carried | None:
        """The shortcut for most spans: nothing changed here, but for case and quotation marks."""
        place = bisect_right(self.in_order.starts, start) - 1
        if place < 0:
            return None
        run = self.in_order.runs[place]
        if end > run[1] or run[1] - run[0] != run[3] - run[2]:
            return None
        first, last = start + run[2] - run[0], end + run[2] - run[0]
        equal = self.old.text[start:end] == self.new.text[first:last]
        if equal and not run[0] < start < end < run[1]:
            equal = self._same_beside(start, end, first, last)
        return Carried("same" if equal else "changed", first, last, 1.0)

    def _same_beside(self, start: int, end: int, first: int, last: int) -> bool:
        """Whether no other word stands beside equal words now, unless a mark lies between.

        A "not" put before a marked "true" leaves its characters alone, and the note on it needs a look.
        """
        return all(
            here.word == there.word or bool(here.marks and there.marks)
            for here, there in zip(self.old.beside(start, end), self.new.beside(first, last), strict=True)
        )

    def _best_moved(self, start: int, end: int, kept: int) -> Part | None:
        """What a group that moved keeps of the span, if that is more than `kept`.

        Groups do not overlap in the old text, so that one with enough of a span holds one of its eighths.
        """
        best = None
        places = {
            bisect_right(self.moved_starts, start + (end - start) * eighth // 8) - 1 for eighth in range(9)
        }
        for place in sorted(places - {-1}):
            part = self.moved[place].place(start, end)
            if part and part[0] > kept:
                kept, best = part[0], part
        return best

    def _sentence_end(self, at: int) -> int:
        """Where the new sentence before `at` ends; `at` itself if another old sentence begins within it."""
        end = self.new.sentence_end(at - 1)
        place = bisect_left(self.there, (at, 0))
        while place < len(self.there) and self.there[place][0] < end:
            if self.old.opens_sentence(self.there[place][1]):
                return at
            place += 1
        return max(at, end)

    def _point(self, at: int) -> Carried:
        for group in [self.in_order, *self.moved[: bisect_right(self.moved_starts, at)][-1:]]:
            last = bisect_right(group.starts, at) - 1
            for run in group.runs[max(0, last - 1) : last + 1][::-1]:
                if run[0] <= at <= run[1]:
                    place = _there(run, at)
                    return Carried("same" if group is self.in_order else "moved", place, place, 1.0)
        return Carried("lost", None, None, 0.0)


def _there(run: Run, place: int) -> int:
    """Exact in a stretch of equal length; in a mended word, in proportion."""
    if run[1] - run[0] == run[3] - run[2]:
        return run[2] + place - run[0]
    return run[2] + round((place - run[0]) * (run[3] - run[2]) / (run[1] - run[0]))
