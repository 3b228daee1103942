"""Files made to hurt are refused with what to do, or defused, in bounded time and memory."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.conf import settings

from content.importing.bounded import SECONDS
from content.importing.documents import ParsedDocument, UnreadableDocument
from content.importing.formats import bare_name
from content.importing.markdown import section_body
from content.importing.readers import read_document
from tests.importing.docx_files import (
    CONTENT_TYPES,
    W,
    docx,
    paragraph,
    relationship,
    relationships,
    run,
    table,
    text,
    zipped,
)

T = text("T", "Title") + text("They meet.")
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefg", "bcdefgh", strict=True)
)
OTHER_TYPE = CONTENT_TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")


def nested(depth: int) -> str:
    inner = text("deep")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return inner


def encrypted() -> bytes:
    data = bytearray(docx(T))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def overlapping() -> bytes:
    """Every entry of the directory points at the same bytes."""
    data = bytearray(docx(T, {f"word/x{number}.bin": b"\0" * 900_000 for number in range(60)}))
    return bytes(data)


def macros_by_type() -> bytes:
    return docx(T, {"[Content_Types].xml": OTHER_TYPE})


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "an entity that names a file": (
        lambda: docx(T, before='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "it declares a document type",
    ),
    "an entity that names an address": (
        lambda: docx(T, before='<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1/">]>'),
        "it declares a document type",
    ),
    "a billion laughs": (
        lambda: docx(T + text("&h;"), before=ENTITIES + "]>"),
        "it declares a document type",
    ),
    "a parameter entity in the styles": (
        lambda: docx(T, {"word/styles.xml": '<!DOCTYPE x [<!ENTITY % a "b">%a;]><x/>'}),
        "it declares a document type",
    ),
    "a document type in UTF-16": (
        lambda: docx(T, {"word/styles.xml": '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")}),
        "it declares a document type",
    ),
    "60 MB of zeros": (
        lambda: docx(T, {"word/media/a.bin": b"\0" * 60_000_000}),
        "it unpacks to more than 40 MB",
    ),
    "30 MB packed tightly": (
        lambda: docx(T, {"word/a.bin": b"\0" * 30_000_000}),
        "it unpacks to far more than",
    ),
    "many parts that unpack to much": (overlapping, "it unpacks to more than 40 MB"),
    "3,000 parts": (
        lambda: docx(T, {f"word/{n}.bin": b"" for n in range(3_000)}),
        "it has more than 2,000 parts",
    ),
    "300,000 paragraphs": (lambda: docx(T + "<w:p/>" * 300_000), "it unpacks to far more than"),
    "25,000 paragraphs": (
        lambda: docx(T + "".join(text(f"{n} {n * n}") for n in range(25_000))),
        "it has more than 20,000 paragraphs",
    ),
    "300,000 elements": (
        lambda: docx(T + "".join(f"<a b='{n * n * n}'/>" for n in range(300_000))),
        "it has more than 250,000 elements",
    ),
    "tables 2,000 deep": (lambda: docx(T + nested(2_000)), "its tables or fields stand too deep"),
    "a name that climbs": (lambda: docx(T, {"../../etc/cron.d/x": "x"}), "its parts have names that no word"),
    "a name from the root": (lambda: docx(T, {"/etc/passwd": "x"}), "its parts have names that no word"),
    "a name with a drive": (lambda: docx(T, {"C:\\x": "x"}), "its parts have names that no word"),
    "a password": (encrypted, "it is protected by a password"),
    "an old Office file": (
        lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "it is protected by a password or an old",
    ),
    "macros": (
        lambda: docx(T, {"word/vbaProject.bin": b"x"}),
        "it has macros; save it as .docx without them",
    ),
    "macros by type": (macros_by_type, "it has macros; save it as .docx without them"),
    "a template elsewhere": (
        lambda: docx(T, rels=relationship("attachedTemplate", "https://evil.example/t.dotm")),
        "it loads a part from another place (attachedTemplate)",
    ),
    "a template elsewhere in the settings": (
        lambda: docx(
            T,
            {"word/_rels/settings.xml.rels": relationships(relationship("attachedTemplate", "//evil/t"))},
        ),
        "it loads a part from another place (attachedTemplate)",
    ),
    "an object elsewhere": (
        lambda: docx(T, rels=relationship("oleObject", "file://evil/x")),
        "it loads a part from another place (oleObject)",
    ),
    "another document elsewhere": (
        lambda: docx(T, rels=relationship("subDocument", "file://evil/x")),
        "it loads a part from another place (subDocument)",
    ),
    "half a file": (lambda: docx(T)[:700], "this is no intact DOCX file"),
    "a broken part": (lambda: docx(T)[:60] + b"\xff" * 40 + docx(T)[100:], "this is no intact DOCX file"),
    "broken XML": (lambda: docx(T, {"word/document.xml": "<w:document"}), "it is damaged"),
    "XML of another kind": (lambda: docx(T, {"word/document.xml": f'<w:x xmlns:w="{W}"/>'}), "it is damaged"),
    "no XML of relations": (
        lambda: docx(T, {"_rels/.rels": "<x/>", "word/styles.xml": "<x/>", "word/document.xml": "<x/>"}),
        "it is damaged",
    ),
    "a workbook": (lambda: zipped({"xl/workbook.xml": "<x/>"}), "it is no Word document, though a ZIP"),
    "a text by another name": (lambda: b"Title\n\nText.", "this is no DOCX file, whatever its name says"),
    "an empty file": (lambda: b"", "this is no DOCX file, whatever its name says"),
    "200 MB": (lambda: b"PK\x03\x04" + bytes(200_000_000), "the file has more than 10 MB"),
    "2,000 headings": (
        lambda: docx(T + "".join(text(f"H {n * n}", "heading1") for n in range(2_000))),
        "there are 2,000 headings; at most 500 are read",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_docx_is_refused_with_what_to_do(case: str) -> None:
    make, message = REFUSED[case]
    data = make()
    started = time.process_time()
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, "a.docx")
    assert refused.value.message.startswith(message)
    assert time.process_time() - started < 10


def words(document: ParsedDocument) -> str:
    return " ".join(paragraph.text for paragraph in document.texts())


@pytest.mark.parametrize(
    ("body", "rels", "expected"),
    [
        (
            paragraph('<w:hyperlink r:id="r9">' + run("a link") + "</w:hyperlink>"),
            relationship("hyperlink", "javascript:evil()"),
            "They meet. a link",
        ),
        (
            paragraph(run("a"), '<w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r>'),
            "",
            "They meet. a",
        ),
        (text("<script>evil()</script> it says."), "", "They meet. <script>evil()</script> it says."),
        (nested(40), "", "They meet. deep"),
        (table(("a", "b"), ("c",)), "", "They meet. a b c "),
        (paragraph(run("a"), "<w:object><x:y xmlns:x='x'/></w:object>"), "", "They meet. a"),
    ],
)
def test_what_is_harmless_is_read_without_its_harm(body: str, rels: str, expected: str) -> None:
    document = read_document(docx(T + body, rels=rels), "a.docx")
    assert words(document) == expected
    markdown = "".join(section_body(section.blocks) for section in document.sections)
    assert "](" not in markdown
    assert "<script" not in markdown.replace("\\<", "")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<h1>T</h1><p>" + b"<b>x</b>" * 9_000),
        ("a.html", b"<h1>T</h1>" + b"<div class=ad></div>" * 9_000 + b"<p>They meet.</p>"),
        ("a.html", b"<h1>T</h1><p>" + b"word " * 40_000 + b".</p>"),
        ("a.html", b"<h1>T</h1><p " + b"a=b " * 50_000 + b">They meet.</p>"),
        ("a.html", b"<h1>T</h1><p>" + b"x<br>" * 9_000),
        ("a.html", b"<h1>T</h1><p>" + b"&amp;" * 40_000),
        ("a.html", b"<h1>T</h1>" + b"<a href=x>" * 20_000 + b"They meet."),
        ("a.md", b"# T\n\n" + b"*a **b " * 2_000),
        ("a.md", b"# T\n\n" + b">" * 40_000),
        ("a.md", b"# T\n\n" + b"".join(b"[a%d]: x\n" % n for n in range(4_000))),
        ("a.md", b"# T\n\n" + b"`" * 49_000),
        ("a.md", b"# T\n\n" + b"![" * 4_000),
        ("a.md", b"---\na: " + b"{a: " * 4_000 + b"\n---\n# T\n\nText."),
    ],
)
def test_the_worst_shapes_are_read_or_refused_in_bounded_time(name: str, data: bytes) -> None:
    started = time.process_time()
    with suppress(UnreadableDocument):
        read_document(data, name)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<h1>T</h1>" + b"<h2>H</h2><p>They meet.</p>" * 10_000),
        ("a.md", b"# T\n\n" + b"## H\n" * 10_000),
    ],
)
def test_thousands_of_headings_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"there are [0-9,]+ headings|more than 3,000 paragraphs"):
        read_document(data, name)


_ALONE = """
import json, resource, sys, time
from content.importing.bounded import read_bounded
from content.importing.documents import UnreadableDocument
started = time.monotonic()
try:
    read_bounded(sys.stdin.buffer.read(), sys.argv[1], seconds=float(sys.argv[2]))
except UnreadableDocument as refused:
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(json.dumps([refused.message, time.monotonic() - started, largest]))
"""


def bounded(data: bytes, name: str, seconds: float = SECONDS) -> tuple[str, float, int]:
    """The refusal, the time on the clock, and the megabytes of the reading process.

    Asked for by a small process: a child begins with the memory of its parent, and the suite's is large.
    """
    asked = [sys.executable, "-c", _ALONE, name, str(seconds)]
    ended = subprocess.run(asked, input=data, capture_output=True, check=True, cwd=settings.BASE_DIR)
    message, took, megabytes = json.loads(ended.stdout)
    return message, took, megabytes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("brackets.md", b"# T\n\n" + b"[" * 49_000),
        ("wide.md", b"# T\n\n" + b"|a" * 15_000 + b"|\n" + b"|-" * 15_000 + b"|\n" + b"|b\n" * 3_000),
    ],
)
def test_a_reading_that_does_not_end_is_ended(name: str, data: bytes) -> None:
    message, seconds, megabytes = bounded(data, name, seconds=2)
    assert (
        message
        == "reading it takes more time or memory than a document may; try again, split it, or save it as text"
    )
    assert seconds < 5
    assert megabytes <= 400


def test_the_bounds_hold_in_the_process_that_reads() -> None:
    message, seconds, megabytes = bounded(REFUSED["60 MB of zeros"][0](), "a.docx")
    assert message.startswith("it unpacks to more than 40 MB")
    assert seconds < 15
    assert megabytes <= 400


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\Users\\ana\\paper.docx", "paper.docx"),
        ("/srv/a/b.html/", "b.html"),
        ("a\u202etxt.md", "atxt.md"),
        ("x" * 400 + ".docx", "x" * 245 + ".docx"),
        ("..", "document"),
        ("a\r\nSet-Cookie: b.md", "a Set-Cookie: b.md"),
    ],
)
def test_names_with_paths_and_tricks_lose_them(name: str, bare: str) -> None:
    assert bare_name(name) == bare
