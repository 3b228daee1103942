"""Static files as they are collected: hashed, packed, a style sheet one file with those that it imports."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Of a sheet in the same folder, so that what it refers to is found from there too.
_IMPORT: Final = re.compile(r'^@import "([\w-]+\.css)";$', re.MULTILINE)


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """A page waits for one style sheet instead of one after the other; while developing, browsers import."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        joined = {
            name: (_Joined(storage), path) if name.endswith(".css") else (storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(joined, dry_run, **options)  # type: ignore[no-untyped-call]


class _Joined:
    """Reads style sheets of a storage with what they import in its place."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def open(self, path: str) -> "ContentFile[bytes]":
        return ContentFile(self._text(PurePosixPath(path)).encode())

    def _text(self, path: PurePosixPath) -> str:
        with self.storage.open(str(path)) as sheet:
            text: str = sheet.read().decode()
        return _IMPORT.sub(lambda found: self._text(path.parent / found[1]), text)
