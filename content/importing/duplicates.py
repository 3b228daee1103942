"""Paragraphs of a document that nearly repeat a paragraph of another article."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from content.importing.documents import Defect, Paragraph, ParsedDocument
from content.library.prose import excerpt, words_of
from content.library.slips import Near, near_texts


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A paragraph of the document, and the nearest one elsewhere with its page."""

    text: Paragraph
    page: int
    title: str
    near: Near

    @property
    def share(self) -> float:
        return self.near.shared / self.near.of

    @property
    def defect(self) -> Defect:
        message = (
            f"The paragraph “{excerpt(self.text.text)}” is close to one in “{self.title}”, "
            f"“{excerpt(self.near.text)}”: they share {self.near.shared} of {self.near.of} phrases of three"
            " words."
        )
        return Defect(self.text.line, "near_duplicate", message)


def near_duplicates(document: ParsedDocument, others: Iterable[tuple[int, str, str]]) -> list[Defect]:
    """A defect for each paragraph that is close to one of `others` (page, title, text)."""
    return [found.defect for found in resemblances(document, others)]


def resemblances(document: ParsedDocument, others: Iterable[tuple[int, str, str]]) -> list[Resemblance]:
    """The paragraphs that share many three-word phrases with one of `others` (page, title, text).

    `others` is read once and may be long: the work is one look-up a word.
    """
    texts = list(document.texts())
    pages: list[tuple[int, str]] = []

    def read() -> Iterable[str]:
        for page, title, text in others:
            pages.append((page, title))
            yield text

    near = near_texts([text.text for text in texts], read())
    return [Resemblance(texts[index], *pages[found.place], found) for index, found in near.items()]


def page_shares(document: ParsedDocument, found: Iterable[Resemblance]) -> list[tuple[int, str, float]]:
    """Page, title, and the share of the document's words that stand in paragraphs close to the page's."""
    words: dict[tuple[int, str], int] = defaultdict(int)
    for one in found:
        words[one.page, one.title] += len(words_of(one.text.text))
    total = sum(len(words_of(text.text)) for text in document.texts())
    shares = [(page, title, count / total) for (page, title), count in words.items()]
    return sorted(shares, key=lambda share: -share[2])
