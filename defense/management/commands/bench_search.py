"""`make bench-search`: searches with facets and excerpts among 600,000 passages."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client

from content.library.models import Passage
from content.pages.models import Page
from defense import starting
from defense.bench import corpus

SETTINGS: Final = "defense.bench.settings"
GOAL: Final = 60.0
_FIXTURES: Final = 100  # pages; a database with more of its own is not the bench's to fill
# Words that nearly every passage holds, filters, what is not there, and what is typed.
MORE: Final = (
    *(
        "/search/?q=defense",
        "/search/?q=military+diplomacy+defense+cooperation",
        '/search/?q="military+diplomacy"',
    ),
    *("/search/?q=defence&organization=nato", "/search/?q=security&topic=joint-exercises&country=france"),
    *("/search/?q=security+-military", "/search/?q=tag:joint-exercises", "/search/?q=defense&page=40"),
    *("/search/?q=sovreignty", "/search/?q=xylophone+zither", "/search/?q=military+xylophone"),
    *("/search/suggest?q=de", "/search/suggest?q=mil", "/search/suggest?q=european+un"),
)


class Command(BaseCommand):
    """Fills the database once, then asks each question several times."""

    help = f"Measure searches on a generated corpus; needs --settings={SETTINGS}."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=20_000, help="of thirty passages each")
        parser.add_argument("--rounds", type=int, default=5)

    def handle(self, *, articles: int, rounds: int, **options: Any) -> None:
        if settings.SETTINGS_MODULE != SETTINGS:
            raise CommandError(f"This needs --settings={SETTINGS}: make bench-search.")
        self.build(articles)
        asked = json.loads(Path(settings.BASE_DIR / "tests/library/ranking.json").read_text())
        addresses = [*(f"/search/?q={query.replace(' ', '+')}" for query in asked), *MORE]
        wall: dict[str, list[float]] = {address: [] for address in addresses}
        own: list[float] = []
        for number in range(rounds + 1):
            for place, address in enumerate(addresses):
                taken, busy = self.ask(address, f"10.{number}.{place}.1")
                if number:  # the first round only warms the database
                    wall[address].append(taken)
                    own.append(busy)
        self.report(wall, own)

    def build(self, articles: int) -> None:
        starting.make_folder(settings.VAR_DIR)
        starting.collect_static_files(settings.VAR_DIR)
        call_command("migrate", interactive=False, verbosity=0)
        if starting.is_empty():
            starting.load_first_content(settings.BASE_DIR / "fixtures")
        elif not corpus.size() and Page.objects.count() > _FIXTURES:
            raise CommandError("This database holds pages of its own. Name an empty one.")
        started = time.monotonic()
        corpus.generate(articles, self.say)
        seconds, passages = time.monotonic() - started, Passage.objects.count()
        self.say(f"{connection.vendor}: {passages} passages, built in {seconds:.0f} s.")

    def ask(self, address: str, reader: str) -> tuple[float, float]:
        """Milliseconds on the clock, and those that this process was busy."""
        client = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=reader)
        started, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        taken, busy = time.perf_counter() - started, time.process_time() - busy
        if answer.status_code != 200:
            raise CommandError(f"{address} answers {answer.status_code}")
        return 1000 * taken, 1000 * busy

    def report(self, wall: dict[str, list[float]], own: list[float]) -> None:
        every = [one for ones in wall.values() for one in ones]
        slowest = sorted(wall, key=lambda address: -median(wall[address]))[:5]
        for address in slowest:
            self.say(f"{median(wall[address]):8.1f} ms  {address}")
        self.say(f"{connection.vendor}: {len(every)} searches; the goal is p95 {GOAL:.0f} ms.")
        self.say(f"On the clock: p50 {_at(every, 0.5):.1f} ms, p95 {_at(every, 0.95):.1f} ms.")
        self.say(f"This process was busy: p50 {_at(own, 0.5):.1f} ms, p95 {_at(own, 0.95):.1f} ms.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _at(taken: list[float], share: float) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
