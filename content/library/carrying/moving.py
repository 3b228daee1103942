"""Text that left its place: looked for only where nothing else of the old text explains the new."""

from collections import Counter
from collections.abc import Sequence

from content.library.carrying.cutting import Span, Text, Words
from content.library.carrying.wording import Run, align_words

# Shorter text that stands elsewhere may as well be other text; so much in a row is evidence even where most
# of the sentence around it is gone.
_LENGTH = 20
_WORDS = 4


def moved_runs(old: Text, new: Text, explained: Sequence[Run]) -> list[Run]:
    """Sentences that share most rows of three words that occur in no other unexplained sentence."""
    holes = _holes(len(old.text), sorted((run[0], run[1]) for run in explained))
    holes_there = _holes(len(new.text), sorted((run[2], run[3]) for run in explained))
    if not holes or not holes_there:
        return []
    here, there = _sentences(old, holes), _sentences(new, holes_there)
    seeds_there = _seeds(there)
    votes = Counter(
        (place, other)
        for seed, place in _seeds(here).items()
        if place >= 0 and (other := seeds_there.get(seed, -1)) >= 0
    )
    moved: list[Run] = []
    for (place, other), _ in votes.most_common():
        runs = align_words(old, new, here[place], there[other])
        lengths = [run[1] - run[0] for run in runs]
        length = here[place].length(0, len(here[place].keys))
        if runs and sum(lengths) >= _LENGTH and (2 * sum(lengths) >= length or max(lengths) >= _LENGTH):
            moved += runs
            # Two sentences may have become one, or one two: what is left of both may be found as well.
            here[place] = here[place].without(runs[0][0], runs[-1][1])
            there[other] = there[other].without(runs[0][2], runs[-1][3])
    return moved


def _holes(length: int, explained: Sequence[Span]) -> list[Span]:
    """What no run covers."""
    holes = []
    last = 0
    for start, end in [*explained, (length, length)]:
        if start - last >= _LENGTH:
            holes.append((last, start))
        last = max(last, end)
    return holes


def _sentences(text: Text, holes: Sequence[Span]) -> list[Words]:
    """The words of every sentence, or part of one, in the holes."""
    spans = [span for hole in holes for span in text.sentences(*hole) if span[1] - span[0] >= _LENGTH]
    return [words for span in spans if len((words := text.words([span])).keys) >= _WORDS]


def _seeds(sentences: Sequence[Words]) -> dict[tuple[str, ...], int]:
    """Words in a row to the sentence they are in; -1 where they are in several."""
    seeds: dict[tuple[str, ...], int] = {}
    for number, words in enumerate(sentences):
        keys = words.keys
        for seed in zip(keys, keys[1:], keys[2:], strict=False):
            seeds[seed] = number if seeds.get(seed, number) == number else -1
    return seeds
