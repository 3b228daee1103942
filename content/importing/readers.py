"""Which reader takes which kind of file. A reader is pure: bytes and a name in, a parsed document out."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from content.importing import plain_text
from content.importing.documents import ParsedDocument, UnreadableDocument

Reader = Callable[[bytes, str], ParsedDocument]

READERS: Final[dict[str, Reader]] = {"": plain_text.read, ".txt": plain_text.read, ".text": plain_text.read}


def read_document(data: bytes, file_name: str) -> ParsedDocument:
    """Read the file by the reader for its suffix; raises UnreadableDocument."""
    suffix = PurePath(file_name).suffix.lower()
    if suffix not in READERS:
        known = ", ".join(sorted(filter(None, READERS)))
        raise UnreadableDocument(f"files of the kind {suffix} are not read; {known} are")
    return READERS[suffix](data, file_name)
