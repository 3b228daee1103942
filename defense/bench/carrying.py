"""How well and how fast passages follow edits: of prose edited at random, and of a file of real edits.

Alone: `python -m defense.bench.carrying [--data FILE]`. CARRYING_DATA may name the file as well.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from content.library.carry import carry
from defense.bench import fates
from defense.bench.fates import Case, Fate

SEEDS: Final = Path(__file__).resolve().parents[2] / "seeds"
PAIRS: Final = 40
CHAINS: Final = 10
STEPS: Final = 12
ROUNDS: Final = 7
SURVIVING: Final = ("right", "near", "wrong", "lost")
WIDTHS: Final = (10, 8, 8, 8, 8, 11, 9, 9)


def report(data: Path | None = None) -> Iterator[str]:
    yield "Carrying passages over edits, in percent; docs/carrying.md says what the words mean."
    heads = ("passages", *SURVIVING, "false pin", "moved", "same")
    yield " " * 24 + "".join(f"{head:>{width}}" for head, width in zip(heads, WIDTHS, strict=True))
    for edits in (5, 20, 60):
        yield _line(f"{edits} random edits", fates.figures(generated(edits), carry))
    for edits in (3, 8):
        yield _line(f"{STEPS} steps of {edits} edits", chains(edits))
    cases = real(data) if data else generated(20)
    if data:
        yield _line("real edits", fates.figures(cases, carry))
    milliseconds = per_seven_thousand(cases)
    yield f"7,000 characters take {milliseconds:.2f} ms, by the best of {ROUNDS} rounds for each pair."
    yield f"500,000 characters with 2,000 passages take {1000 * long_text():.0f} ms, the best of 3."


def sources() -> list[tuple[str, list[str]]]:
    """Each seed's text, and the sentences of the others, of which new text is made."""
    texts = [
        "\n".join(line for line in path.read_text().split("\n") if line.strip())
        for path in sorted(SEEDS.glob("*.txt"))
    ]
    return [
        (
            text,
            [
                one
                for other in texts
                if other is not text
                for one in other.replace("\n", ". ").split(". ")
                if one.count(" ") > 3
            ],
        )
        for text in texts
    ]


def generated(edits: int) -> list[Case]:
    given = sources()
    return [
        fates.pair(*given[number % len(given)], number, edits=edits, passages=60) for number in range(PAIRS)
    ]


def chains(edits: int) -> Counter[str]:
    given = sources()
    counts: Counter[str] = Counter()
    for number in range(CHAINS):
        source = given[number % len(given)]
        counts += fates.chain(*source, number, carry, steps=STEPS, edits=edits, passages=60)
    return counts


def real(data: Path) -> list[Case]:
    """From a gzipped JSON of `pairs` and of `passages` with their fates; docs/carrying.md has the form."""
    with gzip.open(data, "rt") as file:
        content = json.load(file)
    passages: dict[str, list[dict[str, Any]]] = {}
    for passage in content["passages"]:
        passages.setdefault(passage["pair"], []).append(passage)
    return [
        Case(
            pair["old"],
            pair["new"],
            [(passage["start"], passage["end"]) for passage in passages.get(pair["id"], [])],
            [_fate(passage) for passage in passages.get(pair["id"], [])],
        )
        for pair in content["pairs"]
    ]


def _fate(passage: dict[str, Any]) -> Fate:
    if passage["gt"] == "survives":
        return Fate("moved" if passage["moved"] else "kept", (passage["nstart"], passage["nend"]))
    return Fate("deleted", None) if passage["gt"] == "deleted" else Fate("partial", None)


def per_seven_thousand(cases: list[Case]) -> float:
    """Milliseconds. The best of the rounds, since other work on the machine is not what is measured."""
    best = [float("inf")] * len(cases)
    for _ in range(ROUNDS):
        for number, case in enumerate(cases):
            started = time.perf_counter()
            carry(case.old, case.new, case.spans)
            best[number] = min(best[number], time.perf_counter() - started)
    return 1000 * sum(best) * 7000 / sum(len(case.old) for case in cases)


def long_text() -> float:
    """Seconds for random words, with a letter changed in every ninth sentence, and a part that moved."""
    random = Random(1)  # noqa: S311  # the same text each time
    words = ["".join(random.choices("abcdefghiklmnoprstu", k=random.randint(2, 9))) for _ in range(5000)]
    sentences = [" ".join(random.choices(words, k=random.randint(6, 18))) + "." for _ in range(6500)]
    edited = [one.replace("a", "o", 1) if number % 9 == 0 else one for number, one in enumerate(sentences)]
    edited[500:500] = edited[4000:4200]
    del edited[4200:4400]
    old, new = "\n".join(sentences), "\n".join(edited)
    starts = [random.randrange(len(old) - 400) for _ in range(2000)]
    spans = [(start, start + random.choice([10, 80, 400])) for start in starts]
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        carry(old, new, spans)
        best = min(best, time.perf_counter() - started)
    return best


def _line(name: str, counts: Counter[str]) -> str:
    surviving = sum(counts[word] for word in SURVIVING)
    moved = sum(counts[f"moved {word}"] for word in SURVIVING)
    shares = [
        *(_percent(counts[word], surviving) for word in SURVIVING),
        _percent(counts["false pin"], counts["false pin"] + counts["given up"]),
        _percent(counts["moved right"], moved),
        _percent(counts["same right"], counts["same right"] + counts["same not"]),
    ]
    cells = zip((f"{surviving}", *shares), WIDTHS, strict=True)
    return f"{name:24}" + "".join(f"{cell:>{width}}" for cell, width in cells)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def named_data() -> Path | None:
    name = os.environ.get("CARRYING_DATA")
    return Path(name) if name else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=named_data(), help="a file of real edits")
    for line in report(parser.parse_args().data):
        sys.stdout.write(f"{line}\n")
