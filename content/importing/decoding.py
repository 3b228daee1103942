"""Bytes become text: UTF-8, UTF-16 and Windows-1252 are read; everything else is refused with its line."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from content.importing.documents import UnreadableDocument
from content.library.canonical import visible

MAX_BYTES: Final = 500_000  # about 75,000 words
MAX_LINES: Final = 20_000
MAX_LINE: Final = 50_000
MAX_MARKS: Final = 30  # combining marks in a row: Unicode's stream-safe text; more makes NFC quadratic

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_OTHER_FORMATS: Final = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a compressed file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# What no Western text has, and another code page read as Windows-1252 has all the time: an accented capital
# after a small letter (nationÕs), and signs other than apostrophes and dashes inside a word (schr‚g).
_MISREAD: Final = re.compile(
    r"(?<=[a-z])[À-ÖØ-Þ]|(?<=[^\W\d_])[^\s\x00-\x7f‘’–—…·\xadÀ-ÖØ-öø-ÿŒœŠšŽžŸªº](?=[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text exactly as received, without a byte order mark, and the name of its encoding."""

    text: str
    encoding: str


def decode(data: bytes, *, most: int = MAX_BYTES) -> Decoded:
    """Read the bytes as text; raises UnreadableDocument."""
    if len(data) > most:
        raise UnreadableDocument(f"the file has more than {most:,} bytes, which is no article", 1)
    for signature, what in _OTHER_FORMATS.items():
        if data.startswith(signature):
            raise UnreadableDocument(f"this is {what}, not plain text", 1)
    decoded = _decode(data)
    if not decoded.text.strip():
        raise UnreadableDocument("the file is empty", 1)
    control = _CONTROL.search(decoded.text)
    if control:
        line = _line_of(decoded.text, control.start())
        raise UnreadableDocument(f"control character U+{ord(control[0]):04X}: this is no plain text", line)
    return decoded


def lines_of(text: str, *, longest: int = MAX_LINE) -> list[str]:
    """The lines, whatever their ends, in NFC and without what cannot be seen, such as controls of direction.

    Refuses too many lines, and a line that is too long, before any work on them.
    """
    lines = _LINE_END.split(text)
    if len(lines) > MAX_LINES:
        message = f"the file has {len(lines):,} lines; at most {MAX_LINES:,} are read"
        raise UnreadableDocument(message, MAX_LINES + 1)
    for number, line in enumerate(lines, start=1):
        if len(line) > longest:
            raise UnreadableDocument(
                f"the line has {len(line):,} characters; at most {longest:,} are read", number
            )
        if not line.isascii():
            _refuse_piled_marks(line, number)
    return [visible(line) for line in lines]


def _decode(data: bytes) -> Decoded:
    if data.startswith(codecs.BOM_UTF8):
        return _utf8(data.removeprefix(codecs.BOM_UTF8))
    if data.startswith(_UTF32):
        raise UnreadableDocument("UTF-32 is not read; save the file as UTF-8", 1)
    if data.startswith(_UTF16):
        return _utf16(data[2:], "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be")
    if b"\x00" in data:
        return _utf16_without_mark(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        if _is_damaged_utf8(data):
            return _utf8(data)  # raises, and names the byte
        return _windows_1252(data)


def _utf8(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        message = f"the file is UTF-8, but byte 0x{data[error.start]:02X} at this place is not"
        raise UnreadableDocument(message, _line_of_byte(data, error.start)) from error


def _utf16(data: bytes, codec: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), "utf-16")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, errors="replace")
        message = "the file is UTF-16, but damaged at this place"
        raise UnreadableDocument(message, _line_of(before, len(before))) from error


def _utf16_without_mark(data: bytes) -> Decoded:
    """UTF-16 where it is certain: most characters are Latin, and each zero byte is the high one of a pair."""
    low, high = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and min(low, high) == 0 and max(low, high) * 4 > len(data):
        return _utf16(data, "utf-16-le" if high else "utf-16-be")
    raise UnreadableDocument("this is a binary file, not plain text", _line_of_byte(data, data.index(0)))


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is valid UTF-8: then it is UTF-8 with errors, no other encoding."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - wrong >= wrong


def _windows_1252(data: bytes) -> Decoded:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        message = f"byte 0x{data[error.start]:02X} is neither UTF-8 nor Windows-1252"
        raise UnreadableDocument(message, _line_of_byte(data, error.start)) from error
    foreign = next(index for index, character in enumerate(text) if not character.isascii())
    if not _reads_as_western(text):
        raise UnreadableDocument(
            "the encoding is none of UTF-8, UTF-16 and Windows-1252", _line_of(text, foreign)
        )
    return Decoded(text, "windows-1252")


def _reads_as_western(text: str) -> bool:
    """Almost every byte is *something* in Windows-1252; in a text, few letters carry accents."""
    foreign = [character for character in text if not character.isascii()]
    letters = sum(character.isalpha() for character in text)
    accented = sum(character.isalpha() for character in foreign)
    misread = sum(1 for _ in _MISREAD.finditer(text))
    return accented * 10 <= letters * 3 and misread * 4 <= len(foreign)


def _refuse_piled_marks(line: str, number: int) -> None:
    run = 0
    for character in line:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > MAX_MARKS:
            raise UnreadableDocument(f"more than {MAX_MARKS} combining marks on one letter", number)


def _line_of(text: str, offset: int) -> int:
    return sum(1 for _ in _LINE_END.finditer(text, 0, offset)) + 1


def _line_of_byte(data: bytes, offset: int) -> int:
    return _line_of(data[:offset].decode("latin-1"), offset)
