"""Where the `link:N` anchors of an edition lead, filled in when its page is served."""

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

_ANCHOR = re.compile(r'<a class="(ent|ref|see-link)" href="link:(\d+)">(.*?)</a>', re.DOTALL)
_MISSING = '</a> <span class="tag-miss">(not yet in this reference)</span>'


class Answer(NamedTuple):
    """An address; `title` says what stands there ("Organization: NATO"), `wanted` that no page does yet."""

    href: str
    title: str = ""
    wanted: bool = False


def resolve_links(html: str, answer: Callable[[int], Answer | None]) -> str:
    """The HTML with every internal link led to its address; a link without an answer leaves its words."""

    def resolved(anchor: re.Match[str]) -> str:
        css, number, words = anchor.groups()
        found = answer(int(number))
        if found is None:
            return words
        href = escape(found.href)
        if found.wanted:
            return f'<a class="gone" href="{href}">{words}{_MISSING}'
        if found.title:
            return f'<a class="{css}" href="{href}" title="{escape(found.title)}">{words}</a>'
        return f'<a class="{css}" href="{href}">{words}</a>'

    return _ANCHOR.sub(resolved, html)
