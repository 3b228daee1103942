"""Documents made to hurt are refused or read in bounded time."""

import time

import pytest

from content.importing.documents import ParsedDocument, UnreadableDocument
from content.importing.duplicates import near_duplicates
from content.importing.plain_text import read

HEAD = "Title\n\nStandfirst.\n\nHeading\n\n"


def timed(data: bytes, *, within: float) -> ParsedDocument | UnreadableDocument:
    started = time.process_time()
    result: ParsedDocument | UnreadableDocument
    try:
        result = read(data, "a.txt")
    except UnreadableDocument as refused:
        result = refused
    assert time.process_time() - started < within
    return result


def alphabet(count: int) -> list[str]:
    """So many different words."""
    letters = "bcdfghjklmnpqrstvwxz"
    return [
        letters[i % 20]
        + "a"
        + letters[i // 20 % 20]
        + "e"
        + letters[i // 400 % 20]
        + "i"
        + letters[i // 8000 % 20]
        for i in range(count)
    ]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"x" * 10_000_000, 1),
        (HEAD.encode() + b'"' * 1_000_000, 1),
        (HEAD.encode() + b'"' * 400_000, 7),
        (HEAD.encode() + "".join(f"H{i}\n\n" for i in range(9_000)).encode(), 1005),
        (HEAD.encode() + "".join(f"H{i}\n\n" for i in range(50_000)).encode(), 20_001),
        (HEAD.encode() + b"".join(b" " * i + b"- x\n" for i in range(900)), 15),
        (HEAD.encode() + ("z" + "\u0301\u0316" * 8_000).encode(), 7),
    ],
)
def test_shapes_beyond_every_document_are_refused_at_once(data: bytes, line: int) -> None:
    refused = timed(data, within=3)
    assert isinstance(refused, UnreadableDocument)
    assert refused.line == line


@pytest.mark.parametrize(
    "body",
    [
        "“" * 49_000,
        "a.B " * 12_000,
        "(" * 49_000,
        "See also" + " " * 49_000 + ".",
        "- " * 24_000,
        "1. " * 16_000,
        "[[" * 24_000,
        "U." * 24_000,
        "⚠" * 16_000,
        "’s" * 12_000,
        "ying" * 12_000,
        "\n".join(["- x"] * 9_000),
        "\n".join(["x"] * 9_000),
        "\n\n".join(["Same sentence as all of the others."] * 9_000),
        "\n".join(" " * (i % 7) + "- x." for i in range(9_000)),
    ],
)
def test_the_worst_bodies_are_read_in_bounded_time(body: str) -> None:
    assert isinstance(timed((HEAD + body).encode()[:499_000], within=10), ParsedDocument)


def test_many_headings_over_a_long_text_are_compared_in_bounded_time() -> None:
    words = alphabet(1_000)
    text = [f"{' '.join(words[:11]).capitalize()} {word}." for word in words]
    body = "\n\n".join(text + [f"{' '.join(words[:11]).title()} Other{i}" for i in range(490)])
    document = timed((HEAD + body).encode(), within=10)
    assert isinstance(document, ParsedDocument)
    assert [section.level for section in document.sections[1:]] == [3] * 490


def test_a_text_of_nothing_but_different_words_is_read_in_bounded_time() -> None:
    words = alphabet(8_000)
    body = "\n\n".join(" ".join(words[i : i + 100]) + "." for i in range(0, 8_000, 100))
    body += "\n\nAnother Heading\n\nText."
    assert isinstance(timed((HEAD + body).encode(), within=15), ParsedDocument)


def test_a_library_of_other_articles_is_compared_in_bounded_time() -> None:
    document = read(
        (HEAD + "\n\n".join(["Trust grows between two armies that meet often."] * 5_000)).encode(), "a"
    )
    others = [(1, "Other", "Trust grows between two armies that meet often, and more so every year.")] * 8_000
    started = time.process_time()
    near_duplicates(document, others)
    assert time.process_time() - started < 10
