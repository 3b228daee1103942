"""Editions as pieces that can be compared: title, standfirst, facts, headings, passages, see-also lines."""

from content.library.compare import Piece, Row, Summary, compare, summary
from content.library.models import Edition


def pieces_of(edition: Edition) -> list[Piece]:
    """What a reader of the edition saw, in reading order.

    Facts that are the names of other pages are left out: they are shown as those pages are called now.
    """
    facts = (fact for fact in edition.content["facts"] if fact["link"] is None)
    beside = [Piece("title", edition.title, None), Piece("standfirst", edition.summary, None)]
    beside += [Piece("fact", _fact(fact["label"], fact["value"], fact["note"]), None) for fact in facts]
    return [piece for piece in (*beside, *_of_the_text(edition)) if piece.text]


def rows_between(old: Edition, new: Edition) -> list[Row]:
    return compare(pieces_of(old), pieces_of(new))


def changes_between(old: Edition, new: Edition) -> Summary:
    return summary(rows_between(old, new))


def _fact(label: str, value: str, note: str) -> str:
    return f"{label}: {value} ({note})" if note else f"{label}: {value}"


def _of_the_text(edition: Edition) -> list[Piece]:
    """Each line of the text is a passage, a see-also line or a heading."""
    passages = {passage["start"]: passage for passage in edition.content["passages"]}
    pieces = []
    position = 0
    for line in edition.text.split("\n"):
        passage = passages.get(position)
        if passage is not None:
            pieces.append(Piece(passage["kind"], line, passage["key"]))
        else:
            pieces.append(Piece("see_also" if line.startswith("See also ") else "heading", line, None))
        position += len(line) + 1
    return pieces
