"""Two saves of one page made into one: what merges by itself, and what an editor must decide."""

from collections.abc import Iterable
from typing import Any

import pytest

from content.editorial.merging import Adjusted, Conflict, Snapshot, Taken, merge
from content.editorial.merging.blocks import split
from content.library.markdown import parse


def section(slug: str, body: str = "Text.", level: int = 2, heading: str = "") -> dict[str, Any]:
    return {"level": level, "heading": heading or slug.title(), "slug": slug, "body": body}


def page(*sections: dict[str, Any], **fields: Any) -> Snapshot:
    empty: dict[str, Any] = {
        "schema": 3,
        "not_linked": "",
        "kind": "article",
        "title": "A title",
        "summary": "",
        "source": None,
    }
    lists: dict[str, Any] = {"notices": [], "aliases": [], "tags": [], "fields": {}, "relations": {}}
    return {**empty, **lists, "sections": list(sections), **fields}


def bodies(base: str, theirs: str, mine: str) -> tuple[str, list[Conflict]]:
    merged = merge(*three(page(section("s", body)) for body in (base, theirs, mine)))
    return merged.snapshot["sections"][0]["body"], merged.conflicts


def three(sides: Iterable[Snapshot]) -> tuple[Snapshot, Snapshot, Snapshot]:
    base, theirs, mine = sides
    return base, theirs, mine


def order_of(snapshot: Snapshot) -> list[tuple[str, int]]:
    return [(row["slug"], row["level"]) for row in snapshot["sections"]]


# Paragraphs


def test_changes_to_different_paragraphs_merge_by_themselves_even_side_by_side() -> None:
    assert bodies(
        "One.\n\nTwo.\n\nThree.", "One.\n\nTwo, theirs.\n\nThree.", "One.\n\nTwo.\n\nThree, mine."
    ) == (
        "One.\n\nTwo, theirs.\n\nThree, mine.",
        [],
    )


def test_the_same_change_on_both_sides_is_taken_once() -> None:
    assert bodies("One.\n\nTwo.", "One!\n\nTwo.\n\nNew.", "One!\n\nTwo.\n\nNew.") == (
        "One!\n\nTwo.\n\nNew.",
        [],
    )


def test_a_paragraph_that_both_changed_is_a_conflict_and_its_neighbors_are_merged() -> None:
    base, theirs, mine = "One.\n\nTwo.\n\nThree.", "First.\n\nSecond.\n\nThree.", "One.\n\nZwei.\n\nDrei."
    assert bodies(base, theirs, mine) == (
        "First.\n\nSecond.\n\nDrei.",
        [Conflict(("sections", "s", "body", "1"), "Two.", "Second.", "Zwei.")],
    )


def test_a_paragraph_that_one_deleted_and_the_other_changed_is_a_conflict() -> None:
    assert bodies("One.\n\nTwo is here.", "One.", "One.\n\nTwo is still here.")[1] == [
        Conflict(("sections", "s", "body", "1"), "Two is here.", None, "Two is still here.")
    ]


def test_different_paragraphs_added_at_one_place_both_stand_theirs_first() -> None:
    assert bodies("One.", "One.\n\nApples grow.", "One.\n\nTanks roll.") == (
        "One.\n\nApples grow.\n\nTanks roll.",
        [],
    )


def test_nearly_the_same_paragraph_added_by_both_is_a_conflict() -> None:
    theirs, mine = "The treaty was signed in 1949.", "The treaty was signed in April 1949."
    assert bodies("One.", f"One.\n\n{theirs}", f"One.\n\n{mine}")[1] == [
        Conflict(("sections", "s", "body", "+1"), None, theirs, mine)
    ]


def test_a_decided_conflict_stands_as_decided_and_an_empty_text_takes_the_paragraph_away() -> None:
    sides = three(page(section("s", f"One.\n\n{word}.\n\nThree.")) for word in ("Two", "Second", "Zwei"))
    path = ("sections", "s", "body", "1")
    assert merge(*sides, decided={path: "Both.\n\nOf them."}).snapshot["sections"][0]["body"] == (
        "One.\n\nBoth.\n\nOf them.\n\nThree."
    )
    gone = merge(*sides, decided={path: ""})
    assert (gone.snapshot["sections"][0]["body"], gone.conflicts) == ("One.\n\nThree.", [])


def test_white_space_between_paragraphs_survives() -> None:
    base = "\nOne.\n\n\nTwo.\n \nThree.\n"
    assert bodies(base, base.replace("One", "First"), base.replace("Three", "Third"))[0] == (
        "\nFirst.\n\n\nTwo.\n \nThird.\n"
    )


BLOCKS = [
    "A paragraph\nof two lines.",
    "- one\n\n- two\n  - nested\n\n  more of two\n\n- three",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "1. first\n\n2. second",
    "> quoted\n>\n> twice",
    "```\nfenced\n\nstill fenced\n```",
    "Last.",
]


def test_lists_tables_quotes_and_fenced_texts_stay_whole() -> None:
    lead, chunks = split("\n\n".join(BLOCKS) + "\n")
    assert ([chunk.text for chunk in chunks], lead, chunks[-1].gap) == (BLOCKS, "", "\n")


def test_the_blocks_of_a_text_read_one_by_one_are_what_the_text_reads_as_a_whole() -> None:
    body = "\n\n".join(block for block in BLOCKS if "fenced" not in block)
    alone = [block.text for chunk in split(body)[1] for block in parse(chunk.text)]
    assert alone == [block.text for block in parse(body)]


# Sections


def test_a_section_moved_by_one_and_written_by_the_other_is_moved_and_written() -> None:
    one, two, three = section("one"), section("two"), section("three")
    merged = merge(page(one, two, three), page(three, one, two), page(one, section("two", "Mine."), three))
    assert order_of(merged.snapshot) == [("three", 2), ("one", 2), ("two", 2)]
    assert (merged.snapshot["sections"][2]["body"], merged.conflicts) == ("Mine.", [])


def test_two_orders_of_the_sections_are_a_conflict() -> None:
    one, two, three = section("one"), section("two"), section("three")
    sides = page(one, two, three), page(three, one, two), page(two, one, three)
    path = ("sections", "order")
    assert merge(*sides).conflicts == [
        Conflict(path, ["one", "two", "three"], ["three", "one", "two"], ["two", "one", "three"])
    ]
    assert order_of(merge(*sides, decided={path: ["two", "one", "three"]}).snapshot) == [
        ("two", 2),
        ("one", 2),
        ("three", 2),
    ]


def test_sections_added_by_both_stand_where_each_put_them_and_under_their_own_parents() -> None:
    one, two = section("one"), section("two")
    theirs = page(one, section("new"), two)
    mine = page(one, section("part", level=3), two)
    expected = [("one", 2), ("part", 3), ("new", 2), ("two", 2)]
    assert order_of(merge(page(one, two), theirs, mine).snapshot) == expected
    assert order_of(merge(page(one, two), mine, theirs).snapshot) == expected


def test_a_section_deleted_by_one_goes_unless_the_other_has_changed_it() -> None:
    one, two = section("one"), section("two")
    assert order_of(merge(page(one, two), page(one), page(section("one", "Mine."), two)).snapshot) == [
        ("one", 2)
    ]
    changed = section("two", "Changed.")
    for theirs, mine in [(None, changed), (changed, None)]:
        sides = three(page(one, *filter(None, [side])) for side in (two, theirs, mine))
        assert merge(*sides).conflicts == [Conflict(("sections", "two"), two, theirs, mine)]
    kept = merge(page(one, two), page(one), page(one, changed), decided={("sections", "two"): changed})
    assert order_of(kept.snapshot) == [("one", 2), ("two", 2)]


def test_a_section_that_lost_its_parent_is_raised_and_that_is_said() -> None:
    one, two = section("one"), section("two")
    merged = merge(page(one, two), page(one), page(one, two, section("deep", level=3)))
    assert (order_of(merged.snapshot), merged.adjusted) == ([("one", 2), ("deep", 3)], [])
    merged = merge(page(one), page(), page(one, section("deep", level=3)))
    assert merged.adjusted == [Adjusted("deep", "Deep", 3, 2)]
    assert order_of(merged.snapshot) == [("deep", 2)]


def test_a_section_of_one_address_that_both_added_is_compared_block_by_block() -> None:
    theirs, mine = (page(section("costs", f"They rise by {share}.")) for share in ("half", "a half"))
    (conflict,) = merge(page(), theirs, mine).conflicts
    assert conflict.path == ("sections", "costs", "body", "+0")


# Everything else


def test_fields_and_facts_merge_one_by_one() -> None:
    base = page(title="T", fields={"founded": "1949", "parent": None, "external_ids": {"a": "1"}})
    theirs = page(
        title="T2", fields={"founded": "1949", "parent": None, "external_ids": {"a": "1", "b": "2"}}
    )
    mine = page(
        title="T", fields={"founded": "1950", "parent": {"page": 3, "title": "P"}, "external_ids": {}}
    )
    merged = merge(base, theirs, mine)
    assert merged.snapshot["title"] == "T2"
    assert merged.snapshot["fields"] == {
        "founded": "1950",
        "parent": {"page": 3, "title": "P"},
        "external_ids": {"b": "2"},
    }
    assert merged.conflicts == []
    assert merged.taken == [Taken(("title",), "T", "T2"), Taken(("fields", "external_ids", "b"), None, "2")]


def test_a_page_that_was_renamed_meanwhile_is_no_change_of_what_refers_to_it() -> None:
    base, mine = ({"parent": {"page": 3, "title": title}} for title in ("Old", "New"))
    theirs = {"parent": {"page": 4, "title": "Other"}}
    assert merge(page(fields=base), page(fields=theirs), page(fields=mine)).snapshot["fields"] == theirs


def test_topics_merge_as_a_set() -> None:
    first, second, third = ({"tag": key, "slug": f"t{key}", "name": f"T{key}"} for key in (1, 2, 3))
    merged = merge(page(tags=[first, second]), page(tags=[second, third]), page(tags=[second, first]))
    assert ([tag["tag"] for tag in merged.snapshot["tags"]], merged.conflicts) == ([2, 3], [])


def test_rows_merge_by_what_they_name_and_column_by_column() -> None:
    def members(**changes: Any) -> Snapshot:
        row = {"page": 7, "title": "X", "status": "member", "since": "1949", **changes}
        return page(relations={"members": [row]})

    merged = merge(members(), members(status="observer"), members(since="1950"))
    assert merged.snapshot == members(status="observer", since="1950")
    (conflict,) = merge(members(), members(since="1951"), members(since="1950")).conflicts
    assert conflict == (("relations", "members", "7", "since"), "1949", "1951", "1950")
    (conflict,) = merge(members(), page(relations={"members": []}), members(since="1950")).conflicts
    assert conflict.path == ("relations", "members", "7")


def test_a_notice_is_known_again_by_its_words() -> None:
    def noted(*texts: str) -> Snapshot:
        return page(notices=[{"kind": "other", "text": text, "origin": ""} for text in texts])

    base = noted("The text was made by a machine.", "Old.")
    theirs = noted("The text was made by a machine, partly.", "Old.")
    merged = merge(base, theirs, noted("New.", "The text was made by a machine."))
    assert (merged.snapshot, merged.conflicts) == (
        noted("New.", "The text was made by a machine, partly."),
        [],
    )


def test_the_days_of_a_notice_are_merged_one_by_one() -> None:
    def noted(begins: str | None, ends: str | None) -> Snapshot:
        row = {"kind": "content", "text": "Words.", "origin": "editor"}
        return page(notices=[{**row, "shown_from": begins, "shown_to": ends}])

    base, theirs = noted(None, "2026-06-01"), noted("2026-05-03", "2026-06-01")
    merged = merge(base, theirs, noted(None, "2026-06-30"))
    assert (merged.snapshot, merged.conflicts) == (noted("2026-05-03", "2026-06-30"), [])
    both = merge(base, noted(None, None), noted(None, "2026-06-30"))
    assert [conflict.path[-1] for conflict in both.conflicts] == ["shown_to"]


@pytest.mark.parametrize(
    "text", ["", "\n", " \n \n", "a", "a\n", "- a\n\n\n- b\n\n\n", "```\n\n", "~~~\n\n~~~\n\nx"]
)
def test_a_text_that_is_split_is_whole_again_when_joined(text: str) -> None:
    lead, chunks = split(text)
    assert lead + "".join(chunk.text + chunk.gap for chunk in chunks) == text
