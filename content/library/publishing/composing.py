"""A snapshot becomes an edition: numbered sections, canonical text, passages, links, HTML.

`Edition.content` is plain data:

- `sections`: `{number, level, heading, slug, top}` in order; `number` is "3.1", or "" for a section without a
  heading; `top` is the index of the section of the first level that it belongs to
- `passages`: `{key, number, kind, section, start, end}`; `section` counts `sections`, `start` and `end` the
  edition's text
- `links`: `{kind, page | None, title, key, section, passage | None, start, end, ...}`; a link's index is N of
  `link:N`; `start` and `end` count the passage's own text; `key` finds a wanted title
- `rejected`: `{name, section}`, the mentions that the editors say are none; editions from before have none
- `facts`, `groups`: what stands beside the text, see `facts.py`
- `corrections`, `retraction`: added when the edition is made, see `correcting.py`
- `notices`, `topics`, `names`, `source`, `acronym`, `variety`, `began`, `evidence`
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from content.library.markdown import Block, parse, word_count
from content.library.mentions import Lexicon
from content.library.publishing.facts import beside_the_text
from content.library.publishing.keys import followed, new_keys
from content.library.publishing.linking import Links, links_of_block
from content.library.publishing.rejections import rejected_mentions
from content.library.rendering import LinkSpan, Marks, render
from content.pages.snapshots import Snapshot


@dataclass
class _Placed:
    """A block in its section, with its place in the canonical text."""

    block: Block
    section: int
    start: int
    end: int
    spans: list[LinkSpan] = field(default_factory=list)
    key: str = ""
    number: int = 0

    @property
    def is_passage(self) -> bool:
        return self.block.kind != "see_also"


@dataclass
class Composed:
    """What an edition is made of."""

    content: dict[str, Any]
    text: str
    html: str
    words: int


def compose(
    taken: Snapshot,
    *,
    page: int,
    lexicon: Lexicon,
    previous: tuple[str, Sequence[dict[str, Any]]] | None = None,
    seed: str = "",
    taken_keys: "TakenKeys | None" = None,
) -> Composed:
    """Compose the snapshot of the page with that primary key.

    `previous` is the text and the passages of the edition before, whose keys are followed; `seed` makes new
    keys differ between pages and editions; `taken_keys` answers which of some keys are taken.
    """
    sections = _numbered(taken["sections"])
    text, placed = _placed(taken["sections"], sections)
    rejected = rejected_mentions(taken["not_linked"], sections)
    links = Links(page, rejected, [section["slug"] for section in sections])
    _link(placed, links, lexicon)
    beside = beside_the_text(taken, links)
    passages = [one for one in placed if one.is_passage]
    _number(passages)
    _give_keys(passages, text, previous, seed, taken_keys)
    index_of = {id(one): index for index, one in enumerate(passages)}
    links.settle({id(one.block): index_of.get(id(one)) for one in placed})
    content = {
        "sections": sections,
        "passages": [_row(one) for one in passages],
        "links": links.rows,
        "rejected": rejected,
        **beside,
    }
    # What there is to read: the standfirst and the passages, without headings and see-also lines.
    words = word_count(taken["summary"]) + sum(word_count(one.block.text) for one in passages)
    return Composed(content, text, _html(sections, placed), words)


def _row(passage: _Placed) -> dict[str, Any]:
    return {
        "key": passage.key,
        "number": passage.number,
        "kind": passage.block.kind,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
    }


class TakenKeys:
    """Answers which keys were ever given. Publishing asks the ledger; a preview gives no keys for good."""

    def among(self, keys: Sequence[str]) -> set[str]:
        return set()


def _numbered(sections: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    counters = [0, 0, 0]
    numbered: list[dict[str, Any]] = []
    top = 0
    for index, section in enumerate(sections):
        depth = section["level"] - 2
        top = index if depth == 0 else top
        number = ""
        if section["heading"].strip():
            counters[depth] += 1
            counters[depth + 1 :] = [0] * (2 - depth)
            number = ".".join(str(count) for count in counters[: depth + 1])
        numbered.append(
            {
                "number": number,
                "level": section["level"],
                "heading": section["heading"].strip(),
                "slug": section["slug"],
                "top": top,
            }
        )
    return numbered


def _placed(taken: Sequence[dict[str, Any]], sections: Sequence[dict[str, Any]]) -> tuple[str, list[_Placed]]:
    """The canonical text, headings included, one block a line; and the blocks with their places in it."""
    lines: list[str] = []
    placed: list[_Placed] = []
    position = 0
    for index, (section, numbered) in enumerate(zip(taken, sections, strict=True)):
        if numbered["heading"]:
            lines.append(numbered["heading"])
            position += len(numbered["heading"]) + 1
        for block in parse(section["body"]):
            placed.append(_Placed(block, index, position, position + len(block.text)))
            lines.append(block.text)
            position += len(block.text) + 1
    return "\n".join(lines), placed


def _link(placed: Sequence[_Placed], links: Links, lexicon: Lexicon) -> None:
    """Every page that a block names or links to; the first mention in a section is drawn as a link."""
    drawn: set[tuple[int, int]] = set()
    for one in placed:
        one.spans = links_of_block(one.block, one.section, links, lexicon, drawn)


def _number(passages: Sequence[_Placed]) -> None:
    for number, passage in enumerate(passages, start=1):
        passage.number = number


def _give_keys(
    passages: Sequence[_Placed],
    text: str,
    previous: tuple[str, Sequence[dict[str, Any]]] | None,
    seed: str,
    taken_keys: TakenKeys | None,
) -> None:
    spans = [(one.start, one.end) for one in passages]
    kept = followed(previous[0], previous[1], text, spans) if previous else {}
    fresh = [(index, one) for index, one in enumerate(passages) if index not in kept]
    seeds = [f"{seed}\n{index}\n{one.block.text}" for index, one in fresh]
    taken: set[str] = set(kept.values())
    proposed = new_keys(seeds, taken)
    clashes = (taken_keys or TakenKeys()).among(proposed)
    while clashes:
        taken |= clashes
        proposed = new_keys(seeds, taken)
        clashes = (taken_keys or TakenKeys()).among(proposed)
    for index, key in kept.items():
        passages[index].key = key
    for (_, one), key in zip(fresh, proposed, strict=True):
        one.key = key


def _html(sections: Sequence[dict[str, Any]], placed: Sequence[_Placed]) -> str:
    html = []
    for index, section in enumerate(sections):
        own = [one for one in placed if one.section == index]
        html.append(_heading(section))
        marks = [Marks(one.key if one.is_passage else "", one.number, one.spans) for one in own]
        html.append(render([one.block for one in own], marks))
    return "\n".join(html)


def _heading(section: dict[str, Any]) -> str:
    slug = escape(section["slug"])
    if not section["heading"]:
        return f'<hr class="concl" id="{slug}">'
    level = section["level"]
    return (
        f'<h{level} id="{slug}"><span class="num">{section["number"]}</span>{escape(section["heading"])}'
        f'<a class="self" href="#{slug}" aria-label="Link to section {section["number"]}">#</a></h{level}>'
    )
