"""Whole public pages, kept for the generation of the site that they were made in."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache as once
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import http_date

KEEP_SECONDS: Final = 24 * 60 * 60
# One rebuild of a page at a time in a process; a reader who has waited this long makes the page for himself.
PATIENCE_SECONDS: Final = 5.0
_LOCKS: Final = tuple(Lock() for _ in range(64))
_GENERATION: Final = "SELECT number, changed_at FROM library_generation ORDER BY id LIMIT 1"


class KeptPage(NamedTuple):
    """An answer that can be given again: the body as gzip, because nearly every reader takes it so."""

    content_type: str
    packed: bytes
    etag: str
    last_modified: str


class Moment(NamedTuple):
    """The generation of the site: its number, and when it began as the database writes it.

    And the day in UTC: notices come and go by it, so a page is kept for one.
    """

    number: int
    began: str | datetime | None
    day: date = date.min


def now_public() -> Moment:
    """The generation that readers see now, in the one query that a kept page costs; 0 before the first."""
    with connection.cursor() as cursor:
        cursor.execute(_GENERATION)
        row = cursor.fetchone()
    number, began = row or (0, None)
    return Moment(number, began, timezone.now().date())


def key_of(moment: Moment, path: str, query: str) -> str:
    """Never the host: the page is the same under every name of the site.

    The moment stands beside the number, which a restored backup would count a second time.
    """
    named = "\n".join(
        (release().fingerprint, str(moment.number), str(moment.began), str(moment.day), path, query)
    )
    return hashlib.blake2b(named.encode(errors="surrogatepass"), digest_size=20).hexdigest()


def kept_or_made(key: str, make: Callable[[], KeptPage], *, shelf: str = "default") -> KeptPage:
    """The page under the key. Of many readers who come at once, one makes it and the others wait for it.

    `make` may raise: then nothing is kept.
    """
    cache = caches[shelf]
    kept: KeptPage | None = cache.get(key)
    if kept is not None:
        return kept
    with _one_at_a_time(key):
        kept = cache.get(key)
        if kept is None:
            kept = make()
            cache.set(key, kept, KEEP_SECONDS)
    return kept


def page_of(
    body: bytes, content_type: str, moment: Moment, *, changed_at: datetime | None = None
) -> KeptPage:
    """The page ready to be given again and again; `changed_at` is when it changed by itself, if it did."""
    last = last_change(moment)
    return KeptPage(
        content_type=content_type,
        packed=gzip.compress(body, compresslevel=9, mtime=0),
        etag=hashlib.sha256(body).hexdigest()[:32],
        last_modified=http_date((max(last, changed_at) if changed_at else last).timestamp()),
    )


def last_change(moment: Moment) -> datetime:
    """When the content or the templates changed last, whichever is later."""
    began = parse_datetime(moment.began) if isinstance(moment.began, str) else moment.began
    if began is None:
        return release().at
    return max(began if began.tzinfo else began.replace(tzinfo=UTC), release().at)


class Release(NamedTuple):
    """The code and settings that draw pages: other ones draw other pages from the same content."""

    fingerprint: str
    at: datetime


@once
def release() -> Release:
    """Read once in a process: templates, code, the hashes of static files, the site's own names."""
    files = sorted(
        [*(settings.BASE_DIR / "templates").rglob("*.html"), *(settings.BASE_DIR / "content").rglob("*.py")]
    )
    state = hashlib.sha256()
    for file in files:
        state.update(file.read_bytes())
    manifest = getattr(staticfiles_storage, "manifest_hash", "")
    state.update(repr((manifest, settings.SITE_NAME, settings.SITE_URL, settings.CONTACT_EMAIL)).encode())
    newest = max((_changed_at(file) for file in files), default=0.0)
    return Release(state.hexdigest(), datetime.fromtimestamp(newest, UTC))


def _changed_at(file: Path) -> float:
    return file.stat().st_mtime


@contextmanager
def _one_at_a_time(key: str) -> Iterator[None]:
    lock = _LOCKS[int(key[:8], 16) % len(_LOCKS)]
    got_it = lock.acquire(timeout=PATIENCE_SECONDS)
    try:
        yield
    finally:
        if got_it:
            lock.release()
