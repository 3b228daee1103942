"""`[[Title]]` and `[[Title|words]]`: the inline rule that reads them, and the messages for those that are malformed."""

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from content.library.canonical import canonical

TITLE_LIMIT = 200
# What may stand between the brackets; beyond this the rule stops looking, so that its cost stays linear.
_WINDOW = 2_000
# Stands for the bar of a page link while tables are cut into cells; a noncharacter, so no text can hold it.
BAR = "\ufdd0"
_BARRED = re.compile(r"\[\[([^\[\]|\n\\]{0,400})\\?\|([^\[\]|\n]{0,400})\]\]")
_QUOTED = 60


class PageLink(NamedTuple):
    """A link to a page by its title; `text[start:end] == words` in the block that holds it."""

    title: str
    words: str
    start: int
    end: int


def hide_bars(body: str) -> str:
    """A table may hold `[[Title|words]]` without its bar being taken for the border of a cell."""
    return _BARRED.sub(rf"[[\1{BAR}\2]]", body.replace(BAR, ""))


def show_bars(text: str) -> str:
    return text.replace(BAR, "|")


def page_links(markdown: MarkdownIt) -> None:
    """The plugin: well-formed links become `page_link` tokens, malformed ones stay text and are told in env["problems"]."""
    markdown.inline.ruler.before("link", "page_link", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if not source.startswith("[[", start):
        return False
    if start and source[start - 1] == "[" and not _escaped(source, start - 1):
        return False
    inside, problem = _inside(source, start + 2, state.posMax)
    if problem:
        if not silent:
            _report(state, start, problem)
        return False
    title, _, words = inside.partition(BAR if BAR in inside else "|")
    if not silent:
        token = state.push("page_link", "", 0)
        token.meta = {"title": canonical(title)}
        token.content = words or title
        if state.linkLevel:
            _report(state, start, "stands inside another link. Take it out of that link")
    state.pos = start + 2 + len(inside) + 2
    return True


def _inside(source: str, start: int, limit: int) -> tuple[str, str]:
    """What stands between the brackets, and what is wrong with it (nothing, if "")."""
    stop = source.find("]]", start, min(limit, start + _WINDOW))
    if stop < 0:
        return "", "is never closed. Close it with ]], or write \\[[ for two plain brackets"
    inside = source[start:stop]
    if "[" in inside:
        return (
            "",
            "holds another bracket. Close it with ]] before the next [, or write \\[[ for plain brackets",
        )
    title, bar, words = inside.replace(BAR, "|").partition("|")
    if not canonical(title):
        return "", "has no title. Write the page's title between [[ and ]]"
    if bar and not canonical(words):
        return "", "has no words after the |. Write the words to show, or leave out the |"
    if "|" in words:
        return "", "has more than one |. Write [[Title|words]]"
    if len(canonical(title)) > TITLE_LIMIT:
        return (
            "",
            f"has a title of more than {TITLE_LIMIT} characters. Write the page's title, and the words after a |",
        )
    return inside, ""


def _report(state: StateInline, start: int, problem: str) -> None:
    place = canonical(show_bars(state.src[start : start + 2 * _QUOTED]))
    if len(place) > _QUOTED:
        place = place[:_QUOTED].rstrip() + "…"
    state.env.setdefault("problems", []).append(f"The page link “{place}” {problem}.")


def _escaped(source: str, position: int) -> bool:
    """Whether an odd number of backslashes stands before the position."""
    before = source[max(0, position - 50) : position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
