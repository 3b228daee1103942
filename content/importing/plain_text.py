"""The reader of plain text: one paragraph a line or wrapped by hand, headings on lines of their own."""

from content.importing.assembling import Origin, assemble
from content.importing.decoding import decode, lines_of
from content.importing.documents import ParsedDocument
from content.importing.gathering import gather
from content.importing.lines import classify


def read(data: bytes, file_name: str) -> ParsedDocument:
    """Read a plain-text document; raises UnreadableDocument. Levels and the conclusion are proposals."""
    decoded = decode(data)
    pieces = gather(classify(lines_of(decoded.text)))
    return assemble(pieces, Origin(file_name, decoded.encoding, decoded.text))
