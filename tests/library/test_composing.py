"""A snapshot becomes an edition: properties over random documents, and the shape of the text."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content.library.mentions import Lexicon, Name
from content.library.publishing.composing import Composed, compose
from content.library.reading import contents

_WORDS = st.lists(
    st.sampled_from(
        [
            *("NATO", "India", "exercise", "treaty", "*trust*", "**force**", "[[Wanted]]", "[[Other|words]]"),
            *("U.S.-India", "café", "a\u00a0b", "1.", "-", ">", "|", "&amp;", "<b>"),
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
_LINES = st.tuples(st.sampled_from(["", "- ", "  - ", "> ", "1. "]), _WORDS).map("".join)
_BODIES = st.lists(_LINES | st.text(max_size=40), min_size=1, max_size=8).map("\n\n".join)
_HEADINGS = st.sampled_from(["A heading", "NATO & others", "", "<script>"])


@st.composite
def documents(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Sections whose levels never skip, each with an address of its own."""
    sections: list[dict[str, Any]] = []
    level = 1
    for number in range(draw(st.integers(1, 5))):
        level = draw(st.integers(2, min(4, level + 1)))
        sections.append(
            {"level": level, "heading": draw(_HEADINGS), "slug": f"section-{number}", "body": draw(_BODIES)}
        )
    return sections


def composed(sections: list[dict[str, Any]], previous: Composed | None = None, **options: Any) -> Composed:
    taken: dict[str, Any] = {
        "kind": "article",
        "title": "A title",
        "slug": "a-title",
        "summary": "A standfirst.",
        "fields": {},
        "relations": {},
        "aliases": [],
        "notices": [],
        "tags": [],
        "source": None,
        "not_linked": "",
        "sections": sections,
    }
    lexicon = Lexicon([Name("NATO", 2, True), Name("India", 3, True), Name("U.S.-India", 4, True)])
    before = (previous.text, previous.content["passages"]) if previous else None
    return compose(taken, page=1, lexicon=lexicon, previous=before, **options)


@given(documents())
def test_every_passage_lies_in_the_text_on_a_line_of_its_own(sections: list[dict[str, Any]]) -> None:
    edition = composed(sections)
    lines = {0} | {match.end() for match in re.finditer("\n", edition.text)}

    for passage in edition.content["passages"]:
        text = edition.text[passage["start"] : passage["end"]]
        assert text
        assert "\n" not in text
        assert text == text.strip()
        assert passage["start"] in lines
        assert edition.text[passage["end"] : passage["end"] + 1] in ("", "\n")


@given(documents())
def test_keys_are_unique_and_stand_once_in_the_html(sections: list[dict[str, Any]]) -> None:
    edition = composed(sections)
    keys = [passage["key"] for passage in edition.content["passages"]]

    assert len(set(keys)) == len(keys)
    assert re.findall(r' id="p-([0-9a-z]+)"', edition.html) == keys


@given(documents())
def test_the_same_document_again_keeps_every_key(sections: list[dict[str, Any]]) -> None:
    first = composed(sections, seed="one")
    second = composed(sections, previous=first, seed="two")

    assert [p["key"] for p in second.content["passages"]] == [p["key"] for p in first.content["passages"]]


@given(documents(), documents())
def test_whatever_changes_a_key_is_given_once(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    first = composed(one, seed="one")
    second = composed(other, previous=first, seed="two")
    keys = [passage["key"] for passage in second.content["passages"]]

    assert len(set(keys)) == len(keys)


@given(documents())
def test_every_link_from_the_text_stands_where_it_says(sections: list[dict[str, Any]]) -> None:
    edition = composed(sections)
    passages = edition.content["passages"]

    for link in edition.content["links"]:
        if link["kind"] == "mention":
            passage = passages[link["passage"]]
            text = edition.text[passage["start"] : passage["end"]]
            assert text[link["start"] : link["end"]] == link["title"]
    drawn = [int(number) for number in re.findall(r'href="link:(\d+)"', edition.html)]
    assert len(set(drawn)) == len(drawn)
    assert all(number < len(edition.content["links"]) for number in drawn)


@given(documents())
def test_no_markup_of_the_author_reaches_the_page(sections: list[dict[str, Any]]) -> None:
    html = composed(sections).html

    assert "<script" not in html
    assert "<b>" not in html.replace("<b>See also</b>", "")


def test_sections_are_numbered_and_an_untitled_conclusion_is_not() -> None:
    rows = [(2, "One"), (3, "Sub"), (4, "Deep"), (3, "Next"), (2, "Two"), (3, "Sub again"), (2, "")]
    sections = [
        {"level": level, "heading": heading, "slug": f"s{index}", "body": "Text."}
        for index, (level, heading) in enumerate(rows)
    ]
    edition = composed(sections)

    assert [section["number"] for section in edition.content["sections"]] == [
        *("1", "1.1", "1.1.1", "1.2", "2", "2.1", "")
    ]
    assert [section["top"] for section in edition.content["sections"]] == [0, 0, 0, 0, 4, 4, 6]
    assert '<hr class="concl" id="s6">' in edition.html
    tree = contents(edition.content["sections"])
    assert [(entry.heading, [child.heading for child in entry.children]) for entry in tree] == [
        ("One", ["Sub", "Next"]),
        ("Two", ["Sub again"]),
    ]


def test_a_heading_is_text_and_never_markup() -> None:
    html = composed([{"level": 2, "heading": "<img src=x> & *more*", "slug": "s", "body": "Text."}]).html

    assert "&lt;img src=x&gt; &amp; *more*" in html


def test_words_are_those_of_the_standfirst_and_the_passages() -> None:
    body = "Three words here.\n\nSee also [[Another page]]\n\n- U.S.-India – ties"
    sections = [{"level": 2, "heading": "Not counted", "slug": "s", "body": body}]

    assert composed(sections).words == 2 + 3 + 2
