"""Which known word was probably meant by one that no text holds."""

from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4


def meant(typed: str, known: Iterable[tuple[str, int]]) -> str:
    """The known word that is nearest to the typed one, the more frequent of two; "" if none is near.

    `known` are words with the number of pages that hold them.
    """
    most = 1 if len(typed) < 2 * SHORTEST else 2
    near = [(distance(typed, word, most), -pages, word) for word, pages in known]
    best = min((one for one in near if 0 < one[0] <= most), default=None)
    return best[2] if best else ""


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, leave out, change or swap with their neighbor; more than `most` is not counted out."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for at, wanted in enumerate(other, start=1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != wanted))
            if place > 1 < at and letter == other[at - 2] and one[place - 2] == wanted:
                cost = min(cost, earlier[at - 2] + 1)
            row.append(cost)
    return row[-1]
