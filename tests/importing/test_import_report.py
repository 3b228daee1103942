"""What a person reads about a document before importing it."""

from content.importing.readers import read_document
from content.importing.report import report_lines


def test_the_report_shows_levels_with_scores_and_reasons_and_defects_with_lines() -> None:
    text = (
        "Arms and Words\n\n⚠️ Note: AI tools wrote this text.\n\nA standfirst.\n\nInstruments\n\n"
        "There are joint visits.Others exist.\n\nJoint Visits\n\nThey are good.\n"
    )
    announced = "announced in line 9: 2 of 2 content words in one sentence"
    assert list(report_lines(read_document(text.encode(), "arms.txt"))) == [
        "arms.txt (utf-8)",
        "  Title        Arms and Words",
        "  Notice       Note: AI tools wrote this text.",
        "  Standfirst   A standfirst.",
        "  Sections     2; levels are proposals:",
        "    line 7     level 2  0.00  Instruments — the first heading",
        f"    line 11    level 3  1.00    Joint Visits — {announced}",
        "  Defects      3",
        "    line 7     short_section: The section “Instruments” has only 6 words.",
        "    line 9     missing_space: No space after the period in “visits.Others”.",
        "    line 11    short_section: The section “Joint Visits” has only 3 words.",
    ]


def test_a_clean_document_says_that_there_are_no_defects() -> None:
    text = f"Arms and Words\n\nHeading\n\n{'word ' * 50}."
    assert list(report_lines(read_document(text.encode(), "arms.txt")))[-1] == "  Defects      none"
