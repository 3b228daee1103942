"""`[[Title]]` and `[[Title|words]]`: the inline rule that reads them, and what it says of malformed ones."""

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from content.library.canonical import canonical

TITLE_LIMIT = 200
# How far the rule looks for the closing brackets, so that its cost stays linear.
_WINDOW = 1_000
# Stands for the bar of a page link while tables are cut into cells; a noncharacter, so no text can hold it.
_BAR = "\ufdd0"
_BARRED = re.compile(r"\[\[([^\[\]|\n\\]{0,400})\\?\|([^\[\]|\n]{0,400})\]\]")
_QUOTED = 60
_PROBLEM_LIMIT = 100

_UNCLOSED = "is never closed. Close it with ]], or write \\[[ for two plain brackets"
_NESTED = "holds another bracket. Close it with ]] before the next [, or write \\[[ for plain brackets"
_UNTITLED = "has no title. Write the page's title between [[ and ]]"
_WORDLESS = "has no words after the |. Write the words to show, or leave out the |"
_TWO_BARS = "has more than one |. Write it as [[Title|words]]"
_TOO_LONG = (
    f"has a title of more than {TITLE_LIMIT} characters. Write the page's title, and other words after a |"
)
_IN_A_LINK = "stands inside another link. Take it out of that link"


class PageLink(NamedTuple):
    """A link to a page by its title; `text[start:end] == words` in the block that holds it."""

    title: str
    words: str
    start: int
    end: int


def hide_bars(body: str) -> str:
    """A table may hold `[[Title|words]]` without its bar being taken for the border of a cell."""
    return _BARRED.sub(rf"[[\1{_BAR}\2]]", body.replace(_BAR, ""))


def show_bars(text: str) -> str:
    return text.replace(_BAR, "|")


def page_links(markdown: MarkdownIt) -> None:
    """The plugin: page links become `page_link` tokens; env["problems"] tells of those that are malformed."""
    markdown.inline.ruler.before("link", "page_link", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    # While it looks for the end of an ordinary link, markdown-it would give up at a page link in its words.
    if silent or not source.startswith("[[", start):
        return False
    if start and source[start - 1] == "[" and not _escaped(source, start - 1):
        return False  # the second of three brackets; the first has been reported
    stop = source.find("]]", start, min(state.posMax, start + _WINDOW))
    inside = show_bars(source[start + 2 : max(stop, start)])
    problem = _UNCLOSED if stop < 0 else _problem(inside)
    if problem:
        _report(state, source[start : stop + 2] if stop > 0 else source[start : start + _WINDOW], problem)
        return False
    title, _, words = inside.partition("|")
    token = state.push("page_link", "", 0)
    token.meta = {"title": canonical(title)}
    token.content = words or title
    if state.linkLevel:
        _report(state, source[start : stop + 2], _IN_A_LINK)
    state.pos = stop + 2
    return True


def _problem(inside: str) -> str:
    """What is wrong with the text between the brackets; "" if nothing."""
    if "[" in inside:
        return _NESTED
    title, bar, words = inside.partition("|")
    if not canonical(title):
        return _UNTITLED
    if bar and not canonical(words):
        return _WORDLESS
    if "|" in words:
        return _TWO_BARS
    return _TOO_LONG if len(canonical(title)) > TITLE_LIMIT else ""


def _report(state: StateInline, place: str, problem: str) -> None:
    problems = state.env.setdefault("problems", [])
    if len(problems) >= _PROBLEM_LIMIT:
        return
    place = canonical(show_bars(place))
    if len(place) > _QUOTED:
        place = place[:_QUOTED].rstrip() + "…"
    problems.append(f"The page link “{place}” {problem}.")


def _escaped(source: str, position: int) -> bool:
    """Whether an odd number of backslashes stands before the position."""
    before = source[max(0, position - 50) : position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
