"""Scripts that run as processes of their own, on one database that all of them reach."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection


def shared_database(prepared_folder: Path, folder: Path) -> str:
    """The address of a migrated database: a copy of the prepared file, or the test's own on a server."""
    if connection.vendor == "sqlite":  # the tests' own lies in memory, where no other process reaches it
        shutil.copy(prepared_folder / "db.sqlite3", folder / "db.sqlite3")
        return f"sqlite:///{folder / 'db.sqlite3'}"
    known = connection.settings_dict
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
