"""Marked text: what it becomes as Markdown, how it is changed, and that storing loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from content.importing.documents import Paragraph, Run
from content.importing.html_reader import read as read_html
from content.importing.markdown import section_body
from content.importing.markdown_reader import read as read_markdown
from content.importing.runs import paragraph_of, replaced
from content.importing.stored import from_json, to_json
from content.library.markdown import parse
from tests.importing.test_html_reader import PAGE

texts = st.text(alphabet="ab .*_[]|(!-1\u0301é#>`", max_size=6)
addresses = st.sampled_from(["", "", "https://example.org/a_(b)", "mailto:a@example.org"])
runs = st.builds(Run, texts, st.booleans(), st.booleans(), addresses, st.just(""))
page_links = st.builds(
    Run, texts, st.booleans(), st.booleans(), st.just(""), st.sampled_from(["NATO", "A B"])
)
paragraphs = st.lists(st.one_of(runs, page_links), max_size=6).map(lambda parts: paragraph_of(parts, 1))
MARKDOWN = b"""---
title: T
summary: S
---
Please note: AI tools were used in crafting this content.

## One

Some *soft* words.

- a
  1. b

> quoted

| a | b |
|---|---|
| 1 | 2 |

See also [[NATO]]
"""


@given(paragraphs)
def test_the_markdown_of_marked_text_reads_as_its_words(paragraph: Paragraph) -> None:
    expected = [paragraph.text] if paragraph.text else []
    assert [block.text for block in parse(section_body([paragraph]))] == expected


@given(paragraphs, st.integers(0, 20), st.integers(0, 20), texts)
def test_a_change_changes_words_and_runs_alike(
    paragraph: Paragraph, start: int, length: int, new: str
) -> None:
    end = min(start + length, len(paragraph.text))
    start = min(start, end)
    changed = replaced(paragraph, start, end, new)
    plain = paragraph_of([Run(paragraph.text[:start] + new + paragraph.text[end:])], 1)
    assert changed.text == plain.text
    assert not changed.runs or "".join(run.text for run in changed.runs) == changed.text


def test_marks_stay_around_a_change() -> None:
    paragraph = paragraph_of([Run("See "), Run("trust.Then", em=True), Run(" more")], 1)
    assert section_body([replaced(paragraph, 10, 10, " ")]) == "See *trust. Then* more"


def test_storing_loses_nothing() -> None:
    for document in (read_markdown(MARKDOWN, "a.md"), read_html(PAGE.encode(), "a.html")):
        assert from_json(to_json(document)) == document
