"""The edges of an edition: what its text names and links to, and what its facts refer to."""

from collections.abc import Sequence
from typing import Any

from content.library.markdown import Block
from content.library.mentions import Lexicon
from content.library.publishing.rejections import is_rejected
from content.library.rendering import LinkClass, LinkSpan
from content.library.wording import title_key


class Links:
    """Collects an edition's links; the index of a link is its number."""

    def __init__(
        self, page: int, rejected: Sequence[dict[str, str]] = (), sections: Sequence[str] = ()
    ) -> None:
        """`rejected` are what the editors say names no page; `sections` are the addresses of the sections."""
        self.page = page
        self._rejected = rejected
        self._sections = sections
        self.rows: list[dict[str, Any]] = []
        self._blocks: dict[int, int] = {}

    def to_page(self, kind: str, page: int, title: str, **detail: Any) -> int:
        """A link to a page that the working copy refers to by its key."""
        return self._add({"kind": kind, "page": page, "title": title, **detail})

    def in_text(self, kind: str, block: Block, section: int, span: tuple[int, int], **detail: Any) -> int:
        """A link from a stretch of a block's text."""
        number = self._add({"kind": kind, "section": section, "start": span[0], "end": span[1], **detail})
        self._blocks[number] = id(block)
        return number

    def rejects(self, surface: str, section: int) -> bool:
        """Whether the editors say that these words name no page there."""
        return bool(self._rejected) and is_rejected(self._rejected, surface, self._sections[section])

    def settle(self, passages: dict[int, int | None]) -> None:
        """Write down in which passage each link stands, once the passages are counted."""
        for number, block in self._blocks.items():
            self.rows[number]["passage"] = passages[block]

    def _add(self, row: dict[str, Any]) -> int:
        blank = {"page": None, "key": "", "section": None, "passage": None, "start": 0, "end": 0}
        self.rows.append({**blank, **row})
        return len(self.rows) - 1


def links_of_block(
    block: Block, section: int, links: Links, lexicon: Lexicon, drawn: set[tuple[int, int]]
) -> list[LinkSpan]:
    """Record what the block links to and names; return what is drawn as a link.

    `[[ ]]` goes before names, and names never overlap it. Of the mentions of a page in one section the
    first that can be drawn is; `drawn` remembers (section, page).
    """
    spans: list[LinkSpan] = []
    kind = "see_also" if block.kind == "see_also" else "page_link"
    css: LinkClass = "see-link" if kind == "see_also" else "ref"
    for link in block.page_links:
        number = links.in_text(
            kind, block, section, (link.start, link.end), title=link.title, key=title_key(link.title)
        )
        spans.append(LinkSpan(link.start, link.end, number, css))
    linked = [(link.start, link.end) for link in block.page_links] + _author_links(block)
    for start, end in block.parts if kind != "see_also" else []:
        for mention in lexicon.find(block.text[start:end]):
            here = (start + mention.start, start + mention.end)
            inside = any(here[0] < stop and begin < here[1] for begin, stop in linked)
            words = block.text[here[0] : here[1]]
            if mention.page == links.page or links.rejects(words, section):
                continue
            if any(here[0] < p.end and p.start < here[1] for p in block.page_links):
                continue
            number = links.in_text("mention", block, section, here, page=mention.page, title=words)
            if not inside and (section, mention.page) not in drawn:
                drawn.add((section, mention.page))
                spans.append(LinkSpan(*here, number, "ent"))
    return sorted(spans)


def _author_links(block: Block) -> list[tuple[int, int]]:
    spans = []
    position = 0
    for run in block.runs:
        if run.href:
            spans.append((position, position + len(run.text)))
        position += len(run.text)
    return spans
