"""Forty searches of the fixtures, each with the passages that must come among the first three."""

import json
from pathlib import Path
from typing import Final

import pytest

from content.library.queries.searching import passages_of, search
from content.library.search.parsing import parse
from content.library.search.ranking import Row, ranked
from content.library.views.search import known_options
from defense import starting

WANTED: Final[dict[str, list[str]]] = json.loads(Path(__file__).with_name("ranking.json").read_text())
FIRST: Final = 3


@pytest.mark.django_db
def test_what_must_come_among_the_first_three_does() -> None:
    starting.load_first_content(Path("fixtures"))
    assert len(WANTED) == 40
    options = known_options()
    missing = []
    for query, beginnings in WANTED.items():
        found = search(parse(query, options["topic"]), options, {})
        texts = [row.text for row in passages_of(found.rows[:FIRST])]
        missing += [
            f"{query}: {beginning}"
            for beginning in beginnings
            if not any(text.startswith(beginning) for text in texts)
        ]
    assert missing == []


def order(query: str, *bodies: str, heading: str = "") -> list[str]:
    marks = " ".join(f"h/{stem}" for stem in heading.split())
    rows = [Row(number, 1, body, marks if not number else "") for number, body in enumerate(bodies)]
    return [row.body for row in ranked(rows, parse(query))]


def test_phrases_come_before_words_apart_and_all_words_before_some() -> None:
    assert order("peace war", "peac x war", "peac x x", "x peac war") == [
        "x peac war",
        "peac x war",
        "peac x x",
    ]


def test_a_heading_counts_as_well_as_the_text() -> None:
    assert order("peace", "peac x", "peac x") == ["peac x", "peac x"]
    assert order("peace", "peac two", "peac one", heading="peac")[0] == "peac two"


def test_rare_words_weigh_more_and_equal_passages_keep_their_order() -> None:
    assert order("common rare", "common x", "common x", "common x", "rare x")[0] == "rare x"
    rows = [Row(number, 1, "peac", "") for number in (3, 1, 2)]
    assert [row.passage for row in ranked(rows, parse("peace"))] == [1, 2, 3]
