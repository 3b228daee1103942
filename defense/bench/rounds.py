"""Interleaved rounds of load on one server, and what they add up to."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

WIDTHS = (12, 16, 8, 14, 8, 8, 8)


@dataclass
class Target:
    """Addresses of one kind of page, the share of the constant view it must reach, and what was measured."""

    name: str
    addresses: Sequence[str]
    at_least: float = 0.0
    rounds: list[dict[str, float]] = field(default_factory=list)

    @property
    def per_second(self) -> list[float]:
        return [measured["per_second"] for measured in self.rounds]


def cores() -> tuple[set[int], set[int]]:
    """Those for the server and those for the load: apart if there are two, so neither slows the other."""
    available = sorted(os.sched_getaffinity(0))
    half = len(available) // 2
    return (set(available[:half]), set(available[half:])) if half else (set(available), set(available))


@contextmanager
def on(these: set[int]) -> Iterator[None]:
    """Processes that are started in the block run on these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, these)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def load(site: str, target: Target, *, seconds: float, connections: int) -> dict[str, float]:
    parts = urlsplit(site)
    where = [str(parts.hostname), str(parts.port), str(seconds), str(connections)]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "defense.bench.load", *where],
        input="\n".join(target.addresses),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{target.name}: {done.stderr.strip().splitlines()[-1]}")
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def load_all(site: str, targets: Sequence[Target], *, count: int, seconds: float, connections: int) -> None:
    """Every target once in each round, so that a slow moment of the machine falls on all of them."""
    for _ in range(count):
        for target in targets:
            target.rounds.append(load(site, target, seconds=seconds, connections=connections))


def ratios(target: Target, constant: Target) -> list[float]:
    """The target's rate as a share of the constant view's in the same round."""
    return [ours / theirs for ours, theirs in zip(target.per_second, constant.per_second, strict=True)]


def report(targets: Sequence[Target]) -> Iterator[str]:
    """The table, the constant view first."""
    constant = targets[0]
    heads = zip(("requests/s", "min-max", "ratio", "min-max", "p50", "p95", "p99 ms"), WIDTHS, strict=True)
    yield " " * 16 + "".join(f"{head:>{width}}" for head, width in heads)
    for target in targets:
        rates, shares = target.per_second, ratios(target, constant)
        latencies = [median(measured[point] for measured in target.rounds) for point in ("p50", "p95", "p99")]
        yield (
            f"{target.name:16}{median(rates):12.0f}{f'{min(rates):.0f}-{max(rates):.0f}':>16}"
            f"{median(shares):8.3f}{f'{min(shares):.3f}-{max(shares):.3f}':>14}"
            + "".join(f"{value:8.2f}" for value in latencies)
        )


def too_slow(targets: Sequence[Target]) -> Iterator[str]:
    for target in targets:
        share = median(ratios(target, targets[0]))
        if share < target.at_least:
            yield f"{target.name}: {share:.3f} of the constant view, and {target.at_least} is needed"


def as_json(targets: Sequence[Target]) -> Mapping[str, object]:
    return {
        target.name: {"rounds": target.rounds, "ratios": ratios(target, targets[0])} for target in targets
    }
