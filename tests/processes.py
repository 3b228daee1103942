"""Scripts that run as processes of their own, on one database that all of them reach."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection


def shared_database(folder: Path) -> str:
    """The address of the tests' database; SQLite holds it in memory, so there it is one of a copy."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "db.sqlite3")) as copied:
            connection.connection.backup(copied)
        return f"sqlite:///{folder / 'db.sqlite3'}"
    place = f"{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}/{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{place}"


def started(url: str, script: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "defense.settings",
        "SECRET_KEY": settings.SECRET_KEY,
    }
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def waited_for(processes: list[subprocess.Popen[bytes]], *, seconds: int = 120) -> list[str]:
    """What each has printed; a process that failed fails the test with its complaint."""
    told = []
    for process in processes:
        output, complaint = process.communicate(timeout=seconds)
        assert process.returncode == 0, complaint.decode()
        told.append(output.decode())
    return told
