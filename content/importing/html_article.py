"""The article in a web page: menus, footers, banners and the like are taken out of the tree, and told."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import justext
from justext.core import ParagraphMaker, classify_paragraphs, revise_paragraph_classification
from lxml.etree import XPath
from lxml.html import HtmlElement

from content.importing.documents import Defect, Paragraph, UnreadableDocument
from content.importing.notices import as_notice
from content.library.canonical import canonical
from content.library.prose import excerpt, words_of

MAX_PARAGRAPHS: Final = 3_000  # jusText looks at the neighbors of each short one
_WITHOUT_TEXT = """
script style noscript template iframe frame frameset object embed applet svg math canvas audio
video picture img link meta base button input select textarea datalist progress meter map
"""
_NO_TEXT: Final = _WITHOUT_TEXT.split()
_AROUND: Final = XPath(
    "self::nav or self::aside or self::dialog or @hidden or @aria-hidden='true'"
    " or (self::footer and not(ancestor::blockquote))"
    " or (self::header and not(.//h1) and not(ancestor::article))"
    " or contains(' navigation banner contentinfo complementary search dialog alertdialog menu ',"
    " concat(' ', @role, ' '))"
)
_NAMED_AROUND = """
advert ads banner breadcrumb breadcrumbs comments consent cookie cookies footer menu modal nav
navbar navigation newsletter popup promo share sharing sidebar skip social subscribe
"""
_NAMES: Final = frozenset(_NAMED_AROUND.split())
_BETWEEN_NAMES: Final = re.compile(r"[\s_-]+")
_UNIT_TAGS = """
p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre
"""
_UNITS: Final = frozenset(_UNIT_TAGS.split())
_LINKS: Final = 0.7  # a passage is nothing but links when they hold this share of its letters
_HEADING: Final = re.compile(r"h[1-6]\Z")
_PURPOSE: Final = re.compile(r"see also|reference|source|reading|note|bibliograph", re.IGNORECASE)
_PROSE: Final = 20  # words from which on a passage that was left out is told by itself


@dataclass(frozen=True, slots=True)
class _Passage:
    """Text that was left out, with its line."""

    line: int
    text: str


def take_article(document: HtmlElement) -> tuple[HtmlElement, list[Defect]]:
    """The element that holds the article, and what was left out around it. The tree is changed."""
    body = document.find("body")
    if body is None:
        raise UnreadableDocument("the page has no text", 1)
    for element in list(body.iter(*_NO_TEXT)):
        element.drop_tree()
    whole = len(body.text_content())
    left: list[_Passage] = []
    for element in [element for element in body.iterdescendants() if _stands_around(element)]:
        if body in element.iterancestors() and len(element.text_content()) * 2 < whole:
            _take_out(element, left)
    root = _root(body)
    outside = [
        unit for unit in _units(body) if root not in unit.iterancestors() and unit not in root.iterancestors()
    ]
    left += [_passage(unit) for unit in outside]
    for unit in _boilerplate(root):
        _take_out(unit, left)
    return root, list(_told([passage for passage in left if passage.text]))


def _stands_around(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag == "body":
        return False
    names = set(_BETWEEN_NAMES.split(f"{element.get('class', '')} {element.get('id', '')}".lower()))
    if names & _NAMES and element.find(".//h1") is None:
        return True
    return bool(_AROUND(element))


def _root(body: HtmlElement) -> HtmlElement:
    """The one article, else the main part, else the whole body."""
    whole = len(body.text_content())
    for path in (
        ".//article[not(ancestor::article)]",
        ".//main | .//*[@role='main']",
        ".//*[@itemprop='articleBody']",
    ):
        found = body.xpath(path)
        if len(found) == 1 and len(found[0].text_content()) * 3 > whole:
            return found[0]
    return body


def _boilerplate(root: HtmlElement) -> list[HtmlElement]:
    """The units that jusText takes for none of the article, but not among good ones or right beside one.

    Notices stay whatever they look like, and everything stays where nothing looks like an article.
    """
    good, paths = _good_paths(root), _paths(root)
    units = list(_units(root))
    is_good = {unit: any(paths[part] in good for part in unit.iter()) for unit in units}
    beside = {unit.getparent() for unit in units if is_good[unit]}
    places = [place for place, unit in enumerate(units) if is_good[unit]] or [0, len(units)]
    among = set(units[places[0] : places[-1]])
    return [
        unit
        for unit in units
        if not is_good[unit]
        and not as_notice(Paragraph(canonical(unit.text_content()), 1))
        and (_is_links(unit) or (unit not in among and unit.getparent() not in beside))
    ]


def _good_paths(root: HtmlElement) -> set[str]:
    paragraphs = ParagraphMaker.make_paragraphs(root)
    if len(paragraphs) > MAX_PARAGRAPHS:
        raise UnreadableDocument(f"the page has more than {MAX_PARAGRAPHS:,} paragraphs; split it", 1)
    classify_paragraphs(paragraphs, _stop_words())
    revise_paragraph_classification(paragraphs)
    good = {paragraph.xpath for paragraph in paragraphs if paragraph.class_type == "good"}
    return good or {paragraph.xpath for paragraph in paragraphs if paragraph.cf_class == "neargood"}


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(justext.get_stoplist("English"))


def _paths(root: HtmlElement) -> dict[HtmlElement, str]:
    """The path of every element from the root, as jusText writes it."""
    paths = {root: f"/{root.tag}[1]"}
    for parent in root.iter():
        places: Counter[str] = Counter()
        for child in parent:
            places[child.tag] += 1
            paths[child] = f"{paths[parent]}/{child.tag}[{places[child.tag]}]"
    return paths


def _units(root: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost blocks of text."""
    waiting = list(reversed(root))
    while waiting:
        element = waiting.pop()
        if element.tag in _UNITS or not any(child.tag in _UNITS for child in element.iterdescendants()):
            if canonical(element.text_content()):
                yield element
        else:
            waiting.extend(reversed(element))


def _is_links(unit: HtmlElement) -> bool:
    """Nothing but links to elsewhere; a list of them below a heading that says what it is for stays."""
    linked = sum(len(link.text_content()) for link in unit.iter("a"))
    if not linked or linked < _LINKS * len(canonical(unit.text_content())):
        return False
    above = unit.getprevious()
    return above is None or not (_HEADING.match(str(above.tag)) and _PURPOSE.search(above.text_content()))


def _passage(element: HtmlElement) -> _Passage:
    return _Passage(element.sourceline or 1, canonical(" ".join(element.itertext())))


def _take_out(element: HtmlElement, left: list[_Passage]) -> None:
    left.append(_passage(element))
    element.drop_tree()


def _told(left: list[_Passage]) -> Iterator[Defect]:
    """A line for each passage of prose, and one for all the rest."""
    short = []
    for passage in left:
        if len(words_of(passage.text)) >= _PROSE:
            message = f"Left out as no part of the article: “{excerpt(passage.text, 12)}”."
            yield Defect(passage.line, "boilerplate_left_out", message)
        else:
            short.append(passage)
    if short:
        words = sum(len(words_of(passage.text)) for passage in short)
        message = f"Left out as no part of the article: {len(short)} short passages, {words} words, such as"
        yield Defect(short[0].line, "boilerplate_left_out", f"{message} “{excerpt(short[0].text)}”.")
