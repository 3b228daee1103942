"""A database that is migrated once for a state of the migrations, and copied from then on (SQLite)."""

import fcntl
import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import django
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper


def copy_for(migrations: Path) -> Path:
    """Where the copy is kept for the migrations as they are written now."""
    state = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            state.update(file.read_bytes())
    return migrations / f"{state.hexdigest()[:20]}.sqlite3"


def turn_for(copy: Path) -> IO[str]:
    """Held, until it is closed, by the one process that makes the copy; the others wait and find it made."""
    turn = copy.with_suffix(".lock").open("w")
    fcntl.flock(turn, fcntl.LOCK_EX)
    if copy.exists():
        turn.close()
    return turn


def fill(connection: BaseDatabaseWrapper, copy: Path) -> None:
    """Migrating what the copy fills finds little left to do; a database with tables is left as it is."""
    own: Any = connection.connection
    if copy.exists() and not own.execute("SELECT 1 FROM sqlite_master").fetchone():
        with closing(sqlite3.connect(copy)) as kept:
            kept.backup(own)


def keep(connection: BaseDatabaseWrapper, copy: Path) -> None:
    """Whole or not at all: several processes may keep theirs at once."""
    if copy.exists():
        return
    connection.ensure_connection()
    own: Any = connection.connection
    unfinished = copy.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as kept:
        own.backup(kept)
    unfinished.rename(copy)
