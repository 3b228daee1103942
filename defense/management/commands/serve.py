"""Prepares what a start needs and hands the process over to the server."""

import os
import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from defense import starting

GRANIAN = [
    "--interface=wsgi",
    "--http=1",
    "--no-ws",
    "--backlog=2048",
    # Threads keep their database connections, so idle ones are kept for the longest time that Granian allows.
    "--blocking-threads-idle-timeout=600",
    "--respawn-failed-workers",
    # Granian waits for connections that browsers keep open, and warns when it stops to: that is every Ctrl-C.
    "--workers-kill-timeout=3",
    "--log-level=error",
]


class Command(BaseCommand):
    """`make run` and `make dev`."""

    help = "Bring the database up to date, fill it on the first start, and serve the site."
    # The folder must be looked at before anything may fail on it; the checks run after that.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")
        parser.add_argument("--dev", action="store_true", help="reload when a file changes; needs DEBUG=1")
        parser.add_argument("--prepare-only", action="store_true", help="do everything but serve")

    def handle(self, *, host: str, port: str, dev: bool, prepare_only: bool, **options: Any) -> None:
        if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
            raise starting.CannotStart(f"PORT={port} is no port: a number from 1 to 65535 is.")
        try:
            starting.make_folder(settings.VAR_DIR)
            if not prepare_only:
                starting.see_that_the_port_is_free(host, int(port))
            self.prepare(static_files=not dev)
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        if prepare_only:
            return
        self.say(f"Serving at http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C stops it)")
        os.environ.update(HOST=host, PORT=port)
        os.chdir(settings.BASE_DIR)
        command = self.development_server(host, port) if dev else self.production_server(host, port)
        # Until Granian minds Ctrl-C itself, a worker that is starting must not die of it with a traceback.
        signal.signal(signal.SIGINT, signal.SIG_DFL if dev else signal.SIG_IGN)
        os.execv(sys.executable, [sys.executable, *command])

    def prepare(self, *, static_files: bool) -> None:
        if not os.environ.get("SECRET_KEY"):
            settings.SECRET_KEY = starting.secret_key(settings.VAR_DIR)
        self.check()
        starting.bring_the_database_up_to_date()
        starting.bring_the_search_index_up_to_date()
        if starting.is_empty():
            self.say("The database is empty: loading the fixtures and publishing them.")
            self.say(f"Published {starting.load_first_content(settings.BASE_DIR / 'fixtures')} pages.")
        if static_files:
            starting.collect_static_files(settings.VAR_DIR)
        password = starting.make_first_editor()
        if password:
            self.say("\nAn editor account was made. Its password is shown this once and kept nowhere:")
            self.say(f"    e-mail    {starting.FIRST_EDITOR}\n    password  {password}\n")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def development_server(self, host: str, port: str) -> list[str]:
        return [
            str(settings.BASE_DIR / "manage.py"),
            "runserver",
            f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        ]

    def production_server(self, host: str, port: str) -> list[str]:
        # A process for each core; threads for the requests that wait for the database's write lock.
        workers = os.environ.get("WORKERS") or str(min(os.cpu_count() or 1, 8))
        threads = os.environ.get("THREADS") or "2"
        sizes = [f"--workers={workers}", f"--blocking-threads={threads}"]
        return [
            "-m",
            "granian",
            f"--host={host}",
            f"--port={port}",
            *sizes,
            *GRANIAN,
            "defense.wsgi:application",
        ]
