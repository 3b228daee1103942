"""Keys of passages."""

from content.library.publishing.keys import LENGTH, followed, new_keys


def test_new_keys_are_short_free_and_the_same_for_the_same_seed() -> None:
    seeds = [f"passage {number}" for number in range(2_000)]
    keys = new_keys(seeds, set())

    assert len(set(keys)) == 2_000
    assert {len(key) for key in keys} == {LENGTH}
    assert new_keys(seeds, set()) == keys
    assert not set(new_keys(seeds, set(keys))) & set(keys)


def test_two_passages_that_became_one_leave_one_key() -> None:
    one = "Joint exercises let two armies learn how the other one plans."
    two = "Observers from three states were invited to watch the last day."
    old = f"{one}\n{two}"
    passages = [
        {"key": "aaaaaaaa", "start": 0, "end": len(one)},
        {"key": "bbbbbbbb", "start": len(one) + 1, "end": len(old)},
    ]
    new = f"{one} {two}"

    kept = followed(old, passages, new, [(0, len(new))])

    assert len(kept) <= 1
    assert set(kept.values()) <= {"aaaaaaaa", "bbbbbbbb"}


def test_a_passage_that_was_replaced_by_another_keeps_no_key() -> None:
    old = "The memorandum names the ports that may be used by both navies."
    new = "Rainfall over the highlands was lower than in any year on record."

    assert followed(old, [{"key": "aaaaaaaa", "start": 0, "end": len(old)}], new, [(0, len(new))]) == {}
