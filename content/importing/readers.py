"""Which reader takes which kind of file. A reader is pure: bytes and a name in, a parsed document out."""

from collections.abc import Callable
from typing import Final

from content.importing import docx_reader, html_reader, markdown_reader, plain_text
from content.importing.documents import ParsedDocument
from content.importing.formats import format_of

Reader = Callable[[bytes, str], ParsedDocument]

READERS: Final[dict[str, Reader]] = {
    "": plain_text.read,
    ".txt": plain_text.read,
    ".text": plain_text.read,
    ".md": markdown_reader.read,
    ".markdown": markdown_reader.read,
    ".html": html_reader.read,
    ".htm": html_reader.read,
    ".docx": docx_reader.read,
}


def read_document(data: bytes, file_name: str) -> ParsedDocument:
    """Read the file by the reader for its kind; raises UnreadableDocument.

    In this process and without bounds of time and memory: `bounded.read_bounded` is for files from outside.
    """
    return READERS[format_of(data, file_name)](data, file_name)
