"""Spans carried from one text to the next through realistic edits."""

import pytest

from content.library.carry import Carried, carry

TITLE = "The role of defense diplomacy"
ALLIANCES = "Defense alliances share the burden of security. Partners train together and exchange officers."
EXERCISES = (
    "Joint exercises build trust between armed forces. They also reveal how each side plans and commands."
)
TREATIES = (
    "Arms control treaties need verification. Inspectors visit sites at short notice and report in public."
)
CLOSING = "Diplomacy by soldiers remains diplomacy. Ministers decide what it is for."
ARTICLE = "\n".join([TITLE, ALLIANCES, EXERCISES, TREATIES, CLOSING])


def place(text: str, words: str) -> tuple[int, int]:
    assert text.count(words) == 1, words
    start = text.index(words)
    return start, start + len(words)


def follow(old: str, new: str, words: str) -> tuple[str, str | None]:
    (result,) = carry(old, new, [place(old, words)])
    return result.status, None if result.start is None else new[result.start : result.end]


def test_a_passage_before_and_after_a_mended_word_stays_the_same() -> None:
    new = ARTICLE.replace("visit sites", "visit the sites")

    assert follow(ARTICLE, new, ALLIANCES) == ("same", ALLIANCES)
    assert follow(ARTICLE, new, CLOSING) == ("same", CLOSING)
    assert follow(ARTICLE, new, "report in public") == ("same", "report in public")


def test_a_mended_typo_changes_the_sentence_and_keeps_its_place() -> None:
    old = ARTICLE.replace("exchange officers", "exchagne officers")

    assert follow(old, ARTICLE, "Partners train together and exchagne officers.") == (
        "changed",
        "Partners train together and exchange officers.",
    )
    assert follow(old, ARTICLE, "exchagne officers") == ("changed", "exchange officers")


def test_a_change_of_quotation_marks_is_a_change_and_no_loss() -> None:
    old = 'The treaty\'s text says "peaceful means" and no more.'
    new = "The treaty’s text says “peaceful means” and no more."

    assert follow(old, new, old) == ("changed", new)
    assert follow(old, new, "peaceful means") == ("same", "peaceful means")


def test_a_sentence_put_before_does_not_pull_the_span_to_itself() -> None:
    new = ARTICLE.replace(
        "Joint exercises build trust", "Joint exercises build ships. Joint exercises build trust"
    )

    assert follow(ARTICLE, new, EXERCISES) == ("same", EXERCISES)
    assert follow(ARTICLE, new, "Joint exercises build trust") == ("same", "Joint exercises build trust")


def test_a_moved_paragraph_is_moved_and_those_it_passed_are_not() -> None:
    new = "\n".join([TITLE, EXERCISES, TREATIES, CLOSING, "Arms are for later.", ALLIANCES])

    assert follow(ARTICLE, new, ALLIANCES) == ("moved", ALLIANCES)
    assert follow(ARTICLE, new, "Partners train together") == ("moved", "Partners train together")
    assert follow(ARTICLE, new, EXERCISES) == ("same", EXERCISES)


def test_a_paragraph_that_moved_and_was_edited_is_found() -> None:
    edited = ALLIANCES.replace("share the burden of security", "share the heavy burden of common security")
    new = "\n".join([TITLE, EXERCISES, TREATIES, edited, CLOSING])

    assert follow(ARTICLE, new, ALLIANCES) == ("moved", edited)


def test_a_split_paragraph_keeps_each_of_its_sentences() -> None:
    first, second = EXERCISES.split(". ")
    new = ARTICLE.replace(EXERCISES, f"{first}.\n{second}")

    assert follow(ARTICLE, new, f"{first}.") == ("same", f"{first}.")
    assert follow(ARTICLE, new, second) == ("same", second)
    assert follow(ARTICLE, new, EXERCISES) == ("changed", f"{first}.\n{second}")


def test_joined_paragraphs_keep_both_their_texts() -> None:
    new = ARTICLE.replace(f"{EXERCISES}\n", f"{EXERCISES} ")

    assert follow(ARTICLE, new, EXERCISES) == ("same", EXERCISES)
    assert follow(ARTICLE, new, TREATIES) == ("same", TREATIES)


def test_a_deleted_paragraph_with_a_similar_one_elsewhere_is_lost() -> None:
    similar = EXERCISES.replace("armed forces", "coast guards")
    old = f"{ARTICLE}\n{similar}"
    new = old.replace(f"{EXERCISES}\n", "")

    assert follow(old, new, EXERCISES) == ("lost", None)
    assert follow(old, new, similar) == ("same", similar)


def test_a_deleted_paragraph_is_lost_though_its_words_stand_all_over_the_text() -> None:
    new = ARTICLE.replace(f"{EXERCISES}\n", "").replace("Ministers", "Between armed forces, ministers")

    assert follow(ARTICLE, new, EXERCISES) == ("lost", None)
    assert follow(ARTICLE, new, "reveal how each side plans") == ("lost", None)


def test_a_paragraph_written_anew_does_not_take_the_old_ones_notes() -> None:
    new = ARTICLE.replace(
        EXERCISES, "Navies call at ports. The visits are short and seldom free of ceremony."
    )

    assert follow(ARTICLE, new, EXERCISES) == ("lost", None)


def test_of_a_repeated_sentence_each_keeps_its_own_place() -> None:
    refrain = "This is not new."
    old = "\n".join([f"{paragraph} {refrain}" for paragraph in (ALLIANCES, EXERCISES, TREATIES)])
    new = old.replace(ALLIANCES, ALLIANCES.replace("share", "spread")).replace(f"{EXERCISES} {refrain}\n", "")
    spans = [(at, at + len(refrain)) for at in range(len(old)) if old.startswith(refrain, at)]

    first, second, third = carry(old, new, spans)

    assert (first.status, first.start) == ("same", new.index(refrain))
    assert second == Carried("lost", None, None, 0.0)
    assert (third.status, third.start) == ("same", new.rindex(refrain))


def test_a_span_within_a_sentence_grows_with_words_put_into_it() -> None:
    new = ARTICLE.replace("trust between armed forces", "trust, slowly, between armed forces")

    assert follow(ARTICLE, new, "trust between armed forces") == (
        "changed",
        "trust, slowly, between armed forces",
    )


def test_a_whole_sentence_stays_whole_when_a_clause_is_added() -> None:
    longer = "Ministers decide what it is for, and parliaments pay for it."
    new = ARTICLE.replace("Ministers decide what it is for.", longer)

    assert follow(ARTICLE, new, "Ministers decide what it is for.") == ("changed", longer)


def test_a_sentence_does_not_grow_over_another_old_sentence_that_was_joined_to_it() -> None:
    old = "Inspectors visit sites at short notice. They report to the ministers in public."
    new = "Inspectors visit sites at short notice; they report to the ministers in public."

    status, words = follow(old, new, "Inspectors visit sites at short notice.")

    assert (status, words) == ("changed", "Inspectors visit sites at short notice")


def test_unchanged_words_with_another_word_beside_them_are_changed() -> None:
    new = ARTICLE.replace("need verification", "need no verification")

    assert follow(ARTICLE, new, "verification") == ("changed", "verification")
    assert follow(ARTICLE, new, "Arms control treaties") == ("same", "Arms control treaties")


def test_unchanged_words_stay_the_same_when_only_a_mark_beside_them_changes() -> None:
    new = ARTICLE.replace("verification. Inspectors", "verification: inspectors")

    assert follow(ARTICLE, new, "need verification") == ("same", "need verification")


def test_a_passage_that_kept_only_how_it_begins_is_lost() -> None:
    new = ARTICLE.replace(
        "Inspectors visit sites at short notice and report in public.",
        "Inspectors visit sites whose owners have agreed, and none of them may speak.",
    )

    assert follow(ARTICLE, new, "Inspectors visit sites at short notice and report in public.") == (
        "lost",
        None,
    )


def test_two_sentences_that_moved_and_became_one_are_both_found() -> None:
    first, second = EXERCISES.split(". ")
    joined = f"{first}, and {second[0].lower()}{second[1:]}"
    new = "\n".join([TITLE, ALLIANCES, TREATIES, CLOSING, joined])

    assert follow(ARTICLE, new, first) == ("moved", first)
    assert follow(ARTICLE, new, second) == ("moved", f"{second[0].lower()}{second[1:]}")


def test_a_short_heading_that_moved_is_found_where_no_other_line_equals_it() -> None:
    old = "\n".join([TITLE, "On treaties", TREATIES, EXERCISES, CLOSING])
    new = "\n".join([TITLE, TREATIES, EXERCISES, CLOSING, "On treaties"])

    assert follow(old, new, "On treaties") == ("moved", "On treaties")


def test_a_quotation_mark_that_opens_a_line_belongs_to_its_sentence() -> None:
    opening = "“Trust, but verify,” ministers say."
    old = "\n".join([TITLE, opening, TREATIES, CLOSING])
    new = "\n".join([TITLE, TREATIES, CLOSING, opening])

    assert follow(old, new, opening) == ("moved", opening)


def test_text_without_spaces_between_words_is_followed() -> None:
    old = "国防外交是安全战略的一部分。军队之间的交流增进信任。"
    new = "国防外交一直是安全战略的一部分。军队之间的交流增进信任。"

    assert follow(old, new, "军队之间的交流增进信任。") == ("same", "军队之间的交流增进信任。")
    assert follow(old, new, "国防外交是安全战略的一部分。") == ("changed", "国防外交一直是安全战略的一部分。")


def test_a_heading_of_one_word_stays_where_it_stands() -> None:
    old, new = f"Treaties\n{TREATIES}", f"Treaties\n{TREATIES} They do so every year."

    assert follow(old, new, "Treaties") == ("same", "Treaties")


def test_nothing_is_left_of_a_text_that_was_emptied() -> None:
    assert carry(ARTICLE, "", [(0, 5), (3, 3)]) == [Carried("lost", None, None, 0.0)] * 2
    assert carry("", ARTICLE, [(0, 0)]) == [Carried("lost", None, None, 0.0)]


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 6), (6, 6)])
def test_a_span_outside_the_old_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside a text of 5 characters"):
        carry("words", "words", [span])


def test_no_spans_give_no_results() -> None:
    assert carry(ARTICLE, "", []) == []


def test_lines_put_around_a_text_do_not_change_where_its_lines_are() -> None:
    lines = [f"Line {number} says {number * 7919}." for number in range(50)]
    new = "\n".join(["Line 12.", "War. It came.", *lines, "It says 7919."])

    assert [follow("\n".join(lines), new, line) for line in lines] == [("same", line) for line in lines]
