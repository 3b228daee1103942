"""A site as `make run` serves it, on a folder of its own: for tests that need a browser or a real server."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running site and the login of its first editor."""

    url: str
    folder: Path
    email: str
    password: str
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> Path:
        """What the server wrote to its terminal."""
        return self.folder / "server.log"


def environment(folder: Path) -> dict[str, str]:
    """A fresh machine's: none of the shell's own settings of the site."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return kept | {"VAR_DIR": str(folder), "WORKERS": "1", "PYTHONWARNINGS": "error"}


def manage(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert isinstance(port, int)
    return port


def login_of(output: str) -> tuple[str, str]:
    """The e-mail and password that a first start prints."""
    found = re.search(r"e-mail +(\S+)\n +password +(\S+)", output)
    assert found, output
    return found[1], found[2]


def prepare(folder: Path) -> tuple[str, str]:
    """What a first start does before it serves; the login that it prints."""
    done = manage(folder, "serve", "--prepare-only")
    assert done.returncode == 0, done.stdout + done.stderr
    return login_of(done.stdout)


@contextmanager
def serving(folder: Path, *, email: str, password: str) -> Iterator[Served]:
    """Serves a prepared folder until the end of the block, then stops it as Ctrl-C does."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", f"--port={port}"]
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=environment(folder), stdout=log, stderr=log, start_new_session=True
        ) as process,
    ):
        site = Served(f"http://127.0.0.1:{port}", folder, email, password, process)
        try:
            wait_until_it_answers(site)
            yield site
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> int:
    """Ctrl-C, as a terminal sends it to every process of the group; the exit status."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    return process.wait(timeout=30)


def copied(prepared: Path, folder: Path) -> AbstractContextManager[Served]:
    """Serves a copy of a prepared folder that has its login in login.json."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    email, password = json.loads((folder / "login.json").read_text())
    return serving(folder, email=email, password=password)


def wait_until_it_answers(site: Served) -> None:
    url = f"{site.url}/admin/login/"
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if site.process.poll() is not None:
            raise AssertionError(
                f"the server ended with status {site.process.returncode}: {site.log.read_text()}"
            )
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{url} did not answer within {PATIENCE_SECONDS} s")
