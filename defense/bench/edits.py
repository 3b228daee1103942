"""Prose edited at random, word by word, so that the fate of every word is known and not guessed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

STOPS: Final = (".", "?", "!", ".”", ".)")


class Word(NamedTuple):
    """`number` stays with a word through every version, also when it moves or a letter of it is mended."""

    number: int
    text: str


Line = list[Word]


@dataclass
class Draft:
    """A text in the middle of its history, and which of its words left their place since the last version."""

    lines: list[Line]
    random: Random
    sentences: Sequence[str]  # of other texts: what new text is made of
    count: int = 0
    moved: set[int] = field(default_factory=set)

    def words(self, text: str) -> Line:
        pieces = text.split()
        self.count += len(pieces)
        return [Word(self.count - len(pieces) + place, piece) for place, piece in enumerate(pieces)]

    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    def places(self) -> dict[int, tuple[int, int]]:
        """Number to start and end in the text."""
        words = [word for line in self.lines for word in line]
        starts = accumulate((len(word.text) + 1 for word in words), initial=0)
        return {
            word.number: (start, start + len(word.text)) for word, start in zip(words, starts, strict=False)
        }

    def a_line(self) -> int:
        return self.random.randrange(len(self.lines))

    def a_sentence(self) -> tuple[Line, int, int]:
        """A line, and where one of its sentences begins and ends in it."""
        line = self.lines[self.a_line()]
        return (line, *self.random.choice(sentences_of(line)))

    def new_sentence(self) -> Line:
        """Like the other prose in its words, and unlike any one of its sentences."""
        words = self.random.choice(self.sentences).split()
        others = self.random.choice(self.sentences).split()
        cut = self.random.randrange(len(words) + 1)
        return self.words(" ".join(words[:cut] + others[-max(3, len(words) - cut) :]))

    def new_words(self, count: int) -> Line:
        words = [self.random.choice(self.random.choice(self.sentences).split()) for _ in range(count)]
        return self.words(" ".join(word.rstrip(".?!") or "so" for word in words))


def begun(text: str, sentences: Sequence[str], random: Random) -> Draft:
    draft = Draft([], random, sentences)
    draft.lines = [draft.words(line) for line in text.split("\n") if line.strip()]
    for _ in range(len(draft.lines) // 12):
        _repeat_a_line(draft)
    return draft


def _repeat_a_line(draft: Draft) -> None:
    """What says nearly the same elsewhere, before the history begins: neither may be taken for the other."""
    copy = draft.words(" ".join(word.text for word in draft.lines[draft.a_line()]))
    for changed in draft.random.sample(range(len(copy)), len(copy) // 5):
        copy[changed] = draft.new_words(1)[0]
    draft.lines.insert(draft.random.randint(0, len(draft.lines)), copy)


def sentences_of(line: Line) -> list[tuple[int, int]]:
    ends = [place + 1 for place, word in enumerate(line) if word.text.endswith(STOPS)]
    if not ends or ends[-1] < len(line):
        ends.append(len(line))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def revise(draft: Draft, edits: int) -> None:
    """The next version, so many edits later. A text of two lines or less only grows."""
    draft.moved.clear()
    for _ in range(edits):
        small = len(draft.lines) < 3
        edit = add_line if small else draft.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        edit(draft)
        draft.lines = [line for line in draft.lines if line]


def reword(draft: Draft) -> None:
    line, first, last = draft.a_sentence()
    for place in draft.random.sample(range(first, last), max(1, (last - first) // 6)):
        line[place] = draft.new_words(1)[0]


def mend(draft: Draft) -> None:
    """A letter too many goes, or comes: the word remains what it was."""
    line = draft.lines[draft.a_line()]
    place = draft.random.randrange(len(line))
    number, text = line[place]
    if len(text) > 4:
        at = draft.random.randrange(1, len(text) - 2)
        line[place] = Word(number, text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def insert_words(draft: Draft) -> None:
    line, first, last = draft.a_sentence()
    at = draft.random.randrange(first, last)
    line[at:at] = draft.new_words(draft.random.randint(1, 8))


def drop_words(draft: Draft) -> None:
    line, first, last = draft.a_sentence()
    at = draft.random.randrange(first, last)
    del line[at : min(last, at + draft.random.randint(1, 4))]


def add_sentence(draft: Draft) -> None:
    line, first, _ = draft.a_sentence()
    line[first:first] = draft.new_sentence()


def drop_sentence(draft: Draft) -> None:
    line, first, last = draft.a_sentence()
    del line[first:last]


def move_sentence(draft: Draft) -> None:
    line, first, last = draft.a_sentence()
    sentence = line[first:last]
    other, at, _ = draft.a_sentence()
    if other is not line:
        del line[first:last]
        other[at:at] = sentence
        draft.moved.update(word.number for word in sentence)


def move_and_reword(draft: Draft) -> None:
    """A sentence goes elsewhere, and a sixth of it is written anew there."""
    line, first, last = draft.a_sentence()
    for place in draft.random.sample(range(first, last), (last - first) // 6):
        line[place] = draft.new_words(1)[0]
    sentence = line[first:last]
    del line[first:last]
    draft.lines[draft.a_line()].extend(sentence)
    draft.moved.update(word.number for word in sentence)


def add_line(draft: Draft) -> None:
    line = [word for _ in range(draft.random.randint(1, 4)) for word in draft.new_sentence()]
    draft.lines.insert(draft.random.randint(0, len(draft.lines)), line)


def drop_line(draft: Draft) -> None:
    del draft.lines[draft.a_line()]


def rewrite_line(draft: Draft) -> None:
    draft.lines[draft.a_line()] = [*draft.new_sentence(), *draft.new_sentence()]


def move_line(draft: Draft) -> None:
    line = draft.lines.pop(draft.a_line())
    draft.lines.insert(draft.random.randint(0, len(draft.lines)), line)
    draft.moved.update(word.number for word in line)


def split_line(draft: Draft) -> None:
    place = draft.a_line()
    line = draft.lines[place]
    _, at = draft.random.choice(sentences_of(line))
    draft.lines[place : place + 1] = [line[:at], line[at:]]


def join_lines(draft: Draft) -> None:
    place = draft.random.randrange(len(draft.lines) - 1)
    draft.lines[place : place + 2] = [draft.lines[place] + draft.lines[place + 1]]


# How often each is made: small edits most, as in the histories of real texts.
WEIGHTS: Final[dict[Callable[[Draft], None], int]] = {
    reword: 6,
    mend: 4,
    insert_words: 4,
    drop_words: 4,
    add_sentence: 4,
    drop_sentence: 4,
    add_line: 3,
    drop_line: 3,
    rewrite_line: 2,
    split_line: 2,
    join_lines: 2,
    move_sentence: 1,
    move_and_reword: 1,
    move_line: 1,
}
