"""What holds for every document, whatever is in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from content.importing.documents import ParsedDocument, SeeAlso, UnreadableDocument, texts_of
from content.importing.markdown import section_body
from content.importing.plain_text import read
from content.library.canonical import visible
from content.library.markdown import parse

WORDS = [
    "Trust",
    "armies",
    "meet.",
    "Overall,",
    "NATO",
    "“so",
    "it”",
    "U.S.-India",
    "the",
    "exercises:",
    "2016.",
    "a",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
markers = st.sampled_from(
    ["", "", "", "• ", "  • ", "\t- ", "1. ", "12) ", "See also\u00a0 ", "See also: ", "⚠️ "]
)
lines = st.one_of(st.just(""), st.just(""), st.builds(str.__add__, markers, sentences), st.text(max_size=30))
documents = st.lists(lines, max_size=25).map("\n".join)
titled = documents.map(lambda body: f"A Title of Four\n\n{body}\n\nSome text.")


def read_or_refuse(data: bytes) -> ParsedDocument | None:
    try:
        return read(data, "a.txt")
    except UnreadableDocument:
        return None


def letters(text: str) -> str:
    """The text without white space, markers and signs: what must not be lost."""
    return "".join(character for character in text if character.isalpha())


def everything(document: ParsedDocument) -> str:
    """All words of the document, in the order of their lines."""
    placed = [(document.title_line, document.title)]
    placed += [(notice.line, notice.text) for notice in document.notices]
    placed += [(text.line, text.text) for text in document.texts()]
    for section in document.sections:
        if section.heading is not None:
            placed.append((section.line, section.heading))
        placed += [
            (block.line, f"See also {block.target}") for block in section.blocks if isinstance(block, SeeAlso)
        ]
    return " ".join(text for _, text in sorted(placed, key=lambda place: place[0]))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@given(
    st.one_of(documents, st.text(max_size=300)), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
)
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    read_or_refuse(text.encode(encoding, errors="ignore"))


@settings(max_examples=3 * settings().max_examples)
@given(titled, st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_word_is_lost_or_moved(text: str, end: str) -> None:
    document = read_or_refuse(text.replace("\n", end).encode(errors="ignore"))
    if document:
        source = visible(text.encode(errors="ignore").decode())
        assert letters(everything(document)).casefold() == letters(source).casefold()


@given(titled)
def test_every_line_that_is_named_is_a_line_of_the_file(text: str) -> None:
    document = read_or_refuse(text.encode(errors="ignore"))
    if document:
        last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        named = [
            *(defect.line for defect in document.defects),
            *(section.line for section in document.sections),
        ]
        assert all(1 <= line <= last for line in named)


@given(titled)
def test_levels_begin_at_the_top_and_never_skip(text: str) -> None:
    document = read_or_refuse(text.encode(errors="ignore"))
    levels = [section.level for section in document.sections] if document else []
    assert levels[:1] in ([], [2])
    assert set(levels) <= {2, 3}


@given(titled)
def test_the_markdown_of_every_section_reads_as_its_text(text: str) -> None:
    document = read_or_refuse(text.encode(errors="ignore"))
    for section in document.sections if document else ():
        expected = []
        for block in section.blocks:
            if isinstance(block, SeeAlso):
                expected.append(f"See also {block.target}")
            else:
                expected += [text.text for text in texts_of(block)]
        assert [block.text for block in parse(section_body(section.blocks))] == expected


@given(titled)
def test_reading_twice_gives_the_same(text: str) -> None:
    data = text.encode(errors="ignore")
    assert read_or_refuse(data) == read_or_refuse(data)
