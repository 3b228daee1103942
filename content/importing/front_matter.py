"""The front matter of a Markdown document: YAML between two rules, read without aliases, tags and depth."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from content.importing.documents import Defect, Paragraph, UnreadableDocument
from content.library.canonical import canonical

MAX_LINES: Final = 200
MAX_LENGTH: Final = 20_000
MAX_DEPTH: Final = 6
MAX_EVENTS: Final = 2_000
_STANDFIRST: Final = ("summary", "description", "standfirst", "subtitle", "abstract")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter states that an article has; `length` counts its lines, both rules with them."""

    title: Paragraph | None = None
    standfirst: Paragraph | None = None
    noticed: tuple[Defect, ...] = ()
    length: int = 0


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """What stands at the head of the lines; empty where nothing does. Raises UnreadableDocument."""
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter()
    end = next((n for n, line in enumerate(lines[1:MAX_LINES], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return FrontMatter()
    stated = _stated("\n".join(lines[1:end]))
    if stated is None:
        return FrontMatter()
    fields = {str(name).strip().lower(): value for name, value in stated.items()}
    key = next((name for name in _STANDFIRST if _words(fields.get(name))), "")
    left = [name for name, value in fields.items() if name not in ("title", key) and value is not None]
    return FrontMatter(
        title=_paragraph(fields, "title", lines),
        standfirst=_paragraph(fields, key, lines),
        noticed=tuple(_left_out(left)),
        length=end + 1,
    )


def _stated(text: str) -> dict[Any, Any] | None:
    """The fields; None for what is no mapping, as text between two rules is none."""
    if len(text) > MAX_LENGTH:
        raise UnreadableDocument(f"the front matter has more than {MAX_LENGTH:,} characters; shorten it", 1)
    try:
        _refuse_tricks(yaml.parse(text, Loader=yaml.SafeLoader))
        stated = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise UnreadableDocument(f"the front matter is no valid YAML: {error.problem}", line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableDocument("the front matter is no valid YAML", 1) from error
    return stated if isinstance(stated, dict) else None


def _refuse_tricks(events: Iterable[yaml.Event]) -> None:
    """Aliases multiply, deep nesting exhausts: no article needs either, so the events are looked at first."""
    depth = 0
    for number, event in enumerate(events):
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableDocument("the front matter uses an alias; write the value out", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or number > MAX_EVENTS:
            raise UnreadableDocument("the front matter is too deep or too long; keep title and summary", line)


def _words(value: Any) -> str:
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return canonical(str(value)) if is_plain else ""


def _paragraph(fields: dict[str, Any], name: str, lines: Sequence[str]) -> Paragraph | None:
    words = _words(fields.get(name))
    if not words:
        return None
    key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*:", re.IGNORECASE)
    line = next((number for number, line in enumerate(lines[:MAX_LINES], 1) if key.match(line)), 1)
    return Paragraph(words, line)


def _left_out(names: Sequence[str]) -> list[Defect]:
    if not names:
        return []
    told = ", ".join(name[:40] for name in names[:10]) + (" and more" if len(names) > 10 else "")
    return [
        Defect(
            1, "front_matter", f"The front matter also states {told}, which the article does not take over."
        )
    ]
