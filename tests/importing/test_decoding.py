"""Which bytes are read as text, and what the others are told."""

import codecs
import time

import pytest

from content.importing.decoding import MAX_BYTES, MAX_LINE, decode, lines_of
from content.importing.documents import UnreadableDocument

TEXT = "Défense “diplomacy” – a nation’s café\nand more"


def refusal(data: bytes) -> tuple[int | None, str]:
    with pytest.raises(UnreadableDocument) as refused:
        lines_of(decode(data).text)
    return refused.value.line, refused.value.message


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_utf8_utf16_and_windows_1252_are_read(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


@pytest.mark.parametrize(
    "words", ["CAFÉ” and Ñandú", "Genève, Zürich, São Paulo and the Århus accords", "10 % of €5 – or £4½"]
)
def test_western_words_are_windows_1252(words: str) -> None:
    assert decode(f"It was said at the {words} of the year.".encode("cp1252")).encoding == "windows-1252"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Военная дипломатия и сотрудничество", "cp1251"),
        ("Военная дипломатия и сотрудничество", "koi8-r"),
        ("军事外交与防务合作", "gbk"),
        ("軍事外交", "shift_jis"),
        ("the nation’s capability and India’s sector", "mac_roman"),
        ("die schönen Übungen der Bündnispartner für Frieden", "cp850"),
    ],
)
def test_other_code_pages_are_refused(text: str, encoding: str) -> None:
    line, message = refusal(f"Title\n\n{text}".encode(encoding))
    assert line == 3
    assert "Windows-1252" in message


@pytest.mark.parametrize("junk", [b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"])
def test_a_byte_that_windows_1252_does_not_define_is_named(junk: bytes) -> None:
    assert refusal(b"Title\n\nOne " + junk + b" two") == (
        3,
        f"byte 0x{junk[0]:02X} is neither UTF-8 nor Windows-1252",
    )


def test_damaged_utf8_is_not_taken_for_windows_1252() -> None:
    damaged = "Title\n\nA nation’s security and a nation’s trust. ".encode() + b"\xe2\x80"
    assert refusal(damaged) == (3, "the file is UTF-8, but byte 0xE2 at this place is not")


def test_a_byte_order_mark_is_believed() -> None:
    line, message = refusal(codecs.BOM_UTF8 + b"Title\n\ncaf\xe9")
    assert (line, message) == (3, "the file is UTF-8, but byte 0xE9 at this place is not")


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"", 1, "empty"),
        (b"  \n\t\r\n ", 1, "empty"),
        (codecs.BOM_UTF8, 1, "empty"),
        (codecs.BOM_UTF16_LE, 1, "empty"),
        (b"Title\n\n\x00\x01\x02\xff", 3, "binary"),
        (b"\x7fELF\x02\x01\x01\x00\x00", 1, "binary"),
        (bytes(range(256)) * 4, 1, "binary"),
        (b"%PDF-1.7\n", 1, "PDF"),
        (b"PK\x03\x04rest", 1, "Office"),
        (b"{\\rtf1 text}", 1, "RTF"),
        (b"\x89PNG\r\n\x1a\n", 1, "picture"),
        ("Title".encode("utf-32"), 1, "UTF-32"),
        (b"Title\n\nText \x1b[31m red", 3, "control character U+001B"),
        ("Title\n\nText\x85 more \x91quoted\x92".encode(), 3, "control character U+0091"),
        (codecs.BOM_UTF16_LE + b"T\x00i", 1, "UTF-16"),
        (codecs.BOM_UTF16_LE + "Title\n".encode("utf-16-le") + b"\x00\xd8", 2, "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, line: int, word: str) -> None:
    found, message = refusal(data)
    assert found == line
    assert word in message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_a_line_end(end: str) -> None:
    assert lines_of(decode(f"One{end}Two{end}{end}Three".encode()).text) == ["One", "Two", "", "Three"]


def test_a_form_feed_or_a_line_separator_does_not_shift_the_line_numbers() -> None:
    assert len(lines_of("One\u2028still one\x0cstill\x85still\nTwo")) == 2


def test_letters_and_their_marks_become_one_and_what_cannot_be_seen_goes() -> None:
    assert lines_of("cafe\u0301 \u202edesrever\u202c so\u00adft") == ["café desrever soft"]


def test_a_line_that_is_too_long_is_refused() -> None:
    assert refusal(b"Title\n\n" + b"x" * (MAX_LINE + 1))[0] == 3


def test_ten_megabytes_in_one_line_are_refused_at_once() -> None:
    data = b"x" * 10_000_000
    started = time.process_time()
    assert refusal(data) == (1, f"the file has more than {MAX_BYTES:,} bytes, which is no article")
    assert time.process_time() - started < 0.1


def test_letters_buried_in_marks_are_refused() -> None:
    assert refusal(("Title\n\nz" + "\u0301\u0316" * 100).encode())[0] == 3
