"""What must stand before the server starts: a writable folder, a key, a current database, first content."""

import errno
import hashlib
import os
import secrets
import socket
import tempfile
from io import StringIO
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role

FIRST_EDITOR = "editor@example.org"


class CannotStart(CommandError):
    """One line that says what is in the way, and where there is one, the way out."""


def make_folder(folder: Path) -> None:
    """Makes the folder that holds everything the site writes, and sees that it can be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotStart(
            f"{folder} cannot be written to ({error.strerror}). VAR_DIR= names another folder."
        ) from error


def secret_key(folder: Path) -> str:
    """The site's own secret key; made on the first start, readable by its owner only.

    It appears whole or not at all: of two first starts at once, both read the key that came first.
    """
    kept = folder / "secret-key"
    if not kept.exists():
        made, name = tempfile.mkstemp(dir=folder)  # mode 600
        with os.fdopen(made, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(name, kept)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            Path(name).replace(kept)
        finally:
            Path(name).unlink(missing_ok=True)
    return kept.read_text().strip()


def see_that_the_port_is_free(host: str, port: int) -> None:
    """Refuses early: the server itself would only say so after all the work."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except socket.gaierror as error:
        raise CannotStart(f"HOST={host} is no address of this machine.") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(
                f"Port {port} on {host} is in use. Choose another: make run PORT={port + 1}"
            ) from error
        raise CannotStart(f"Port {port} on {host} cannot be opened: {error.strerror}.") from error


def bring_the_database_up_to_date() -> None:
    """Migrates; a database that does not answer is one line, not a traceback."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStart(f"The database does not answer: {reason}") from error
    call_command("migrate", interactive=False, verbosity=0)


def bring_the_search_index_up_to_date() -> None:
    """Indexes the pages that no release, or an older one, has indexed; in a current database one query."""
    call_command("reindex", stale=True, verbosity=0)


def is_empty() -> bool:
    """Whether nobody has ever written or loaded a page."""
    return not Page.objects.exists()


def load_first_content(fixtures: Path) -> int:
    """Loads the fixtures into an empty database and publishes them; the number of pages.

    One transaction: a start that was broken off halfway begins anew the next time.
    """
    files = sorted(str(path) for path in fixtures.glob("*.json"))
    if not files:
        return 0
    with transaction.atomic():
        call_command("loaddata", *files, verbosity=0)
        call_command("publish", all=True, verbosity=0, stdout=StringIO())
    return Page.objects.count()


def make_first_editor() -> str | None:
    """The random password of a first editor account, or None when somebody has an account already."""
    if User.objects.exists():
        return None
    password = secrets.token_urlsafe(12)
    User.objects.create_user(FIRST_EDITOR, password, display_name="Editor", role=Role.CHIEF_EDITOR)
    return password


def collect_static_files(folder: Path) -> bool:
    """Hashes and compresses the static files when one has changed since the last start; whether it had to."""
    state = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            state.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    mark = folder / "static-collected"
    if mark.is_file() and mark.read_text() == state.hexdigest():
        return False
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    mark.write_text(state.hexdigest())
    return True
