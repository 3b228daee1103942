"""One page of each kind with all that a page can have, under fixed keys: what stored snapshots tell of."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from content.pages.models import Membership, Page
from tests import factories

FOLDER: Final = Path(__file__).parent / "snapshots"
_FIRST: Final = 900_000


def stored(schema: int, kind: str) -> Any:
    """The snapshot of that schema, as a database held it."""
    return json.loads((FOLDER / f"schema_{schema}_{kind}.json").read_text())


def stored_world() -> dict[str, Page]:
    """The five pages of which snapshots are stored, by kind."""
    topics = [
        factories.make_tag(pk=_FIRST + number, name=name)
        for number, name in enumerate(["Exercises", "Deterrence", "Attachés"], start=1)
    ]
    india = factories.make_country(pk=_FIRST + 10, title="India", tags=topics[:1], **_COUNTRY)
    japan = factories.make_country(pk=_FIRST + 11, title="Japan")
    union = factories.make_organization(pk=_FIRST + 12, title="A union", acronym="AU")
    forum = _organization(india, japan, union, topics)
    treaty = factories.make_agreement(
        pk=_FIRST + 14, title="A treaty", parties=[india, forum], tags=topics[1:], **_TREATY
    )
    earlier = factories.make_agreement(pk=_FIRST + 15, title="An earlier treaty", signed="1990")
    treaty.supersedes = earlier
    treaty.save()
    article = _article(topics)
    case = factories.make_case_study(
        pk=_FIRST + 17,
        title="A case",
        participants=[japan, india],
        agreements=[treaty, earlier],
        instruments=topics[:2],
        tags=topics[2:],
        **_CASE,
    )
    case.told_by.set(article.sections.filter(position__gt=1))
    for page in (india, forum, treaty, article, case):
        Page.objects.filter(pk=page.pk).update(review_by=date(2027, 5, 1))
        factories.make_alias(page, f"{page.title} by another name", ambiguous=True)
        factories.make_alias(page, f"Ältere Form of {page.title}", kind="historic", language="de")
        factories.make_notice(page, "Please note.")
        factories.make_notice(page, "This was corrected.", position=2, kind="correction", origin="source")
    pages: list[Page] = [article, case, forum, india, treaty]
    return {page.kind: page for page in pages}


def _organization(india: Page, japan: Page, union: Any, topics: list[Any]) -> Page:
    forum = factories.make_organization(
        pk=_FIRST + 13,
        title="A forum",
        predecessor=union,
        parent=union,
        tags=topics,
        sections=[],
        **_FORUM,
    )
    rows: list[dict[str, Any]] = [
        {"member": japan, "status": "former", "since": "1994", "until": "1999-07"},
        {"member": japan, "status": "observer", "since": "2001"},
        {"member": india, "confidence": "high", "confidence_note": "In the treaty.", "evidence": "Its text."},
    ]
    for position, row in enumerate(rows, start=1):
        Membership.objects.create(organization=forum, position=position, **row)
    return forum


def _article(topics: list[Any]) -> Page:
    document = factories.make_source_document(
        file_name="a-text.txt", imported_at=datetime(2026, 1, 2, 3, 4, 5, 678900, tzinfo=UTC)
    )
    return factories.make_article(
        pk=_FIRST + 16,
        title="An article",
        summary="What it is about.",
        language="en-GB",
        provenance="ai_assisted",
        source_document=document,
        tags=topics[:2],
        sections=[
            factories.section("Beginning", "First words.\n\nSecond words."),
            factories.section("Below", "- one\n- two", level=3),
            factories.section("", "Last words with [[A treaty]]."),
        ],
    )


_COUNTRY: Final[dict[str, Any]] = {
    "official_name": "Republic of India",
    "iso2": "IN",
    "iso3": "IND",
    "m49": "356",
    "capital": "New Delhi",
    "region": "Southern Asia",
    "confidence": "high",
}
_FORUM: Final[dict[str, Any]] = {
    "acronym": "AF",
    "type": "dialogue forum",
    "founded": "1994-07-25",
    "members_count": 27,
    "members_as_of": "2024-01",
    "external_ids": {"wikidata": "Q1", "page": "7", "title": "x"},
    "website": "https://forum.example/",
}
_TREATY: Final[dict[str, Any]] = {
    "agreement_kind": "treaty",
    "signed": "2016-08-29",
    "in_force": "2017",
    "activities": "One\nTwo",
    "text_url": "https://treaty.example/",
}
_CASE: Final[dict[str, Any]] = {
    "question": "Does it work?",
    "begins": "1999",
    "ends": "2004-05",
    "claimed_outcome": "It did.",
    "evidence_level": "sourced",
}
