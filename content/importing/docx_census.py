"""What a DOCX file must be before it is opened: a small, plain ZIP of XML without tricks."""

import io
import re
import zipfile
import zlib
from typing import Final, NoReturn
from xml.parsers import expat

from content.importing.documents import UnreadableDocument

MAX_MEMBERS: Final = 2_000
MAX_UNPACKED: Final = 40_000_000
MAX_RATIO: Final = 120
MAX_PARAGRAPHS: Final = 20_000
MAX_ELEMENTS: Final = 250_000
MAX_DEPTH: Final = 200
MAIN_PART: Final = "word/document.xml"
_SMALL: Final = 1_000_000  # what is smaller unpacked may be packed as tightly as it likes
_XML: Final = re.compile(r"\.(?:xml|rels)\Z", re.IGNORECASE)
_UNSAFE_NAME: Final = re.compile(r"(?:\A|[/\\])\.\.(?:[/\\]|\Z)|\A[/\\]|\A[A-Za-z]:|[\x00-\x1f]")
_MACROS: Final = re.compile(r"vbaProject|vbaData|macroEnabled", re.IGNORECASE)
_LOADED: Final = ("attachedTemplate", "oleObject", "subDocument", "frame", "aFChunk", "package", "control")


def check_docx(data: bytes) -> None:
    """Look at every part in memory; raises UnreadableDocument for the first thing that is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members, len(data))
            paragraphs = elements = 0
            for member in members:
                if _XML.search(member.filename):
                    part = _Part(member.filename)
                    part.read(archive.read(member))
                    paragraphs, elements = paragraphs + part.paragraphs, elements + part.elements
                    if paragraphs > MAX_PARAGRAPHS or elements > MAX_ELEMENTS:
                        _refuse(
                            f"it has more than {MAX_PARAGRAPHS:,} paragraphs; split it into several documents"
                        )
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise UnreadableDocument("this is no intact DOCX file; open it in Word and save it anew") from error


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS:
        _refuse(f"it has more than {MAX_MEMBERS:,} parts; save a copy without embedded files")
    if any(member.flag_bits & 0x1 for member in members):
        _refuse("it is protected by a password; save a copy without one")
    if len(set(names)) < len(names) or any(map(_UNSAFE_NAME.search, names)):
        _refuse("its parts have names that no word processor writes; open it in Word and save it anew")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED:
        _refuse(f"it unpacks to more than {MAX_UNPACKED // 1_000_000} MB; save a copy without pictures")
    if unpacked > _SMALL and unpacked > MAX_RATIO * size:
        _refuse("it unpacks to far more than a document does; open it in Word and save it anew")
    if any(map(_MACROS.search, names)):
        _refuse("it has macros; save it as .docx without them")
    if MAIN_PART not in names:
        _refuse("it is no Word document, though a ZIP or another Office file; save it as .docx")


class _Part:
    """One XML part, read through an expat that stops at a DOCTYPE, and its elements counted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.paragraphs = self.elements = self.depth = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise UnreadableDocument("it is damaged; open it in Word and save it anew") from error

    def _doctype(self, *_: object) -> NoReturn:
        _refuse(
            "it declares a document type, which no word processor writes; open it in Word and save it anew"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        self.paragraphs += name == "w:p"
        if self.depth > MAX_DEPTH:
            _refuse("its tables or fields stand too deep in each other")
        if self.elements > MAX_ELEMENTS:
            _refuse(f"it has more than {MAX_ELEMENTS:,} elements; split it into several documents")
        if name == "Relationship" or name.endswith(":Relationship"):
            self._relationship(attributes)
        elif name == "Override" and _MACROS.search(attributes.get("ContentType", "")):
            _refuse("it has macros; save it as .docx without them")

    def _relationship(self, attributes: dict[str, str]) -> None:
        """Links that a person may follow and pictures, which are never fetched, pass."""
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        if attributes.get("TargetMode") == "External" and kind in _LOADED:
            _refuse(f"it loads a part from another place ({kind}); save a copy without it")

    def _end(self, name: str) -> None:
        self.depth -= 1


def _refuse(reason: str) -> NoReturn:
    raise UnreadableDocument(reason)
