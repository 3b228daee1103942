"""The process that reads one document: bytes come in, JSON goes out, within bounds."""

import json
import os
import resource
import sys
from pathlib import Path

SECONDS = 9
OPEN_FILES = 64


def confine(megabytes: int) -> None:
    """Bounds of memory, processor, files and processes, which nothing that runs here can lift again.

    Sockets and the reading of files stay open; no reader lets a document name either.
    """
    memory = megabytes * 1024 * 1024
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def answer(data: bytes, file_name: str) -> dict[str, object]:
    """The document, or why it is refused, as plain JSON."""
    # After the bounds are set and the path is known: these modules stand in the site's own folder.
    from content.importing.documents import UnreadableDocument  # noqa: PLC0415
    from content.importing.readers import read_document  # noqa: PLC0415
    from content.importing.stored import to_json  # noqa: PLC0415

    try:
        return to_json(read_document(data, file_name))
    except UnreadableDocument as refused:
        return {"refused": refused.message, "line": refused.line}
    except RecursionError:
        return {"refused": "its parts stand too deep in each other", "line": None}


def main() -> None:
    """Status 1 without a word when the memory does not suffice: the caller knows what that means."""
    confine(int(sys.argv[2]))
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    try:
        told = json.dumps(answer(sys.stdin.buffer.read(), sys.argv[1]))
    except MemoryError:
        os._exit(1)
    sys.stdout.write(told)


if __name__ == "__main__":
    main()
