"""`make bench`: the public pages on 2,000 articles, as ratios to a view that returns constant bytes."""

import json
import shutil
import time
import urllib.request
from argparse import ArgumentParser
from random import Random
from statistics import median
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.library.addresses import SEGMENTS
from content.library.models import Publication
from content.pages.models import Kind, Tag
from defense import trial
from defense.bench import articles, carrying, publishing, rounds
from defense.bench.rounds import Target

SETTINGS = "defense.bench.settings"


class Command(BaseCommand):
    """Builds the database once, then measures everything in one run."""

    help = "Measure the public pages on generated articles; needs --settings=defense.bench.settings."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=2000)
        parser.add_argument("--rounds", type=int, default=7)
        parser.add_argument("--seconds", type=float, default=2.0, help="of each target in each round")
        parser.add_argument("--connections", type=int, default=16)
        parser.add_argument(
            "--keep", action="store_true", help="take the database that is there, whatever made it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE != SETTINGS:
            raise CommandError(f"This needs --settings={SETTINGS}: make bench.")
        self.build(options["articles"], keep=options["keep"])
        targets = targets_of_the_site()
        for line in map(queries_of, targets):
            self.say(line)
        for line in [*publishing.report(), *carrying.report(carrying.named_data())]:
            self.say(line)
        self.measure(targets, options["rounds"], options["seconds"], options["connections"])
        slow = list(rounds.too_slow(targets))
        if slow:
            raise CommandError("; ".join(slow))

    def build(self, count: int, *, keep: bool) -> None:
        """The database that the same code made before is used again."""
        mark = settings.VAR_DIR / "made-by"
        made_by = f"{count} {articles.fingerprint(settings.BASE_DIR)}"
        if (mark.exists() and mark.read_text() == made_by) or (keep and mark.exists()):
            call_command("serve", prepare_only=True, stdout=self.stdout)
            return
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
        started = time.monotonic()
        trial.prepare(settings.VAR_DIR)
        self.say(f"Publishing {count} articles; the database is kept for the next time.")
        articles.generate(count, self.say)
        mark.write_text(made_by)
        self.say(f"Built in {time.monotonic() - started:.0f} s.")

    def measure(self, targets: list[Target], count: int, seconds: float, connections: int) -> None:
        for_server, for_load = rounds.cores()
        workers = str(len(for_server))
        with (
            rounds.on(for_server),
            trial.serving(settings.VAR_DIR, DJANGO_SETTINGS_MODULE=SETTINGS, WORKERS=workers) as site,
            rounds.on(for_load),
        ):
            self.say(f"The server has cores {for_server}, the load {for_load}; {connections} connections.")
            for target in targets[1:]:
                self.say(first_visits(site.url, target))
            rounds.load_all(
                site.url, targets, count=1, seconds=1, connections=connections
            )  # warms every worker
            for target in targets:
                target.rounds.clear()
            rounds.load_all(site.url, targets, count=count, seconds=seconds, connections=connections)
        for line in rounds.report(targets):
            self.say(line)
        (settings.VAR_DIR / "results.json").write_text(json.dumps(rounds.as_json(targets), indent=1))

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def targets_of_the_site() -> list[Target]:
    """What is measured, with the shares of the constant view that the pages must reach."""
    random = Random(1)  # noqa: S311  # the same pages each time
    slugs = Publication.objects.filter(kind=Kind.ARTICLE).order_by("slug").values_list("slug", flat=True)
    topics = Tag.objects.order_by("slug").values_list("slug", flat=True)
    texts = f"/{SEGMENTS[Kind.ARTICLE]}/"
    pages = range(2, max(3, len(slugs) // 50))
    return [
        Target("constant view", ["/constant/"]),
        Target(
            "article", [f"{texts}{slug}/" for slug in random.sample(list(slugs), min(200, len(slugs)))], 0.35
        ),
        Target("list", [texts, *(f"{texts}?page={number}" for number in pages)], 0.25),
        Target("topic page", [f"/topics/{slug}/" for slug in topics], 0.25),
    ]


def queries_of(target: Target) -> str:
    """How many queries a first and a second visit to one address cost."""
    client, address = Client(SERVER_NAME="127.0.0.1"), target.addresses[0]
    for shelf in caches.all():
        shelf.clear()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as made:
            status = client.get(address).status_code
        if status != 200:
            raise CommandError(f"{address} answers {status}")
        counts.append(len(made))
    return f"{target.name}: {counts[0]} queries on a first visit, {counts[1]} on the next"


def first_visits(site: str, target: Target) -> str:
    """How long an address takes that nobody has asked for since the server started."""
    milliseconds, size = [], 0
    for address in target.addresses[:50]:
        request = urllib.request.Request(site + address, headers={"Accept-Encoding": "gzip"})  # noqa: S310
        started = time.perf_counter()
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            size = max(size, len(answer.read()))
        milliseconds.append(1000 * (time.perf_counter() - started))
    return (
        f"{target.name}: a first visit takes {median(milliseconds):.1f} ms, at most {max(milliseconds):.0f}; "
        f"the largest is {size / 1024:.1f} KB in gzip"
    )
