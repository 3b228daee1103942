"""Which level a heading is proposed for, and where a conclusion without a heading begins."""

import pytest

from content.importing.documents import ParsedDocument
from content.importing.readers import read_document

PROSE = "Nations meet in forums and speak about common concerns there."


def read(text: str) -> ParsedDocument:
    return read_document(text.encode(), "a.txt")


def headings(text: str) -> list[tuple[int, str | None]]:
    return [(section.level, section.heading) for section in read(text).sections]


def test_a_heading_announced_in_an_item_is_a_subsection() -> None:
    text = (
        "Title\n\nStandfirst.\n\nInstruments\n\nThere are:\n\n• Joint exercises at sea\n• Visits\n\n"
        f"Exercising Jointly at Sea\n\n{PROSE}\n\nForums\n\n{PROSE}"
    )
    assert headings(text) == [(2, "Instruments"), (3, "Exercising Jointly at Sea"), (2, "Forums")]


def test_words_spread_over_two_sentences_announce_nothing() -> None:
    text = f"Title\n\nStandfirst.\n\nFirst\n\nJoint visits. Exercises too.\n\nJoint Exercises\n\n{PROSE}"
    assert headings(text) == [(2, "First"), (2, "Joint Exercises")]


def test_only_the_own_text_of_the_top_section_announces() -> None:
    text = (
        "Title\n\nStandfirst.\n\nFirst\n\nWe speak of visits.\n\nVisits\n\nShips in ports are named.\n\n"
        f"Ships and Ports\n\n{PROSE}"
    )
    assert headings(text) == [(2, "First"), (3, "Visits"), (2, "Ships and Ports")]


def test_an_untitled_opening_announces_nothing() -> None:
    text = f"Title\n\nStandfirst.\n\nThis text speaks of visits.\n\nVisits\n\n{PROSE}"
    assert headings(text) == [(2, None), (2, "Visits")]


def conclusion(title: str, last_heading: str, *paragraphs: str) -> bool:
    text = "\n\n".join([title, "Standfirst.", "First", PROSE, last_heading, *paragraphs])
    return read(text).sections[-1].heading is None


CLOSING = "Overall, the prospects are good."
RETURN = "Military diplomacy supports defense cooperation."


@pytest.mark.parametrize(
    ("title", "heading", "paragraphs", "expected"),
    [
        ("Military Diplomacy in Defense Cooperation", "Prospects", [CLOSING, RETURN], True),
        ("Military Diplomacy in Defense Cooperation", "Prospects", [CLOSING, RETURN, PROSE], True),
        ("Military Diplomacy in Defense Cooperation", "Prospects", [CLOSING], False),
        ("Military Diplomacy in Defense Cooperation", "Prospects", [PROSE, RETURN], False),
        ("Military Diplomacy in Defense Cooperation", "Prospects", [CLOSING, PROSE], False),
        ("Military Diplomacy in Defense Cooperation", "Conclusion", [CLOSING, RETURN], False),
        ("Military Diplomacy in Defense Cooperation", "Prospects", [f"In conclusion, {RETURN}"], False),
        ("Military Diplomacy in Defense Cooperation", "What Supports It", [CLOSING, RETURN], False),
        ("The Baltic Sea", "Prospects", [CLOSING, RETURN], False),
    ],
)
def test_a_conclusion_without_a_heading_is_proposed_where_the_text_returns_to_its_title(
    title: str, heading: str, paragraphs: list[str], expected: bool
) -> None:
    assert conclusion(title, heading, *paragraphs) is expected


def test_a_section_in_the_middle_has_no_untitled_conclusion() -> None:
    title = "Military Diplomacy in Defense Cooperation"
    text = "\n\n".join([title, "Standfirst.", "First", CLOSING, RETURN, "Second", PROSE])
    assert headings(text) == [(2, "First"), (2, "Second")]
