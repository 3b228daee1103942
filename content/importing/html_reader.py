"""The reader of HTML: the article's body, boilerplate left out, sanitized, headings with their levels."""

import re
from typing import Final

import nh3
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, fragment_fromstring, tostring

from content.importing.assembling import MAX_TITLE, Origin, assemble
from content.importing.decoding import decode, lines_of
from content.importing.documents import Paragraph, ParsedDocument, UnreadableDocument
from content.importing.formats import MAX_HTML
from content.importing.html_article import take_article
from content.importing.html_blocks import LINE, pieces
from content.library.canonical import canonical

MAX_DEPTH: Final = 100  # of elements in each other; a sanitizer's work is the square of it
MAX_ELEMENTS: Final = 100_000
_TEXT_TAGS = """
a article b blockquote body br cite code dd details dfn div dl dt em figcaption figure footer h1
h2 h3 h4 h5 h6 header hr i kbd li main mark ol p pre q section small span strong sub summary sup
table tbody td tfoot th thead tr ul var caption
"""
_TAGS: Final = frozenset(_TEXT_TAGS.split())
_SITE_NAME: Final = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,60}\Z")


def read(data: bytes, file_name: str) -> ParsedDocument:
    """Read a web page; raises UnreadableDocument. Marked headings keep their levels."""
    decoded = decode(data, most=MAX_HTML)
    document = _tree("\n".join(lines_of(decoded.text, longest=MAX_HTML)))
    named = _title(document)
    root, left_out = take_article(document)
    found = list(pieces(sanitized(_with_lines(root))))
    if not found:
        raise UnreadableDocument("the page has no text", 1)
    has_heading = any(piece.mark is not None for piece in found)
    title = None if found[0].mark or any(piece.mark == 1 for piece in found) else named
    return assemble(
        found if has_heading or not title else [piece for piece in found if piece.block != title],
        Origin(file_name, decoded.encoding, decoded.text),
        title=title,
        noticed=left_out,
    )


def sanitized(html: str) -> HtmlElement:
    """The HTML as a tree of the tags that carry text, and nothing else: nh3 has the last word."""
    attributes = {tag: {LINE} for tag in _TAGS} | {"a": {"href", LINE}, "ol": {"start", LINE}}
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=attributes,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    return fragment_fromstring(clean, create_parent="div", parser=_parser())


def _parser() -> HTMLParser:
    return HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )


def _tree(text: str) -> HtmlElement:
    """The page as a tree; raises UnreadableDocument for one that is too deep or too large to work on."""
    parser = _parser()
    try:
        document = document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableDocument("this is no HTML that can be read", 1) from error
    fatal = next((entry for entry in parser.error_log if entry.level_name == "FATAL"), None)
    if fatal is not None:
        raise UnreadableDocument(
            "the page nests its elements too deep, or is too large in one place", fatal.line
        )
    depth = 0
    for number, (event, element) in enumerate(etree.iterwalk(document, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise UnreadableDocument(f"the page nests more than {MAX_DEPTH} elements", element.sourceline)
        if number > 2 * MAX_ELEMENTS:
            raise UnreadableDocument(f"the page has more than {MAX_ELEMENTS:,} elements", element.sourceline)
    return document


def _title(document: HtmlElement) -> Paragraph | None:
    """The title that the page's head states, without the name of its site."""
    for element in document.iter("title"):
        text = canonical(element.text_content())
        words = _SITE_NAME.sub("", text)
        if words and len(words) <= MAX_TITLE:
            return Paragraph(words, element.sourceline or 1)
    return None


def _with_lines(root: HtmlElement) -> str:
    """The element as HTML in which every element carries its line."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.set(LINE, str(element.sourceline or 1))
    html: str = tostring(root, encoding="unicode", with_tail=False)
    return html
