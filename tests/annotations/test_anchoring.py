"""A selection is taken at its word, or refused with what does not match."""

import pytest

from content.annotations.anchoring import NotAnchored, anchored

TEXT = "Heading\nDefense attachés are sent abroad.\nThey report 😀 home."


def test_the_anchor_says_what_the_text_says_there_and_around_it() -> None:
    start = TEXT.index("attachés")
    anchor = anchored(TEXT, start, start + 8, exact="attachés", prefix="Defense ", suffix=" are", longest=99)
    assert anchor == (
        start,
        start + 8,
        "attachés",
        "Heading\nDefense ",
        " are sent abroad.\nThey report 😀 ",
    )


def test_blank_ends_are_left_off_and_offsets_count_code_points() -> None:
    start = TEXT.index(" 😀")
    assert anchored(TEXT, start, start + 3, exact=" 😀 ", longest=99)[:3] == (start + 1, start + 2, "😀")


@pytest.mark.parametrize(
    ("start", "end", "said", "refusal"),
    [
        (0, 500, {}, "no stretch of it"),
        (5, 5, {}, "no stretch of it"),
        (-1, 3, {}, "no stretch of it"),
        (0, 7, {"exact": "heading"}, "does not say this at that place"),
        (0, 7, {"exact": "Heading", "prefix": "The "}, "another place"),
        (0, 7, {"exact": "Heading", "suffix": " one"}, "another place"),
        (7, 8, {"exact": "\n"}, "Nothing is selected"),
        (0, 40, {"exact": TEXT[:40]}, "takes up to 20 characters"),
    ],
)
def test_what_does_not_match_is_refused_with_the_reason(
    start: int, end: int, said: dict[str, str], refusal: str
) -> None:
    with pytest.raises(NotAnchored, match=refusal):
        anchored(TEXT, start, end, **{"exact": "", **said}, longest=20)
