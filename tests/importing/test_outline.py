"""How an outline is decided on: levels, headings joined and split, fixes, steps taken back."""

import pytest

from content.importing.documents import ParsedDocument, UnreadableDocument
from content.importing.markdown import section_body
from content.importing.markdown_reader import read
from content.importing.outline import (
    LABELS,
    NotPossible,
    Outline,
    Step,
    document_of,
    fixes,
    outline_of,
    promoted,
    taken,
)

PROSE = "Nations meet in forums and speak about common concerns there."
OTHER = "Armies train together so that soldiers learn from one another."
THIRD = "Ministers sign what their staffs have written for them before."
TEXT = f"""# Title

Standfirst.

## One

{PROSE}

### Two

{OTHER} Trust follows.Embracing it is hard.

#### Three

- An item.Another

## Four

{THIRD}
"""


def document(text: str = TEXT) -> ParsedDocument:
    return read(text.encode(), "a.md")


def step(row: str, role: str) -> Step:
    return {"row": row, "role": role}


def headings(outline: Outline) -> list[tuple[int, str | None]]:
    return [(section.level, section.heading) for section in document_of(outline).sections]


def bodies(outline: Outline) -> list[str]:
    return [section_body(section.blocks) for section in document_of(outline).sections]


def after(*steps: Step, text: str = TEXT) -> Outline:
    return outline_of(document(text), steps)


def test_without_a_step_the_document_is_as_it_was_read() -> None:
    assert document_of(after()) == document()


def test_promoting_and_demoting_never_skips_a_level() -> None:
    outline = after(step("s1", "2"))
    assert headings(outline) == [(2, "One"), (2, "Two"), (3, "Three"), (2, "Four")]
    outline = taken(outline, promoted(outline.row("s2"), 1))
    assert headings(outline)[2] == (3, "Three")
    outline = taken(outline, promoted(outline.row("s2"), -1))
    assert headings(outline) == [(2, "One"), (2, "Two"), (2, "Three"), (2, "Four")]
    assert document_of(outline).sections[1].level_reason == "set by hand"


def test_a_heading_becomes_a_paragraph_of_the_section_above() -> None:
    outline = after(step("s1", "text"))
    assert headings(outline) == [(2, "One"), (3, "Three"), (2, "Four")]
    assert bodies(outline)[0] == f"{PROSE}\n\nTwo\n\n{OTHER} Trust follows.Embracing it is hard."


def test_a_heading_that_is_left_out_gives_its_text_to_the_section_above() -> None:
    assert bodies(after(step("s3", "out")))[2] == f"- An item.Another\n\n{THIRD}"


def test_a_paragraph_becomes_a_heading_and_the_next_ones_its_text() -> None:
    outline = after(step("s0b0", "3"))
    assert headings(outline)[:2] == [(2, "One"), (3, PROSE)]


def test_headings_are_joined_to_what_stands_above() -> None:
    outline = after(step("s0b0", "out"), step("s1", "join"))
    assert headings(outline)[0] == (2, "One Two")
    assert bodies(outline)[0] == f"{OTHER} Trust follows.Embracing it is hard."


def test_a_paragraph_is_split_after_its_first_sentence() -> None:
    long = f"Aims. {' '.join([PROSE] * 5)}"
    outline = after(step("s0b0", "split3"), text=f"# T\n\nS.\n\n## One\n\n{long}")
    assert headings(outline) == [(2, "One"), (3, "Aims")]
    assert bodies(outline)[1] == " ".join([PROSE] * 5)


def test_another_standfirst_takes_the_place_of_the_first() -> None:
    outline = after(step("s0b0", "standfirst"))
    decided = document_of(outline)
    assert decided.standfirst == PROSE
    assert headings(outline)[:2] == [(2, None), (2, "One")]
    assert bodies(outline)[:2] == ["Standfirst.", ""]


def test_an_untitled_section_begins_where_the_editor_says() -> None:
    outline = after(step("s3b0", "untitled"))
    assert headings(outline)[-2:] == [(2, "Four"), (2, None)]
    again = taken(outline, step("s3b0", "text"))
    assert headings(again)[-1] == (2, "Four")


def test_safe_defects_are_fixed_in_place() -> None:
    outline = after()
    offered = {fix.says: fix.key for fix in fixes(outline).values()}
    assert list(offered) == ["“follows. Embracing”", "“item. Another”"]
    for key in offered.values():
        outline = taken(outline, {"fix": key})
    assert bodies(outline)[1:3] == [f"{OTHER} Trust follows. Embracing it is hard.", "- An item. Another"]
    assert "missing_space" not in {defect.kind for defect in document_of(outline).defects}
    with pytest.raises(NotPossible, match="mended already"):
        taken(outline, {"fix": next(iter(offered.values()))})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("“Nations meet in the forums.", ["…“Nations meet in the forums.”"]),
        ('"Nations meet in the forums.', ['…"Nations meet in the forums."']),
        ("“Nations meet. They talk.", []),
        ("Nations “meet in the forums.", []),
        ("“Nations” “meet in the forums.", []),
        ("Nations meet in the forums.”", []),
    ],
)
def test_a_quotation_mark_is_closed_only_where_its_place_is_certain(text: str, says: list[str]) -> None:
    outline = after(text=f"# T\n\nS.\n\n## One\n\n{text}")
    assert [fix.says for fix in fixes(outline).values()] == says


def test_a_repeated_sentence_goes_and_a_paragraph_of_nothing_else_with_it() -> None:
    outline = after(
        text=f"# T\n\nS.\n\n## One\n\n{PROSE}\n\nMore here. {PROSE} And on.\n\n## Two\n\n{PROSE}\n\nEnd."
    )
    keys = list(fixes(outline))
    for key in keys:
        outline = taken(outline, {"fix": key})
    assert bodies(outline) == [f"{PROSE}\n\nMore here. And on.", "End."]


def test_the_title_can_be_another() -> None:
    assert document_of(after({"title": "New"})).title == "New"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": "?!"}, "A title needs words."),
        ({"title": "x" * 251}, "A title has at most 250 characters; this one has 251."),
        ({"row": "s9", "role": "2"}, "This row is not in the document."),
        ({"row": "s0", "role": "5"}, "This is not possible here."),
        ({"row": "s2b0", "role": "2"}, "Section is not possible here."),
        ({"row": "o", "role": "join"}, "Above it stands nothing that it can be joined to."),
        ({"fix": "s0-0-0-0-x"}, "This place is mended already, or no longer there."),
    ],
)
def test_what_is_not_possible_is_refused(wrong: Step, message: str) -> None:
    with pytest.raises(NotPossible) as refused:
        after(wrong)
    assert str(refused.value) == message


def test_a_document_needs_some_text() -> None:
    outline = after(*[step(row.key, "out") for row in after().rows if "out" in row.roles])
    with pytest.raises(UnreadableDocument, match="no text is left"):
        document_of(outline)


def test_every_role_has_its_words() -> None:
    assert {role for row in after().rows for role in row.roles} <= set(LABELS)


def test_what_the_reader_noticed_stays_told() -> None:
    text = TEXT.replace("Standfirst.", "![A map](m.png) Standfirst.")
    kinds = {defect.kind for defect in document_of(after({"title": "New"}, text=text)).defects}
    assert "picture_left_out" in kinds
