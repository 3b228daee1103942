"""What holds for any two saves of any page."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content.editorial.merging import Conflict, Snapshot, merge
from content.editorial.merging.blocks import split

WORDS = ["treaty", "signed", "in", "1949", "by", "twelve", "parties", "fleet", "sails", "north"]
BLOCKS = ["- one\n\n- two", "> quoted", "| a |\n|---|", "```\n\nfenced\n```", "1. x"]
GAPS = ["\n\n", "\n\n\n", "\n \n"]
# A number stands for a page and two edits of it: drawn part by part, they would take a hundred times as long.
SEEDS = st.integers(0, 2**40)
MARKS = st.text(alphabet="ab -*`~>|1.\n\t", max_size=60)


def paragraph(dice: random.Random) -> str:
    if dice.random() < 0.2:
        return dice.choice(BLOCKS)
    return " ".join(dice.choices(WORDS, k=dice.randint(1, 7)))


def text(dice: random.Random) -> str:
    return "".join(paragraph(dice) + dice.choice(GAPS) for _ in range(dice.randint(0, 6))).rstrip()


def edited(dice: random.Random, old: str) -> str:
    """The text after paragraphs went, came, changed and changed places."""
    if dice.random() < 0.3:
        return old
    paragraphs = [chunk.text for chunk in split(old)[1]]
    if dice.random() < 0.3:
        dice.shuffle(paragraphs)
    made: list[str] = []
    for written in paragraphs:
        what = dice.random()
        made += [] if what < 0.15 else [f"{written} {dice.choice(WORDS)}"] if what < 0.4 else [written]
        made += [paragraph(dice)] if what > 0.85 else []
    return "\n\n".join(made if dice.random() < 0.7 else [*made, paragraph(dice)])


def sections_of(dice: random.Random, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = [section for section in before if dice.random() < 0.8]
    known = {section["slug"] for section in kept}
    new = [slug for slug in dice.sample("abcdef", 2) if slug not in known and dice.random() < 0.6]
    rows = [{**section, "body": edited(dice, section["body"])} for section in kept]
    for slug in new:
        row: dict[str, Any] = {"level": dice.randint(2, 4), "heading": slug, "slug": slug, "body": text(dice)}
        rows.insert(dice.randint(0, len(rows)), row)
    if dice.random() < 0.3:
        dice.shuffle(rows)
    above = 1
    for row in rows:
        level = dice.randint(2, 4) if dice.random() < 0.2 else row["level"]
        above = row["level"] = min(level, above + 1)
        row["heading"] += "!" if dice.random() < 0.1 else ""
    return rows


def page(dice: random.Random, base: Snapshot | None = None) -> Snapshot:
    """A page, or what became of it."""
    made: dict[str, Any] = {
        "title": dice.choice("ABC"),
        "notices": [{"kind": "other", "text": words} for words in {paragraph(dice) for _ in range(2)}],
        "aliases": [{"surface": word, "kind": dice.choice("xy")} for word in sorted(dice.sample(WORDS, 2))],
        "tags": [{"tag": key} for key in sorted(dice.sample(range(5), 3))],
        "fields": {"founded": dice.choice(["", "1949"]), "ids": {dice.choice("pq"): dice.choice("12")}},
        "relations": {
            "members": [{"page": key, "since": dice.choice(["", "1949"])} for key in dice.sample(range(5), 3)]
        },
    }
    if base:
        made = {name: value if dice.random() < 0.5 else base[name] for name, value in made.items()}
    summary = edited(dice, base["summary"]) if base else text(dice)
    return {
        "schema": 3,
        "not_linked": "",
        "summary": summary,
        "sections": sections_of(dice, base["sections"] if base else []),
        **made,
    }


def sides(seed: int) -> tuple[Snapshot, Snapshot, Snapshot]:
    dice = random.Random(seed)
    base = page(dice)
    return base, page(dice, base), page(dice, base)


def texts_of(snapshot: Snapshot) -> list[str]:
    return [snapshot["summary"], *(section["body"] for section in snapshot["sections"])]


@given(SEEDS)
def test_what_only_one_side_changed_is_the_result(seed: int) -> None:
    base, other, _ = sides(seed)
    for case in [(base, base, other), (base, other, base), (base, other, other)]:
        merged = merge(*case)
        assert (merged.snapshot, merged.conflicts, merged.adjusted) == (other, [], [])


@given(SEEDS)
def test_a_conflict_is_one_from_either_side(seed: int) -> None:
    base, theirs, mine = sides(seed)
    seen_by_them = merge(base, mine, theirs).conflicts
    swapped = [Conflict(path, before, other, own) for path, before, own, other in seen_by_them]
    assert sorted(map(repr, merge(base, theirs, mine).conflicts)) == sorted(map(repr, swapped))


@given(SEEDS)
def test_no_paragraph_that_anyone_wrote_is_lost(seed: int) -> None:
    base, theirs, mine = sides(seed)
    merged = merge(base, theirs, mine)
    told = [str(side) for conflict in merged.conflicts for side in (conflict.theirs, conflict.mine)]
    there = "\n".join([*texts_of(merged.snapshot), *told]).replace("\\n", "\n")
    before = {chunk.text for old in texts_of(base) for chunk in split(old)[1]}
    for written in (
        chunk.text for side in (theirs, mine) for new in texts_of(side) for chunk in split(new)[1]
    ):
        assert written in before or written in there


@given(SEEDS)
def test_every_conflict_can_be_decided_and_then_nothing_is_left_to_decide(seed: int) -> None:
    merged = merge(*sides(seed))
    decided = merge(*sides(seed), decided={conflict.path: conflict.mine for conflict in merged.conflicts})
    assert decided.conflicts == []
    assert len({conflict.path for conflict in merged.conflicts}) == len(merged.conflicts)


@given(SEEDS)
def test_merged_levels_never_skip(seed: int) -> None:
    above = 1
    for section in merge(*sides(seed)).snapshot["sections"]:
        assert 2 <= section["level"] <= above + 1
        above = section["level"]


@given(MARKS)
def test_a_split_text_is_whole_again_when_joined(written: str) -> None:
    lead, chunks = split(written)
    assert lead + "".join(chunk.text + chunk.gap for chunk in chunks) == written
    assert all(chunk.text.strip() for chunk in chunks)
