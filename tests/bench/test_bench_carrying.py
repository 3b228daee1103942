"""What is known of generated edits is true, and passages keep to it through edits and long histories."""

from collections import Counter
from random import Random

import pytest

from content.library.carry import Carried, carry
from defense.bench import carrying, fates
from defense.bench.edits import begun, move_line, revise
from defense.bench.fates import Fate, verdict

TEXT, SENTENCES = carrying.sources()[0]


def test_words_that_kept_their_number_are_where_it_is_said() -> None:
    draft = begun(TEXT, SENTENCES, Random(1))
    before, old = draft.places(), draft.text()
    move_line(draft)
    after, new = draft.places(), draft.text()

    assert old != new
    assert before.keys() == after.keys()
    assert all(old[slice(*before[number])] == new[slice(*after[number])] for number in before)


def test_a_history_is_the_same_each_time() -> None:
    texts = []
    for _ in range(2):
        draft = begun(TEXT, SENTENCES, Random(5))
        revise(draft, 30)
        texts.append(draft.text())

    assert texts[0] == texts[1] != TEXT


@pytest.mark.parametrize(
    ("place", "result", "word"),
    [
        ((10, 20), Carried("same", 10, 20, 1.0), "right"),
        ((10, 20), Carried("changed", 10, 40, 1.0), "near"),
        ((10, 20), Carried("moved", 20, 30, 1.0), "wrong"),
        ((10, 20), Carried("lost", None, None, 0.0), "lost"),
        (None, Carried("moved", 10, 20, 1.0), "false pin"),
        (None, Carried("lost", None, None, 0.0), "given up"),
    ],
)
def test_an_answer_is_held_against_the_truth(
    place: tuple[int, int] | None, result: Carried, word: str
) -> None:
    assert verdict(Fate("kept" if place else "deleted", place), result) == word


def test_passages_follow_twenty_random_edits() -> None:
    cases = [fates.pair(TEXT, SENTENCES, seed, edits=20, passages=60) for seed in range(6)]

    counts = fates.figures(cases, carry)

    assert share(counts, "right") >= 0.99
    assert counts["wrong"] == 0


def test_passages_follow_twelve_revisions_step_by_step() -> None:
    counts: Counter[str] = Counter()
    for seed in range(3):
        counts += fates.chain(TEXT, SENTENCES, seed, carry, steps=12, edits=3, passages=60)

    assert share(counts, "right") >= 0.99
    assert counts["wrong"] == counts["false pin"] == 0


def share(counts: Counter[str], word: str) -> float:
    return counts[word] / sum(counts[one] for one in carrying.SURVIVING)
