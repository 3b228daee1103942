"""Paragraphs of a document that nearly repeat a paragraph of another article."""

from collections.abc import Iterable

from content.importing.documents import Defect, Paragraph, ParsedDocument
from content.importing.words import excerpt
from content.library.slips import Near, near_texts


def near_duplicates(document: ParsedDocument, others: Iterable[tuple[str, str]]) -> list[Defect]:
    """A defect for each paragraph that shares many three-word phrases with one of `others` (title, text).

    `others` is read once and may be long: the work is one look-up a word.
    """
    texts = list(document.texts())
    titles: list[str] = []

    def read() -> Iterable[str]:
        for title, text in others:
            titles.append(title)
            yield text

    near = near_texts([text.text for text in texts], read())
    return [_defect(texts[index], found, titles[found.place]) for index, found in near.items()]


def _defect(text: Paragraph, near: Near, title: str) -> Defect:
    message = (
        f"The paragraph “{excerpt(text.text)}” is close to one in “{title}”, “{excerpt(near.text)}”: "
        f"they share {near.shared} of {near.of} phrases of three words."
    )
    return Defect(text.line, "near_duplicate", message)
