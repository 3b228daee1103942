"""What the checks find in a page: each with its message, its place and what mends it."""

from datetime import date
from typing import Any

import pytest

from content.editorial.queries.requirements import findings
from content.editorial.requirements.aging import old_between
from content.editorial.requirements.finding import Finding, Tier
from content.editorial.requirements.looking import old_member_count, should_look, texts_of
from content.editorial.requirements.publishing import cannot_publish
from content.editorial.requirements.saving import malformed
from content.library.actions import publish
from content.library.publishing.checks import reasons_against
from content.pages.snapshots import snapshot
from tests.factories import make_article, section

TODAY = date(2026, 12, 1)
LONG = " ".join(f"word{number}" for number in range(60)) + "."


def page(*sections: tuple[str, str], title: str = "A page", **more: Any) -> dict[str, Any]:
    """A snapshot with sections of the first level, given as heading and body."""
    rows = [{"level": 2, "heading": heading, "slug": "s", "body": body} for heading, body in sections]
    return {
        "kind": "article",
        "title": title,
        "summary": "",
        "not_linked": "",
        "notices": [],
        "fields": {},
        "sections": rows,
        **more,
    }


def looks(taken: dict[str, Any]) -> dict[str, Finding]:
    """By check; the checks for length and sources are about every short text, and looked at by themselves."""
    found = should_look(taken, texts_of(taken), TODAY)
    return {finding.check: finding for finding in found if finding.check != "short section"}


def test_a_text_that_is_well_is_left_in_peace() -> None:
    body = f"{LONG} See [the report](https://example.org/report)."
    taken = page(("One", body))
    assert list(should_look(taken, texts_of(taken), TODAY)) == []
    assert list(cannot_publish(taken)) == []
    assert malformed(body) == ""


@pytest.mark.parametrize("letter", ["\x01", "\x0b", "\x7f", "\ud800"])
def test_control_characters_cannot_be_saved(letter: str) -> None:
    assert malformed(f"Some words{letter} more.") == (
        f"The text has a control character (U+{ord(letter):04X}) after “Some words”. "
        "Delete it: it may have come with a copied text."
    )


@pytest.mark.parametrize(
    ("taken", "check", "anchor"),
    [
        (page(("One", "Text."), title=" "), "no title", "#id_title"),
        (page(("One", "Text."), ("Two", " ")), "empty section", "#id_sections-1-body"),
        (page(("One", "See [[NATO.")), "broken page link", "#id_sections-0-body"),
        (page(("One", "As [@nye2004] says.")), "unknown source", "#id_sections-0-body"),
        (page(), "no text", "#id_title"),
    ],
)
def test_what_keeps_a_page_from_being_published(taken: dict[str, Any], check: str, anchor: str) -> None:
    (found,) = cannot_publish(taken)
    assert (found.check, found.place.anchor, found.tier) == (check, anchor, Tier.CANNOT_PUBLISH)
    assert reasons_against(taken) == [str(found)]


def test_a_level_that_is_skipped_is_found_where_it_stands() -> None:
    taken = page(("One", "Text."), ("Two", "Text."))
    taken["sections"][1]["level"] = 4
    (found,) = cannot_publish(taken)
    assert (found.check, found.place.anchor) == ("skipped level", "#id_sections-1-level")


@pytest.mark.parametrize("text", [r"As \[@nye2004] says.", "Write to [@ home].", "The sign [@] alone."])
def test_what_only_looks_like_a_source_is_none(text: str) -> None:
    assert list(cannot_publish(page(("One", text)))) == []


def test_each_source_is_told_once_by_its_name() -> None:
    (found,) = cannot_publish(page(("One", "As [@nye2004] says, and [@nye2004] again.")))
    assert str(found) == (
        "Section 1 (“One”) cites “[@nye2004]”, and no source has that name. "
        "Name the source in words, or link to it."
    )


@pytest.mark.parametrize(
    ("text", "check", "words"),
    [
        (LONG, "no source", "Section 1 (“One”) names no source."),
        ("He said “no.", "unclosed quotation mark", "The quotation mark before “no.” is never closed."),
        ("It ended.Then it began.", "missing space", "no space after the period in “ended.Then”."),
        (
            *(
                "It ended the long war at last. So it did. It ended the long war at last.",
                "repeated sentence",
            ),
            "it stands in section 1 (“One”) already.",
        ),
        (
            *("It plays a pivotal role. He plays a pivotal role. She Plays a pivotal role.", "stock phrase"),
            "The page says “plays a pivotal role” 3 times.",
        ),
    ],
)
def test_what_is_worth_a_look(text: str, check: str, words: str) -> None:
    found = looks(page(("One", text)))
    assert list(found) == [check]
    assert words in found[check].message
    assert found[check].place.anchor == "#id_sections-0-body"
    assert found[check].fix


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} [@nye2004]",
        "He said “no” and “yes”.",
        "“A long one.\n\n“That goes on.”",
        "The U.S.-India pact.",
        "It plays a pivotal role. He plays a pivotal role.",
    ],
)
def test_what_is_well_is_not_told(text: str) -> None:
    assert looks(page(("One", text))) == {}


@pytest.mark.parametrize(("words", "told"), [(0, False), (1, True), (49, True), (50, False)])
def test_a_section_of_fewer_than_fifty_words_is_short(words: int, told: bool) -> None:
    taken = page(("One", " ".join(["word"] * words)), ("Two", LONG))
    taken["sections"][1]["level"] = 3
    checks = [finding.check for finding in should_look(taken, texts_of(taken), TODAY)]
    assert ("short section" in checks) == told


def test_a_heading_that_repeats_the_title() -> None:
    taken = page(
        ("Defense diplomacy and its many instruments", LONG), title="Defense Diplomacy, Its Instruments"
    )
    found = looks(taken)["heading repeats the title"]
    assert found.place.anchor == "#id_sections-0-heading"


@pytest.mark.parametrize(
    ("as_of", "count", "old"),
    [
        *(("2025-11", 32, True), ("2025-12", 32, False), ("2024-03-07", 32, True), ("2025", 32, False)),
        *(("2024", 32, True), ("2020", None, False), ("", None, False)),
    ],
)
def test_a_member_count_holds_for_twelve_months(as_of: str, count: int | None, old: bool) -> None:
    taken = page(("One", "Text."), fields={"members_count": count, "members_as_of": as_of})
    assert ("old member count" in looks(taken)) == old


@pytest.mark.parametrize(("last_day", "ended"), [("2026-11-30", True), ("2026-12-01", False), (None, False)])
def test_a_notice_that_ended_before_the_day_is_worth_a_look(last_day: str | None, ended: bool) -> None:
    notices = [{"text": "Old."}, {"text": "The talks go on.", "shown_from": None, "shown_to": last_day}]
    found = looks(page(("One", "Text."), notices=notices)).get("ended notice")
    assert (found is not None) == ended
    if found:
        assert found.message == "The notice “The talks go on.” ended on 30 November 2026."
        assert found.place.anchor == "#id_notices-1-shown_to"


@pytest.mark.django_db
def test_a_paragraph_that_another_public_page_has_is_found_with_a_link_and_a_draft_is_never_told() -> None:
    other = make_article(title="Elsewhere", sections=[section("One", LONG)])
    here = make_article(title="Here", sections=[section("One", f"Now {LONG}")])
    taken = snapshot(here)
    assert dict(findings(here, taken, TODAY, elsewhere=True).by_check).keys() == {"no source"}
    publish(page=other, by=None)
    publish(page=here, by=None)  # a page is no duplicate of itself
    ((finding,),) = [
        found
        for check, found in findings(here, taken, TODAY, elsewhere=True).by_check
        if check == "near-duplicate paragraph"
    ]
    assert finding.href.startswith("/articles/elsewhere/#p-")
    assert "is close to a passage of “Elsewhere”" in finding.message
    assert finding.tier == Tier.SHOULD_LOOK


@pytest.mark.parametrize(
    "today", [date(2026, 1, 31), date(2026, 11, 28), date(2026, 12, 1), date(2024, 2, 29)]
)
def test_the_desk_and_the_form_agree_which_counts_are_old(today: date) -> None:
    year, month = old_between(today)
    for as_of in [f"{number}" for number in range(2022, 2027)] + [
        f"{number}-{part}" for number in range(2022, 2027) for part in ("01", "02-28", "10", "11-30", "12")
    ]:
        taken = page(("One", "Text."), fields={"members_count": 12, "members_as_of": as_of})
        is_told = next(old_member_count(taken, today), None) is not None
        assert (as_of, is_told) == (as_of, as_of < year or year < as_of < month)
