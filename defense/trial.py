"""A trial site on a folder and a port of its own, served as `make run` does: for tests, bench and audit."""

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


class TrialFailed(Exception):
    """The site could not be prepared or did not answer; says what it printed."""


@dataclass(frozen=True)
class Trial:
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


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """A fresh machine's: none of the shell's own settings of the site but those that are named here."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return kept | {"VAR_DIR": str(folder), "WORKERS": "1"} | settings


def manage(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs a management command to its end, as on a terminal."""
    command = [sys.executable, "manage.py", *arguments]
    surroundings = environment(folder, **settings)
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def prepare(folder: Path, **settings: str) -> tuple[str, str]:
    """What a first start does before it serves; the login that it prints, kept in login.json as well."""
    done = manage(folder, "serve", "--prepare-only", **settings)
    found = re.search(r"e-mail +(\S+)\n +password +(\S+)", done.stdout)
    if done.returncode or not found:
        raise TrialFailed(done.stdout + done.stderr)
    (folder / "login.json").write_text(json.dumps(found.groups()))
    return found[1], found[2]


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Trial]:
    """Serves a prepared folder until the end of the block, then stops it as Ctrl-C does."""
    email, password = json.loads((folder / "login.json").read_text())
    port = free_port()
    command = [sys.executable, "manage.py", "serve", f"--port={port}"]
    surroundings = environment(folder, **settings)
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=surroundings, stdout=log, stderr=log, start_new_session=True
        ) as process,
    ):
        trial = Trial(f"http://127.0.0.1:{port}", folder, email, password, process)
        try:
            wait_until_it_answers(trial)
            yield trial
        finally:
            stop(process)


def copied(prepared: Path, folder: Path, **settings: str) -> AbstractContextManager[Trial]:
    """Serves a copy of a prepared folder."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    return serving(folder, **settings)


def stop(process: subprocess.Popen[bytes]) -> int:
    """Ctrl-C, as a terminal sends it to every process of the group; the exit status."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    return process.wait(timeout=30)


def wait_until_it_answers(trial: Trial) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if trial.process.poll() is not None:
            raise TrialFailed(
                f"the server ended with status {trial.process.returncode}: {trial.log.read_text()}"
            )
        try:
            urllib.request.urlopen(f"{trial.url}/about/", timeout=5).close()  # noqa: S310
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TrialFailed(f"{trial.url} did not answer within {PATIENCE_SECONDS} s")
