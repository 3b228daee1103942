"""Checks the HTML of every kind of page with Nu, and the pages' manners with Lighthouse."""

import json
import os
import re
import shutil
import statistics
import subprocess
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from defense import page_kinds, trial

TOOLS = {"vnu-jar": "26.9.27", "lighthouse": "12.8.2"}
NEEDED = {"accessibility": 100, "best-practices": 100, "seo": 100}
NEEDED_OF_AN_ARTICLE = NEEDED | {"performance": 98}
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARTICLE = "text article"
NOINDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')


class Command(BaseCommand):
    """`make audit`."""

    help = "Check every kind of public page: its HTML with Nu, its accessibility and speed with Lighthouse."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--html-only", action="store_true", help="Nu alone: needs no Chromium")
        parser.add_argument(
            "--make-history", action="store_true", help="only ready the database for an audit"
        )
        parser.add_argument(
            "--runs", type=int, default=3, help="of Lighthouse on the article; the median counts"
        )

    def handle(self, *, html_only: bool, make_history: bool, runs: int, **options: Any) -> None:
        if make_history:
            page_kinds.make_history()
            return
        self.folder = settings.VAR_DIR / "audit"
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        (self.folder / "site").mkdir(parents=True)
        self.install(["vnu-jar"] if html_only else list(TOOLS))
        trial.prepare(self.folder / "site")
        made = trial.manage(self.folder / "site", "audit", "--make-history")
        if made.returncode:
            raise CommandError(made.stderr)
        with trial.serving(self.folder / "site") as site:
            pages = list(page_kinds.examples(site.url))
            failures = self.check_html(pages)
            if not html_only:
                failures += self.check_all_manners(site.url, pages, runs)
        if failures:
            raise CommandError(f"{failures} failures")
        self.stdout.write("Nothing to mend.")

    def install(self, names: list[str]) -> None:
        for program in ("npm", "java"):
            if not shutil.which(program):
                raise CommandError(f"{program} is needed and not on the PATH.")
        missing = [name for name in names if not self.is_installed(name)]
        if missing:
            wanted = [f"{name}@{TOOLS[name]}" for name in missing]
            command = [
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--prefix",
                str(self.folder),
            ]
            for attempt in (1, 2):
                if subprocess.run([*command, *wanted], check=False).returncode == 0:
                    return
                self.stderr.write(f"npm failed, attempt {attempt} of 2")
            raise CommandError("npm could not install " + ", ".join(wanted))

    def is_installed(self, name: str) -> bool:
        about = self.folder / "node_modules" / name / "package.json"
        return about.is_file() and json.loads(about.read_text())["version"] == TOOLS[name]

    def check_html(self, pages: list[tuple[str, str, str]]) -> int:
        folder = self.folder / "html"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        names = {}
        for number, (kind, address, text) in enumerate(pages):
            file = folder / f"{number:03}-{re.sub('[^a-z]+', '-', kind)}.html"
            file.write_text(text)
            names[file.name] = f"{kind} {address}"
        jar = self.folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
        command = [
            "java",
            "-jar",
            str(jar),
            "--format",
            "json",
            "--stdout",
            *map(str, sorted(folder.iterdir())),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        messages = json.loads(done.stdout)["messages"]
        for message in messages:
            page = names.get(Path(message.get("url", "")).name, "")
            self.stdout.write(f"{message['type']}: {page}:{message.get('lastLine', '')} {message['message']}")
        errors = len([message for message in messages if message["type"] != "info"])
        kinds = sorted({kind for kind, *_ in pages})
        self.stdout.write(
            f"Nu: {len(pages)} pages of {len(kinds)} kinds, {errors} errors: {', '.join(kinds)}"
        )
        return errors

    def check_all_manners(self, site: str, pages: list[tuple[str, str, str]], runs: int) -> int:
        """The first page of every kind; Lighthouse refuses error pages."""
        firsts = {kind: (address, text) for kind, address, text in reversed(pages)}
        failures = 0
        for kind, (address, text) in sorted(firsts.items()):
            if kind.rpartition(" ")[2] not in {"404", "410"}:
                needed = NEEDED_OF_AN_ARTICLE if kind == ARTICLE else NEEDED
                if NOINDEX.search(
                    text
                ):  # asks search engines to stay away, which costs it the points for that
                    needed = {category: least for category, least in needed.items() if category != "seo"}
                failures += self.check_manners(site + address, kind, needed, runs)
        return failures

    def check_manners(self, url: str, kind: str, needed: dict[str, int], runs: int) -> int:
        reports = [self.lighthouse(url, list(needed)) for _ in range(runs if kind == ARTICLE else 1)]
        failures = 0
        for category, least in needed.items():
            scores = [round(100 * report["categories"][category]["score"]) for report in reports]
            verdict = "ok" if statistics.median(scores) >= least else f"BELOW {least}"
            self.stdout.write(f"Lighthouse {kind}: {category} {scores} {verdict}")
            if verdict != "ok":
                failures += 1
                self.stdout.write("".join(f"    {line}\n" for line in _faults(reports[0], category)))
        return failures

    def lighthouse(self, url: str, categories: list[str]) -> dict[str, Any]:
        chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
        if not chromium:
            raise CommandError("A Chromium is needed: CHROMIUM= names one.")
        command = [
            *(str(self.folder / "node_modules" / ".bin" / "lighthouse"), url, "--quiet", "--output=json"),
            *("--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(categories)}"),
        ]
        done = subprocess.run(
            command, env=os.environ | {"CHROME_PATH": chromium}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CommandError(f"Lighthouse failed on {url}: {done.stderr[-1000:]}")
        report: dict[str, Any] = json.loads(done.stdout)
        return report


def _faults(report: dict[str, Any], category: str) -> list[str]:
    """Which audits of the category cost points."""
    audits = [report["audits"][reference["id"]] for reference in report["categories"][category]["auditRefs"]]
    return [
        f"{audit['score']} {audit['title']}"
        for audit in audits
        if (audit["score"] or 0) < 1 and audit["score"] is not None
    ]
