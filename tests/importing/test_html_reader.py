"""How a web page is taken apart: the article stays, what stands around it does not."""

import pytest

from content.importing.documents import ParsedDocument, UnreadableDocument
from content.importing.html_reader import read as read_bytes
from content.importing.markdown import section_body

LONG = (
    "Defense diplomacy is the use of the armed forces of a nation in peaceful ways, and it has been a part of"
    " the foreign policy of many countries since the end of the Cold War, as those who have worked in it say."
)
NOTICE = "Please note: AI tools were used in crafting this content."
LEFT = "Left out as no part of the article"
PAGE = f"""<!DOCTYPE html>
<html><head><title>Arms and Words | The Review</title><script>alert("x")</script></head><body>
<header><a href="/">The Review</a></header>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">News</a></li></ul></nav>
<div id="cookie-banner"><p>We use cookies to improve your experience on this site and to show you content that
is of interest to you, as it is described in our policy.</p></div>
<div class="wrap"><div class="content">
<h1>Arms and Words</h1>
<p class="note">⚠️ {NOTICE}</p>
<p>{LONG}</p>
<h2>How They Meet</h2>
<p>{LONG} <a href="https://example.org/t">Transparency</a> and <em>trust</em><a href="/in">.</a></p>
<ul><li>One<ul><li>Inner</li></ul></li><li onclick="x()">Two</li></ul>
<h4>Deeper</h4>
<table><tr><th>Year</th><th>Act</th></tr><tr><td>1949</td><td>Treaty</td></tr></table>
<blockquote><p>{LONG}</p></blockquote>
<p>See also: Arms Control</p>
<ul class="tags"><li><a href="/t/1">Diplomacy</a></li><li><a href="/t/2">Defense</a></li></ul>
</div><div class="popular"><h3>Popular</h3><ul><li><a href="/1">Ten tanks</a></li></ul></div>
<div class="comments"><p>{LONG}</p></div></div>
<footer><p>© 2026 The Review. All rights reserved.</p></footer></body></html>"""


def read(html: str) -> ParsedDocument:
    return read_bytes(html.encode(), "a.html")


def texts(document: ParsedDocument) -> list[str]:
    return [paragraph.text for paragraph in document.texts()]


def body(html: str) -> str:
    document = read(f"<h1>Title</h1><p>{LONG}</p><h2>Heading</h2>{html}")
    assert len(document.sections) == 1
    return section_body(document.sections[0].blocks)


def test_the_article_is_read_and_what_stands_around_it_is_left_out() -> None:
    document = read(PAGE)
    assert (document.title, document.standfirst) == ("Arms and Words", LONG)
    assert [(notice.text, notice.kind) for notice in document.notices] == [(NOTICE, "ai_disclosure")]
    assert [(section.level, section.heading, section.level_reason) for section in document.sections] == [
        (2, "How They Meet", "marked as level 2 in the document"),
        (3, "Deeper", "marked as level 4 in the document"),
    ]
    assert section_body(document.sections[0].blocks) == (
        f"{LONG} [Transparency](https://example.org/t) and *trust*.\n\n- One\n  - Inner\n- Two"
    )
    assert section_body(document.sections[1].blocks) == (
        f"| Year | Act |\n|---|---|\n| 1949 | Treaty |\n\n> {LONG}\n\nSee also [[Arms Control]]"
    )


def test_what_was_left_out_is_told_with_its_line() -> None:
    left = [(found.line, found.text) for found in read(PAGE).defects if found.kind == "boilerplate_left_out"]
    assert left == [
        (3, f"{LEFT}: 6 short passages, 15 words, such as “The Review”."),
        (
            5,
            f"{LEFT}: “We use cookies to improve your experience on this site and to…”.",
        ),
        (
            20,
            f"{LEFT}: “Defense diplomacy is the use of the armed forces of a nation…”.",
        ),
    ]


def test_lines_are_those_of_the_file() -> None:
    document = read(PAGE)
    assert (document.title_line, [section.line for section in document.sections]) == (8, [11, 14])
    assert document.received == PAGE


@pytest.mark.parametrize("tag", ["article", "main", "div role=main"])
def test_the_part_that_is_marked_as_the_article_is_enough(tag: str) -> None:
    inner = f"<h1>Title</h1><p>{LONG}</p><p>Short.</p>"
    page = f"<body><p>{LONG}</p><{tag}>{inner}</{tag.split(maxsplit=1)[0]}><p>Outside of it.</p></body>"
    assert texts(read(page)) == [LONG, "Short."]


def test_a_page_of_short_lines_alone_stays_whole() -> None:
    assert texts(read("<h1>Title</h1><p>Short one.</p><p>Short two.</p>")) == ["Short one.", "Short two."]


def test_scripts_handlers_and_addresses_of_scripts_are_gone() -> None:
    hostile = (
        "<p>One of the many words <script>evil()</script><style>p{}</style><img src=x onerror=evil()>"
        "<a href='javascript:evil()'>two</a><a href='data:text/html,x'> three</a>"
        "<svg onload=evil()>s</svg></p>"
        "<iframe src=//evil>i</iframe><form action=//evil><input value=v><p>four</p></form><base href=//evil>"
        "<meta http-equiv=refresh content='0;url=//evil'>"
    )
    assert body(f"{hostile}<p>{LONG}</p>") == f"One of the many words two three\n\nfour\n\n{LONG}"


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p>a<br><br>b<br>c</p>", "a\n\nb c"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<span><p>a</p></span>", "a"),
        ("<p>a <b><i>b</i></b> <q>c</q> d_e</p>", "a ***b*** “c” d\\_e"),
        ("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3. a\n4. b c"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "- a\n  - b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("<pre>a\n  b</pre>", "a\n\nb"),
        ("<p>1. a</p><p># b</p><p>&lt;script&gt;</p>", "1\\. a\n\n\\# b\n\n\\<script>"),
        ("<ul><li>a</li></ul><p>b</p><hr>", "- a\n\nb"),
        ("<p>[[NATO]]</p>", "\\[\\[NATO\\]\\]"),
    ],
)
def test_blocks_become_markdown(html: str, written: str) -> None:
    assert body(f"{html}<p>{LONG}</p>") == f"{written}\n\n{LONG}"


def test_the_name_of_the_page_is_its_title_where_no_heading_is() -> None:
    head = "<head><title>Arms and Words – The Review</title></head>"
    document = read(f"<html>{head}<body><p>{LONG}</p><p>{LONG} Yes.</p></body>")
    assert document.title == "Arms and Words"


def test_other_encodings_are_decoded() -> None:
    assert read_bytes("<h1>Café</h1><p>Été is summer here.</p>".encode("utf-16"), "a.htm").title == "Café"
    western = "<h1>Café</h1><p>Ete is summer here.</p>".encode("cp1252")
    assert read_bytes(western, "a.htm").encoding == "windows-1252"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<script>x</script>", "line 1: the page has no text"),
        ("<h1>Title</h1>", "line 1: there is a title and no text"),
        ("<h1>T</h1>\n" + "<div>" * 150 + "x", "line 2: the page nests more than 100 elements"),
        ("<h1>T</h1>" + "<div>" * 60_000, "line 1: the page nests its elements too deep"),
        ("<h1>T</h1>" + "<p>Short</p>" * 4_000, "line 1: the page has more than 3,000 paragraphs; split it"),
        ("<h1>T</h1>" + "<b></b>" * 110_000, "line 1: the page has more than 100,000 elements"),
    ],
)
def test_pages_without_text_or_without_measure_are_refused(html: str, message: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(html)
    assert str(refused.value).startswith(message)
