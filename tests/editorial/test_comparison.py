"""Two snapshots of a page compared: sections, paragraphs by words, facts and rows."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.editorial.comparison import Comparison, compare_snapshots
from content.editorial.comparison.sections import ComparedSection, compare_sections
from content.library.carrying.wording import common_words
from content.pages.models import Membership, Notice
from content.pages.snapshots import snapshot
from tests import factories

LONG = "A paragraph of which nobody could think that it stands in two places by chance."


def part(slug: str, body: str = "", heading: str | None = None, level: int = 2) -> dict[str, Any]:
    return {"slug": slug, "heading": slug if heading is None else heading, "level": level, "body": body}


def runs(section: ComparedSection) -> list[list[tuple[str, str]]]:
    return [[(run.change, run.text) for run in paragraph.runs] for paragraph in section.paragraphs]


def test_words_that_changed_inside_a_paragraph_are_told_word_by_word() -> None:
    (section,) = compare_sections(
        [part("a", "One two three.\n\nSame.")], [part("a", "One four three.\n\nSame.")]
    )
    assert (section.change, section.has_moved) == ("changed", False)
    assert runs(section) == [
        [("same", "One "), ("removed", "two"), ("added", "four"), ("same", " three.")],
        [("same", "Same.")],
    ]
    assert (section.words_added, section.words_removed) == (1, 1)


def test_sections_that_came_and_went_stand_where_they_stood() -> None:
    sections = compare_sections(
        [part("a", "A."), part("gone", "Gone."), part("b", "B.")],
        [part("a", "A."), part("b", "B."), part("new", "New.")],
    )
    told = [(section.name, section.change) for section in sections]
    assert told == [("a", "same"), ("(untitled)", "removed"), ("b", "same"), ("new", "added")]
    assert runs(sections[1]) == [[("removed", "Gone.")]]


def test_a_section_that_moved_is_shown_as_moved_and_still_compared_by_words() -> None:
    sections = compare_sections(
        [part("short", "One two."), part("long", LONG)], [part("long", LONG), part("short", "One three.")]
    )
    assert [(section.name, section.has_moved) for section in sections] == [("long", False), ("short", True)]
    assert runs(sections[1]) == [[("same", "One "), ("removed", "two"), ("added", "three"), ("same", ".")]]


def test_a_paragraph_that_went_to_another_section_says_where_it_came_from() -> None:
    first, second = compare_sections(
        [part("One", f"A.\n\n{LONG}"), part("Two", "B.")], [part("One", "A."), part("Two", f"B.\n\n{LONG}")]
    )
    assert [paragraph.where for paragraph in first.paragraphs] == ["", "to “Two”"]
    assert [paragraph.where for paragraph in second.paragraphs] == ["", "from “One”"]


def test_a_new_heading_and_a_new_level_are_changes() -> None:
    heading, level = compare_sections(
        [part("a", "A.", "Old words"), part("b", "B.", level=3)],
        [part("a", "A.", "New words"), part("b", "B.", level=2)],
    )
    assert (heading.change, heading.name) == ("changed", "New words")
    assert (level.change, level.level_before, level.level) == ("changed", 3, 2)


SECTIONS = st.lists(
    st.builds(
        part, st.sampled_from("abcd"), st.lists(st.sampled_from(["x y z", LONG, "- p\n- q"])).map("\n\n".join)
    ),
    unique_by=lambda section: section["slug"],
)


@given(SECTIONS, SECTIONS)
def test_every_section_stands_once_and_its_words_are_those_of_both(old: Any, new: Any) -> None:
    sections = compare_sections(old, new)
    kept = [section for section in sections if section.change != "removed"]
    assert [section.name for section in kept] == [section["slug"] for section in new]
    assert len(sections) - len(kept) == len({part["slug"] for part in old} - {part["slug"] for part in new})
    for compared, section in zip(kept, new, strict=True):
        said = [
            "".join(run.text for run in paragraph.runs if run.change != "removed")
            for paragraph in compared.paragraphs
            if paragraph.change != "removed"
        ]
        assert "\n\n".join(said) == section["body"]


def of_words(count: int, seed: int) -> dict[str, Any]:
    words = random.Random(seed)
    vocabulary = ["".join(words.choices("abcdefghijklm", k=6)) for _ in range(2_000)]
    paragraphs = [" ".join(words.choices(vocabulary, k=80)) for _ in range(count // 80)]
    return page([part(f"s{place}", "\n\n".join(paragraphs[place::25])) for place in range(25)])


def page(sections: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(("title", "summary", "slug", "language", "provenance"), "")
    empty |= {"schema": 3, "not_linked": "", "kind": "article", "source": None, "fields": {}, "relations": {}}
    return empty | {"notices": [], "tags": [], "aliases": [], "sections": sections} | more


def test_the_cost_grows_with_the_page_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in the letters of the pairs of paragraphs that are aligned word by word."""

    def cost(count: int) -> int:
        seen = 0

        def counted(here: Any, there: Any) -> Any:
            nonlocal seen
            seen += len(here) * len(there)
            return common_words(here, there)

        monkeypatch.setattr("content.library.compare.common_words", counted)
        old, new = of_words(count, seed=1), of_words(count, seed=1)
        for place, section in enumerate(new["sections"]):
            section["body"] = section["body"].replace("a", "b", 9) if place % 2 else section["body"]
        compare_snapshots(old, new)
        return seen

    assert cost(10_000) < 3 * cost(5_000)


def compared(old: Any, new: Any) -> Comparison:
    return compare_snapshots(snapshot(old) if hasattr(old, "pk") else old, snapshot(new))


@pytest.mark.django_db
def test_facts_are_compared_by_the_names_and_in_the_words_of_the_form() -> None:
    parent = factories.make_organization(title="A union")
    forum = factories.make_organization(title="Forum", founded="1994", external_ids={"wikidata": "Q1"})
    before = snapshot(forum)
    forum.founded, forum.parent, forum.title, forum.confidence = "1994-07-25", parent, "The Forum", "high"
    forum.save()
    facts = {
        fact.name: "".join(f"[{run.change[0]}:{run.text}]" for run in fact.runs)
        for fact in compared(before, forum).facts
    }
    assert facts == {
        "Title": "[a:The ][s:Forum]",
        "Founded": "[a:25 July ][s:1994]",
        "Parent": "[a:A union]",
        "Confidence": "[a:High]",
    }


@pytest.mark.django_db
def test_topics_names_notices_and_relations_are_compared_row_by_row() -> None:
    india, japan, korea = (factories.make_country(title=title) for title in ("India", "Japan", "Korea"))
    old_topic, new_topic = factories.make_tag(name="Old topic"), factories.make_tag(name="New topic")
    forum = factories.make_organization(members=[india, japan], tags=[old_topic])
    factories.make_alias(forum, "ARF")
    factories.make_notice(forum, "First.")
    before = snapshot(forum)
    forum.tags.set([new_topic])
    forum.aliases.update(ambiguous=True)
    Notice.objects.filter(page=forum).update(text="First of all.", shown_to=date(2026, 6, 1))
    forum.memberships.filter(member=japan).update(status="observer")
    forum.memberships.filter(member=india).delete()
    Membership.objects.create(organization=forum, member=korea, position=9)
    lists = {
        one.name: [(row.change, row.runs[-1].text) for row in one.rows]
        for one in compared(before, forum).lists
    }
    assert lists["Topics"] == [("removed", "Old topic"), ("added", "New topic")]
    assert [change for change, _ in lists["Notices"]] == ["changed"]
    (notice,) = next(one.rows for one in compared(before, forum).lists if one.name == "Notices")
    assert "".join(run.text for run in notice.runs).endswith("an editor, shown until 1 June 2026)")
    assert [change for change, _ in lists["Other names"]] == ["changed"]
    assert [change for change, _ in lists["Members"]] == ["removed", "changed", "added"]


@pytest.mark.django_db
def test_what_has_no_order_does_not_move_what_has_one_does_and_names_of_others_are_no_change() -> None:
    india, japan = factories.make_country(title="India"), factories.make_country(title="Japan")
    first, second = factories.make_agreement(title="A"), factories.make_agreement(title="B")
    case = factories.make_case_study(participants=[india, japan], agreements=[first, second])
    before = snapshot(case)
    type(first).objects.filter(pk=first.pk).update(title="Z")
    case.participants.filter(participant=india).update(position=9)
    lists = {one.name: [row.change for row in one.rows] for one in compared(before, case).lists}
    assert lists == {"Participants": ["moved"]}


@pytest.mark.django_db
def test_what_is_the_same_says_so() -> None:
    article = factories.make_article()
    assert compared(article, article).is_same
