"""What the importer reports and does not mend."""

import pytest

from content.importing.defects import MOST_OF_A_KIND
from content.importing.documents import ParsedDocument
from content.importing.duplicates import near_duplicates
from content.importing.readers import read_document

LONG = (
    " ".join(
        ["Nations hold talks and staff meetings in many places of the world."] + ["More words here"] * 14
    )
    + "."
)


def read(*parts: str, title: str = "The Title of It") -> ParsedDocument:
    return read_document("\n\n".join([title, "A standfirst.", *parts]).encode(), "a.txt")


def found(kind: str, *parts: str) -> list[tuple[int, str]]:
    return [(d.line, d.text) for d in read(*parts).defects if d.kind == kind]


def in_text(kind: str, text: str) -> list[tuple[int, str]]:
    return found(kind, "Heading", f"{LONG}\n\n{text}")


def test_a_clean_document_has_no_defects() -> None:
    assert read("Heading", f"{LONG} “Quoted.” It (e.g. here) is 3.5 % of U.S.-India trade.").defects == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("He said “peace. Then left.", "The quotation mark before “peace. Then left.” is never closed."),
        ('He said "peace. Then left.', "The quotation mark before “peace. Then left.” is never closed."),
        ("A « word of French.", "The quotation mark before “word of French.” is never closed."),
        ("He said peace” then.", "The quotation mark after “He said peace” closes nothing."),
        ("“One” and “two.", "The quotation mark before “two.” is never closed."),
    ],
)
def test_an_unclosed_quotation_mark_is_reported(text: str, message: str) -> None:
    assert in_text("unclosed_quotation", text) == [(9, message)]


@pytest.mark.parametrize("text", ["“One” and “two.”", 'An "inner" word.', "A nation’s ‘own’ way.", "«Mot»."])
def test_quotation_marks_in_pairs_are_fine(text: str) -> None:
    assert in_text("unclosed_quotation", text) == []


def test_a_quotation_over_two_paragraphs_opens_both() -> None:
    assert in_text("unclosed_quotation", "“It began so.\n\n“And it ended so.”") == []


def test_an_unclosed_quotation_mark_in_a_heading_is_reported() -> None:
    assert [line for line, _ in found("unclosed_quotation", "The “Heading", LONG)] == [5]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("We act effectively.Embracing change helps.", "effectively.Embracing"),
        ("It is over.A new time begins.", "over.A"),
        ("We joined NATO.The alliance grew.", "NATO.The"),
        ("It was in 2016.The pact held.", "2016.The"),
        ("They said “yes.”Then they left.", "yes.”Then"),
        ("We trust it (mostly).Others do not.", "mostly).Others"),
        ("We act well.NATO does too.", "well.NATO"),
    ],
)
def test_a_missing_space_after_a_full_stop_is_reported(text: str, quoted: str) -> None:
    assert in_text("missing_space", text) == [(9, f"No space after the period in “{quoted}”.")]


@pytest.mark.parametrize(
    "text",
    [
        "U.S.-India ties, e.g. trade, i.e. goods.",
        "The U.S.A. and the U.K. met.",
        "A growth of 3.5 percent. Then 2.A follows.",
        "Read www.Example.Org or https://a.Example/x.Html now.",
        "Write to Jane.Doe@Example.org soon.",
        "The file Report.Pdf is there.",
        "She has a Ph.D. and J.R.Tolkien read it.",
        "Wait...Then go.",
        "The Lt.Gen. came.",
    ],
)
def test_stops_inside_of_words_are_fine(text: str) -> None:
    assert in_text("missing_space", text) == []


def test_a_section_under_fifty_words_is_reported() -> None:
    fifty, forty_nine = " ".join(["word"] * 50) + ".", " ".join(["word"] * 49) + "."
    assert found("short_section", "Heading", fifty) == []
    assert found("short_section", "Heading", forty_nine) == [(5, "The section “Heading” has only 49 words.")]


def test_see_also_lines_do_not_lengthen_a_section() -> None:
    text = f"{' '.join(['word'] * 45)}.\n\nSee also: One Two Three Four Five Six"
    assert found("short_section", "Heading", text) == [(5, "The section “Heading” has only 45 words.")]


def test_a_section_without_text_of_its_own_is_reported() -> None:
    assert found("short_section", "Empty", "Heading", LONG) == [
        (5, "The section “Empty” has no text of its own.")
    ]


@pytest.mark.parametrize(
    ("title", "heading", "reported"),
    [
        ("Defense Diplomacy and Trust", "Defense Diplomacy and Trust", True),
        ("Defense Diplomacy and Trust", "Why Defense Diplomacy Needs Trust between Armies", True),
        (
            "The Role of Trust in Building Sound Defense Diplomacy",
            "The Role of Trust in Building Good Defense Diplomacy",
            True,
        ),
        ("The Role of Trust in Defense Diplomacy", "The Role of Doubt in Arms Control", False),
        ("The Role of Trust in Defense Diplomacy", "Trust", False),
        ("NATO", "The History of NATO", False),
    ],
)
def test_a_heading_that_repeats_the_title_is_reported(title: str, heading: str, reported: bool) -> None:
    kinds = [defect.kind for defect in read(heading, LONG, title=title).defects]
    assert ("heading_repeats_title" in kinds) is reported


def test_a_sentence_that_occurs_again_is_reported_once_with_its_first_line() -> None:
    sentence = "Trust grows slowly between two armies."
    assert found(
        "repeated_sentence", "Heading", f"{LONG} {sentence}", f"So. {sentence}", sentence.upper()
    ) == [(9, "The sentence “Trust grows slowly between two armies.” occurs 3 times; first in line 7.")]


def test_short_sentences_may_occur_again() -> None:
    assert found("repeated_sentence", "Heading", LONG, "See the annex. See the annex.") == []


@pytest.mark.parametrize(
    "text",
    [
        "This paragraph has many words in it and then it just stops somewhere in the",
        "this one is short and stops",
        "A comma comes last here,",
    ],
)
def test_a_paragraph_that_is_cut_off_is_reported(text: str) -> None:
    end = " ".join(text.split()[-6:])
    assert in_text("cut_off", text) == [(9, f"The paragraph ends without a period: “…{end}”.")]


@pytest.mark.parametrize("text", ["Is it so?", "It is so!", "“It is so.”", "(It is so.)", "And so on…"])
def test_a_paragraph_that_ends_is_fine(text: str) -> None:
    assert in_text("cut_off", text) == []


def test_a_colon_is_fine_before_a_list_and_before_subsections() -> None:
    assert in_text("cut_off", "The reasons are:\n\n• Trust") == []
    assert found("cut_off", "Heading", f"{LONG} The reasons for visits are:", "Visits", LONG) == []


def test_a_colon_with_nothing_after_it_is_cut_off() -> None:
    assert [line for line, _ in in_text("cut_off", "The reasons are:")] == [9]


def test_an_item_is_cut_off_where_most_others_have_a_stop() -> None:
    assert in_text("cut_off", "• One thing.\n• Another thing\n• A third thing.") == [
        (10, "The list item ends without a period: “…Another thing”.")
    ]
    assert in_text("cut_off", "• Exercises\n• Visits\n• Talks") == []


def test_a_standfirst_that_is_cut_off_is_reported() -> None:
    document = read_document(f"Title\n\nthe standfirst stops\n\nHeading\n\n{LONG}".encode(), "a.txt")
    assert [(defect.line, defect.kind) for defect in document.defects] == [(3, "cut_off")]


def test_a_kind_that_is_found_very_often_is_cut_short_and_says_so() -> None:
    report = in_text("missing_space", " ".join(f"Aye{number}.Bye" for number in range(250)))
    assert len(report) == MOST_OF_A_KIND + 1
    assert report[-1][1] == "And 150 more places like this one follow."


def test_a_paragraph_close_to_one_in_another_article_is_reported_with_the_closest() -> None:
    ours = (
        "International organizations play a pivotal role in facilitating defense diplomacy by providing "
        "platforms for dialogue and cooperation among member states."
    )
    theirs = ours.replace("facilitating defense diplomacy", "shaping military initiatives")
    told = [("Far", "Something else is said here."), ("Near", theirs), ("Same", ours), ("Late", theirs)]
    others = [(1, *one) for one in told]
    expected = (
        "The paragraph “International organizations play a pivotal role in facilitating…” is close to one in "
        "“Same”, “International organizations play a pivotal role in facilitating…”: "
        "they share 18 of 18 phrases of three words."
    )
    duplicates = near_duplicates(read("Heading", f"{LONG}\n\n{ours}"), others)
    assert [(defect.line, defect.text) for defect in duplicates] == [(9, expected)]


def test_a_common_turn_of_phrase_is_no_near_duplicate() -> None:
    ours = (
        "Joint exercises play a pivotal role in fostering trust, and every army knows of their cost at home."
    )
    theirs = (
        "Open talks play a pivotal role in fostering peace, while ministers seldom read the minutes of any."
    )
    assert near_duplicates(read("Heading", ours), [(1, "Other", theirs)]) == []
