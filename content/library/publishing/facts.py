"""What stands beside the text of a page: facts with their as-of, relations, notices, topics, names.

A fact is `{label, value, link, note, as_of}` and a group `{heading, rows: [{link, value, note}]}`; `link`
counts the edition's links, and then the name and the address come from the page that the link leads to.
"""

from collections.abc import Callable, Iterator
from typing import Any

from content.library.publishing.linking import Links
from content.pages.models import Agreement, CaseStudy, Confidence, Kind, Membership
from content.pages.partial_dates import PartialDate
from content.pages.snapshots import Snapshot

Fact = dict[str, Any]
_VARIETY = 80  # letters that the index holds


def beside_the_text(taken: Snapshot, links: Links) -> dict[str, Any]:
    """Everything of an edition's content but its sections, passages and links."""
    fields = taken["fields"]
    make = _MAKERS.get(taken["kind"])
    facts, groups = make(fields, taken["relations"], links) if make else ([], [])
    return {
        "facts": [*facts, *_confidence(fields)],
        "groups": [group for group in groups if group["rows"]],
        "notices": taken["notices"],
        "topics": taken["tags"],
        "names": _names(taken),
        "source": taken["source"],
        "acronym": fields.get("acronym", ""),
        "variety": _variety(taken["kind"], fields),
        "began": fields.get("founded") or fields.get("signed") or fields.get("begins") or "",
    }


def _fact(label: str, value: Any = "", *, link: int | None = None, note: str = "", as_of: str = "") -> Fact:
    return {"label": label, "value": str(value), "link": link, "note": note, "as_of": as_of}


def _known(*facts: Fact) -> list[Fact]:
    """Only what is known: an empty fact is not shown."""
    return [fact for fact in facts if fact["value"] or fact["link"] is not None]


def _date(value: str) -> str:
    return PartialDate(value).display() if value else ""


def _referred(links: Links, kind: str, row: dict[str, Any] | None, **detail: Any) -> int | None:
    return links.to_page(kind, row["page"], row["title"], **detail) if row else None


def _group(heading: str, rows: Iterator[dict[str, Any]]) -> dict[str, Any]:
    return {"heading": heading, "rows": list(rows)}


def _organization(
    fields: dict[str, Any], relations: dict[str, Any], links: Links
) -> tuple[list[Fact], list[Any]]:
    parent = _referred(links, "parent", fields["parent"])
    predecessor = _referred(links, "predecessor", fields["predecessor"])
    count = fields["members_count"]
    facts = _known(
        _fact("Acronym", fields["acronym"]),
        _fact("Type", _sentence(fields["type"])),
        _fact("Founded", _date(fields["founded"]), note=fields["founding_act"]),
        _fact("Dissolved", _date(fields["dissolved"])),
        _fact("Predecessor", "" if fields["predecessor"] else fields["predecessor_note"], link=predecessor),
        _fact("Part of", "" if fields["parent"] else fields["parent_note"], link=parent),
        _fact("Headquarters", fields["headquarters"], note=fields["headquarters_note"]),
        _fact(
            "Members",
            "" if count is None else count,
            note=fields["members_note"],
            as_of=_date(fields["members_as_of"]),
        ),
        _fact("Website", fields["website"]),
        *[_fact(name, value) for name, value in sorted(fields["external_ids"].items())],
    )
    return facts, [_group("Members on record", _members(relations["members"], links))]


def _members(rows: list[dict[str, Any]], links: Links) -> Iterator[dict[str, Any]]:
    for row in rows:
        note = _membership_note(row)
        number = links.to_page("member", row["page"], row["title"], note=note, status=row["status"])
        yield {"link": number, "value": "", "note": note}


def _membership_note(row: dict[str, Any]) -> str:
    words = str(Membership.Status(row["status"]).label).lower()
    if row["since"] and row["until"]:
        words += f", {_date(row['since'])} to {_date(row['until'])}"
    elif row["since"]:
        words += f" since {_date(row['since'])}"
    elif row["until"]:
        words += f" until {_date(row['until'])}"
    return f"{words}; {row['confidence_note']}" if row["confidence_note"] else words


def _country(fields: dict[str, Any], relations: dict[str, Any], links: Links) -> tuple[list[Fact], list[Any]]:
    facts = _known(
        _fact("Official name", fields["official_name"]),
        _fact("Capital", fields["capital"]),
        _fact("Region", fields["region"], note="UN M49" if fields["region"] else ""),
        _fact("ISO 3166-1 codes", ", ".join(code for code in (fields["iso2"], fields["iso3"]) if code)),
        _fact("UN M49 code", fields["m49"]),
    )
    return facts, []


def _agreement(
    fields: dict[str, Any], relations: dict[str, Any], links: Links
) -> tuple[list[Fact], list[Any]]:
    policy = fields["agreement_kind"] == Agreement.AgreementKind.POLICY
    owner = _referred(links, "owner", fields["owner"])
    supersedes = _referred(links, "supersedes", fields["supersedes"])
    facts = _known(
        _fact("Acronym", fields["acronym"]),
        _fact("Kind", Agreement.AgreementKind(fields["agreement_kind"]).label, note=fields["subject"]),
        _fact("Policy of", link=owner),
        _fact("Begun" if policy else "Signed", _date(fields["signed"]), note=fields["signed_note"]),
        _fact("In force", _date(fields["in_force"])),
        _fact("Ended", _date(fields["ended"])),
        _fact("Place", fields["place"]),
        _fact("Signatories", fields["signatories"]),
        _fact("Supersedes", link=supersedes),
        _fact("Text", fields["text_url"]),
        *[_fact("Activities", line) for line in fields["activities"].splitlines() if line.strip()],
    )
    parties = (
        {"link": links.to_page("party", row["page"], row["title"]), "value": "", "note": ""}
        for row in relations["parties"]
    )
    return facts, [_group("Parties", parties)]


def _case_study(
    fields: dict[str, Any], relations: dict[str, Any], links: Links
) -> tuple[list[Fact], list[Any]]:
    period = " to ".join(_date(fields[end]) for end in ("begins", "ends") if fields[end])
    facts = _known(
        _fact("Period", f"from {period}" if fields["begins"] and not fields["ends"] else period),
        _fact("Region", fields["region"]),
        _fact("Question", fields["question"]),
        _fact("Mechanism", fields["mechanism"]),
        _fact("Outcome as claimed", fields["claimed_outcome"]),
        _fact("Evidence", CaseStudy.Evidence(fields["evidence_level"]).label),
        _fact("Editor’s assessment", fields["assessment"] or "None yet."),
        _fact("What the source lacks", fields["limits"]),
    )
    participants = (
        {
            "link": links.to_page("participant", row["page"], row["title"], note=row["role"]),
            "value": "",
            "note": row["role"],
        }
        for row in relations["participants"]
    )
    instruments = (
        {"link": None, "value": tag["name"], "note": "", "topic": tag["slug"]}
        for tag in relations["instruments"]
    )
    agreements = (
        {"link": links.to_page("agreement", row["page"], row["title"]), "value": "", "note": ""}
        for row in relations["agreements"]
    )
    for row in relations["told_by"]:
        links.to_page("tells", row["page"], row["title"], anchor=row["section"], note=row["heading"])
    return facts, [
        _group("Participants", participants),
        _group("Instruments", instruments),
        _group("Agreements and policies", agreements),
    ]


_MAKERS: dict[str, Callable[[dict[str, Any], dict[str, Any], Links], tuple[list[Fact], list[Any]]]] = {
    Kind.ORGANIZATION: _organization,
    Kind.COUNTRY: _country,
    Kind.AGREEMENT: _agreement,
    Kind.CASE_STUDY: _case_study,
}


def _confidence(fields: dict[str, Any]) -> list[Fact]:
    if "confidence" not in fields:
        return []
    label = str(Confidence(fields["confidence"]).label) if fields["confidence"] else ""
    note = fields["confidence_note"]
    return _known(
        _fact("Confidence", label, note="" if note.strip().lower() == label.lower() else note),
        _fact("Evidence", fields["evidence"]),
    )


def _names(taken: Snapshot) -> list[dict[str, Any]]:
    """The surface forms of the page. Texts name what is not an article; `[[ ]]` finds every page."""
    named_in_texts = taken["kind"] != Kind.ARTICLE
    names = {taken["title"]: {"surface": taken["title"], "case_sensitive": True, "mentions": named_in_texts}}
    acronym = taken["fields"].get("acronym", "")
    if acronym:
        names[acronym] = {"surface": acronym, "case_sensitive": True, "mentions": named_in_texts}
    for alias in taken["aliases"]:
        if alias["ambiguous"]:
            if alias["surface"] in names:
                names[alias["surface"]]["mentions"] = False
        else:
            names[alias["surface"]] = {
                "surface": alias["surface"],
                "case_sensitive": alias["case_sensitive"],
                "mentions": True,
            }
    return list(names.values())


def _variety(kind: str, fields: dict[str, Any]) -> str:
    if kind == Kind.ORGANIZATION:
        return _sentence(fields["type"])[:_VARIETY]
    if kind == Kind.AGREEMENT:
        return str(Agreement.AgreementKind(fields["agreement_kind"]).label)
    if kind == Kind.COUNTRY:
        return str(fields["region"])
    if kind == Kind.CASE_STUDY:
        return str(CaseStudy.Evidence(fields["evidence_level"]).label)
    return ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
