"""The site as `make run` serves it: the first start, the second, Ctrl-C, a port in use."""

import signal
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from defense import trial

pytestmark = pytest.mark.server


def test_a_second_start_keeps_the_data_and_makes_no_account(prepared_folder: Path, tmp_path: Path) -> None:
    with trial.copied(prepared_folder, tmp_path / "var") as site:
        pass
    assert site.log.read_text() == f"Serving at {site.url}/ (Ctrl-C stops it)\n"


def test_ctrl_c_stops_the_server_with_status_0_and_without_a_traceback(
    prepared_folder: Path, tmp_path: Path
) -> None:
    with trial.copied(prepared_folder, tmp_path / "var") as site:
        urllib.request.urlopen(f"{site.url}/admin/login/").close()
        assert trial.stop(site.process) == 0
    assert "Traceback" not in site.log.read_text()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{site.url}/admin/login/")


def test_ctrl_c_during_the_preparation_leaves_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "serve", "--prepare-only"]
    with subprocess.Popen(
        command,
        cwd=trial.ROOT,
        env=trial.environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout
        assert (
            process.stdout.readline() == "The database is empty: loading the fixtures and publishing them.\n"
        )
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert (process.returncode, rest) == (130, "")


def test_a_first_start_that_was_broken_off_begins_anew(tmp_path: Path) -> None:
    test_ctrl_c_during_the_preparation_leaves_no_traceback(tmp_path)
    email, password = trial.prepare(tmp_path)
    assert (email, len(password)) == ("editor@example.org", 16)


def test_the_port_of_a_running_site_is_refused_before_anything_is_touched(
    prepared_folder: Path, tmp_path: Path
) -> None:
    with trial.copied(prepared_folder, tmp_path / "one") as site:
        port = site.url.rpartition(":")[2]
        done = trial.manage(tmp_path / "two", "serve", f"--port={port}")
    assert done.returncode == 1
    assert done.stderr.startswith(f"CannotStart: Port {port} on 127.0.0.1 is in use.")
    assert list((tmp_path / "two").iterdir()) == []


def test_the_password_stands_nowhere_in_the_folder(prepared_folder: Path) -> None:
    with sqlite3.connect(f"file:{prepared_folder / 'db.sqlite3'}?mode=ro", uri=True) as database:
        (kept,) = database.execute("select password from people_user").fetchone()
    assert kept.startswith("argon2$argon2id$")


def test_static_files_are_hashed_and_kept_for_ever(prepared_folder: Path, tmp_path: Path) -> None:
    (hashed,) = (prepared_folder / "static" / "admin" / "css").glob("base.????????????.css")
    with (
        trial.copied(prepared_folder, tmp_path / "var") as site,
        urllib.request.urlopen(f"{site.url}/static/admin/css/{hashed.name}") as answer,
    ):
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_what_is_in_the_way_of_a_start_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    done = trial.manage(tmp_path, "serve", "--port=http")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CannotStart: PORT=http is no port: a number from 1 to 65535 is.\n"


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    nowhere = f"postgres://a@127.0.0.1:{trial.free_port()}/b"
    done = trial.manage(tmp_path, "serve", "--prepare-only", DATABASE_URL=nowhere)
    assert done.returncode == 1
    assert done.stderr.startswith("CannotStart: The database does not answer: ")
    assert done.stderr.count("\n") == 1
