"""Two editions compared: which piece is which, and what changed in it, word by word."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from content.library.compare import Piece, Row, Run, Summary, compare, runs_between, summary

ALLIANCES = "Defense alliances share the burden of security among their members."
EXERCISES = "Joint exercises build trust between armed forces and reveal how each side plans."
TREATIES = "Arms control treaties need verification by inspectors who visit at short notice."


def passage(text: str, key: str | None = None) -> Piece:
    return Piece("paragraph", text, key)


def heading(text: str) -> Piece:
    return Piece("heading", text, None)


def changes(old: list[Piece], new: list[Piece]) -> list[tuple[str, int | None, int | None]]:
    return [(row.change, row.old, row.new) for row in compare(old, new)]


def test_editions_with_the_same_words_are_the_same_row_by_row() -> None:
    page = [heading("Alliances"), passage(ALLIANCES, "k1")]

    assert compare(page, page) == [
        Row("same", "heading", [Run("same", "Alliances")], 0, 0),
        Row("same", "paragraph", [Run("same", ALLIANCES)], 1, 1),
    ]


def test_a_changed_passage_shows_the_words_that_changed_and_no_others() -> None:
    new = EXERCISES.replace("build trust", "build some lasting trust").replace("armed forces", "the navies")

    (row,) = compare([passage(EXERCISES, "k1")], [passage(new, "k1")])

    assert row.change == "changed"
    assert row.runs == [
        Run("same", "Joint exercises build "),
        Run("added", "some lasting "),
        Run("same", "trust between "),
        Run("removed", "armed forces"),
        Run("added", "the navies"),
        Run("same", " and reveal how each side plans."),
    ]


def test_words_that_stayed_by_chance_do_not_break_a_rewritten_phrase() -> None:
    runs = runs_between("They meet in the spring of a year.", "They confer at the end of most summers.")

    assert runs == [
        Run("same", "They "),
        Run("removed", "meet in the spring of a year"),
        Run("added", "confer at the end of most summers"),
        Run("same", "."),
    ]


def test_a_passage_keeps_its_row_by_its_key_though_its_words_are_new() -> None:
    assert changes([passage(ALLIANCES, "k1")], [passage("Nothing of it stays here.", "k1")]) == [
        ("changed", 0, 0)
    ]


def test_passages_without_a_key_are_known_by_their_text() -> None:
    old = [passage(ALLIANCES), passage(EXERCISES)]
    new = [passage(ALLIANCES), passage(TREATIES), passage(EXERCISES)]

    assert changes(old, new) == [("same", 0, 0), ("added", None, 1), ("same", 1, 2)]


def test_an_edited_passage_whose_key_was_lost_is_known_by_its_likeness() -> None:
    old = [passage(ALLIANCES, "k1"), passage(EXERCISES, "k2")]
    new = [passage(TREATIES, "k3"), passage(EXERCISES.replace("trust", "confidence"), "k4")]

    assert changes(old, new) == [("removed", 0, None), ("added", None, 0), ("changed", 1, 1)]


def test_a_heading_that_was_reworded_is_changed_and_never_paired_with_a_passage() -> None:
    old = [heading("The value of alliances"), passage(ALLIANCES, "k1")]
    new = [heading("The value of strong alliances"), passage(ALLIANCES, "k1")]

    assert changes(old, new) == [("changed", 0, 0), ("same", 1, 1)]
    assert changes([heading(ALLIANCES)], [passage(ALLIANCES)]) == [("removed", 0, None), ("added", None, 0)]


def test_a_list_item_that_became_a_paragraph_keeps_its_words() -> None:
    assert changes([Piece("list_item", ALLIANCES, None)], [passage(ALLIANCES)]) == [("same", 0, 0)]


def test_a_removed_passage_stands_behind_the_one_that_it_followed() -> None:
    old = [passage(ALLIANCES, "k1"), passage(EXERCISES, "k2"), passage(TREATIES, "k3")]

    assert changes(old, [old[0], old[2]]) == [("same", 0, 0), ("removed", 1, None), ("same", 2, 1)]
    assert changes(old, [old[1], old[2]]) == [("removed", 0, None), ("same", 1, 0), ("same", 2, 1)]


def test_a_moved_passage_is_shown_once_at_its_new_place_and_knows_its_old_one() -> None:
    old = [passage(ALLIANCES, "k1"), passage(EXERCISES * 2, "k2"), passage(TREATIES * 2, "k3")]

    rows = compare(old, [old[1], old[2], passage(ALLIANCES.replace("burden", "weight"), "k1")])

    assert [(row.change, row.old, row.new) for row in rows] == [
        ("same", 1, 0),
        ("same", 2, 1),
        ("moved", 0, 2),
    ]
    assert Run("added", "weight") in rows[2].runs


def test_of_repeated_passages_each_finds_its_own() -> None:
    again = passage("See the annex.")
    old = [passage(ALLIANCES), again, passage(EXERCISES), again, passage(TREATIES), again]
    new = [passage(ALLIANCES), again, passage(EXERCISES), passage(TREATIES), again]

    assert changes(old, new) == [
        ("same", 0, 0),
        ("same", 1, 1),
        ("same", 2, 2),
        ("removed", 3, None),
        ("same", 4, 3),
        ("same", 5, 4),
    ]


def test_an_empty_edition_has_no_rows_and_all_of_the_other_was_added_or_removed() -> None:
    assert compare([], []) == []
    assert changes([], [passage(ALLIANCES)]) == [("added", None, 0)]
    assert changes([passage(ALLIANCES)], []) == [("removed", 0, None)]


def test_the_summary_counts_words_added_and_removed_and_pieces_moved() -> None:
    old = [passage(ALLIANCES, "k1"), passage("Two words.", "k2"), passage(TREATIES * 2, "k3")]
    new = [passage(TREATIES * 2, "k3"), passage(ALLIANCES.replace("burden", "heavy burden"), "k1")]

    assert summary(compare(old, new)) == Summary(words_added=1, words_removed=2, pieces_moved=1)
    assert summary(compare(old, old)) == Summary(0, 0, 0)


WORDS = st.sampled_from(
    ["peace", "war", "the", "of", "U.S.-India", "it’s", "ally", " ", "—", "\n", "和平", "İ"]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=20))
PIECES = st.builds(
    Piece,
    st.sampled_from(["heading", "paragraph", "list_item"]),
    TEXTS,
    st.one_of(st.none(), st.sampled_from(["k1", "k2", "k3", "k4"])),
)


@given(st.lists(PIECES, max_size=8), st.lists(PIECES, max_size=8), st.booleans())
def test_the_rows_hold_both_editions_exactly(old: list[Piece], new: list[Piece], shuffled: bool) -> None:
    if shuffled:
        new = [*old[2:], *new[:2], *old[:2]]

    rows = compare(old, new)

    from_new = [row for row in rows if row.new is not None]
    assert [row.new for row in from_new] == list(range(len(new)))
    assert [joined(row, "added") for row in from_new] == [piece.text for piece in new]
    from_old = sorted((row.old, joined(row, "removed")) for row in rows if row.old is not None)
    assert from_old == [(place, piece.text) for place, piece in enumerate(old)]
    assert all(run.text for row in rows for run in row.runs)


def joined(row: Row, change: str) -> str:
    return "".join(run.text for run in row.runs if run.change in ("same", change))


def long_page(seed: int) -> list[str]:
    dice = random.Random(seed)
    words = ["".join(dice.choices("abcdefghiklmnoprstu", k=dice.randint(2, 9))) for _ in range(1500)]
    return [" ".join(dice.choices(words, k=100)) for _ in range(100)]


def best_of_three(old: list[Piece], new: list[Piece]) -> float:
    """Other work on the machine is not what is measured."""
    spent = []
    for _ in range(3):
        before = time.process_time()
        compare(old, new)
        spent.append(time.process_time() - before)
    return min(spent)


def test_pages_of_ten_thousand_words_are_compared_in_less_than_300_ms() -> None:
    texts = long_page(1)
    edited = [text.replace("a", "o", 5) for text in texts]
    keyed = [passage(text, f"k{place}") for place, text in enumerate(texts)]

    assert best_of_three(keyed, [passage(text, f"k{place}") for place, text in enumerate(edited)]) < 0.3
    assert best_of_three(keyed, [passage(text) for text in edited]) < 0.3
    assert best_of_three(keyed, [passage(text) for text in long_page(2)]) < 0.3


def test_a_page_of_equal_words_is_compared_in_bounded_time() -> None:
    old = [passage("word " * 20 + str(place % 3)) for place in range(500)]
    new = [passage("word " * 21 + str(place % 3)) for place in range(500)]

    assert best_of_three(old, new) < 1.0
    assert best_of_three([passage("a " * 10_000)], [passage("b " + "a " * 9_000)]) < 1.0
