"""Reading a file from outside in bounded time and memory, in a process of its own that can write no file."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from content.importing import plain_text
from content.importing.documents import ParsedDocument, UnreadableDocument
from content.importing.formats import bare_name, format_of
from content.importing.stored import from_json

SECONDS: Final = 12  # of the clock; on an idle machine the process ends before by its bound of processor time
MEGABYTES: Final = 400
MAX_ANSWER: Final = 30_000_000
_SMALL_TEXT: Final = 60_000  # plain text of this size cannot take long: no process is started for it
_PROGRAM: Final = Path(__file__).with_name("reading_process.py")
_TOO_MUCH: Final = (
    "reading it takes more time or memory than a document may; try again, split it, or save it as text"
)


def read_bounded(data: bytes, file_name: str, *, seconds: float = SECONDS) -> ParsedDocument:
    """Read the file by the reader for its kind; raises UnreadableDocument, also when the bounds are met."""
    suffix = format_of(data, file_name)
    if suffix in ("", ".txt", ".text") and len(data) <= _SMALL_TEXT:
        return plain_text.read(data, file_name)
    # Neither the environment nor the folder of the server are the reader's business.
    command = [sys.executable, "-I", "-B", "-X", "utf8", str(_PROGRAM), bare_name(file_name), str(MEGABYTES)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, env={}, cwd="/", timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(_TOO_MUCH) from error
    if done.returncode or len(done.stdout) > MAX_ANSWER:
        raise UnreadableDocument(_TOO_MUCH)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise UnreadableDocument(answer["refused"], answer["line"])
    return from_json(answer | {"file_name": file_name})
