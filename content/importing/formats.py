"""The kinds of files that are read: their suffixes, first bytes and largest sizes."""

import re
from pathlib import PurePath
from typing import Final

from content.importing.decoding import MAX_BYTES as MAX_TEXT
from content.importing.documents import UnreadableDocument
from content.library.canonical import canonical

MAX_HTML: Final = 5_000_000
MAX_DOCX: Final = 10_000_000
LARGEST: Final = max(MAX_TEXT, MAX_HTML, MAX_DOCX)
KNOWN: Final = (".docx", ".htm", ".html", ".markdown", ".md", ".text", ".txt")
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_ADVICE: Final = {
    ".doc": "open it in Word and save it as .docx",
    ".docm": "it may hold macros: save it as .docx",
    ".dotx": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pdf": "take its text, or the document that it was made from",
}


def format_of(data: bytes, file_name: str) -> str:
    """The suffix of the kind of file; raises UnreadableDocument for what is none.

    A DOCX file is looked at too: its size and its first bytes. Others are bounded by their readers.
    """
    suffix = PurePath(bare_name(file_name)).suffix.lower()
    if suffix and suffix not in KNOWN:
        advice = f"; {_ADVICE[suffix]}" if suffix in _ADVICE else ""
        raise UnreadableDocument(f"files of the kind {suffix} are not read; {', '.join(KNOWN)} are{advice}")
    if suffix != ".docx":
        return suffix
    if len(data) > MAX_DOCX:
        raise UnreadableDocument(
            f"the file has more than {MAX_DOCX // 1_000_000} MB; save a copy without pictures"
        )
    if data.startswith(_OLD_OFFICE):
        raise UnreadableDocument(
            "it is protected by a password or an old Office file; save a plain copy as .docx"
        )
    if not data.startswith(_ZIP):
        raise UnreadableDocument(
            "this is no DOCX file, whatever its name says; open it in Word and save it anew"
        )
    return suffix


def bare_name(file_name: str) -> str:
    """The last part of a name, whichever system wrote the path before it, without what cannot be seen."""
    name = re.split(r"[/\\]", canonical(file_name).rstrip("/\\"))[-1].strip(" .")
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    return f"{stem[: 250 - len(suffix[:20])]}{suffix[:20]}" or "document"
