"""What looks wrong in a document: reported with its line and the place quoted, never mended."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from content.importing.documents import Defect, ItemList, Paragraph, ParsedDocument, ParsedSection, SeeAlso
from content.importing.lines import closes
from content.library.prose import excerpt, words_of
from content.library.slips import (
    missing_spaces,
    quotation_message,
    repeated_sentences,
    repeats_title,
    unpaired_quotations,
)

SHORT_SECTION: Final = 50
MOST_OF_A_KIND: Final = 100


def defects_of(document: ParsedDocument) -> list[Defect]:
    """Every defect that the document shows by itself. A kind found very often is cut short and says so."""
    found: dict[str, list[Defect]] = defaultdict(list)
    for defect in dict.fromkeys(_all(document)):
        found[defect.kind].append(defect)
    return [defect for kind in found.values() for defect in _cut_short(kind)]


def _all(document: ParsedDocument) -> Iterator[Defect]:
    yield from _unclosed_quotations(document)
    for text in document.texts():
        yield from _missing_spaces(text)
    yield from _short_sections(document)
    yield from _headings_that_repeat_the_title(document)
    yield from _repeated_sentences(document.texts())
    yield from _cut_off(document)


def _cut_short(defects: list[Defect]) -> list[Defect]:
    kept, further = defects[:MOST_OF_A_KIND], defects[MOST_OF_A_KIND:]
    if further:
        text = f"And {len(further):,} more places like this one follow."
        kept.append(Defect(further[0].line, further[0].kind, text))
    return kept


def _unclosed_quotations(document: ParsedDocument) -> Iterator[Defect]:
    """Marks that open and never close in their paragraph, and marks that close what nothing opened."""
    texts = [Paragraph(document.title, document.title_line), *document.texts()]
    texts += [Paragraph(s.heading, s.line) for s in document.sections if s.heading]
    texts.sort(key=lambda text: text.line)
    for text, following in zip(texts, [*texts[1:], None], strict=True):
        for offset, opens in unpaired_quotations(text.text):
            quotes_on = following is not None and opens and following.text[:1] == text.text[offset]
            if not quotes_on:  # a quotation over several paragraphs opens each of them and closes the last
                yield Defect(
                    text.line_at(offset), "unclosed_quotation", quotation_message(text.text, offset, opens)
                )
                break


def _missing_spaces(text: Paragraph) -> Iterator[Defect]:
    for offset, glued in missing_spaces(text.text):
        yield Defect(text.line_at(offset), "missing_space", f"No space after the period in “{glued}”.")


def _short_sections(document: ParsedDocument) -> Iterator[Defect]:
    for section in document.sections:
        count = sum(len(words_of(text.text)) for text in section.texts())
        if count < SHORT_SECTION:
            name = f"section “{section.heading}”" if section.heading else "untitled section"
            has = f"only {count} words" if count > 1 else "a single word" if count else "no text of its own"
            yield Defect(section.line, "short_section", f"The {name} has {has}.")


def _headings_that_repeat_the_title(document: ParsedDocument) -> Iterator[Defect]:
    for section in document.sections:
        shared = repeats_title(document.title, section.heading or "")
        if shared:
            text = (
                f"The heading “{section.heading}” nearly repeats the title: "
                f"the two share {shared[0]} of their {shared[1]} content words."
            )
            yield Defect(section.line, "heading_repeats_title", text)


def _repeated_sentences(texts: Iterable[Paragraph]) -> Iterator[Defect]:
    """One defect for each sentence of five words or more that stands more than once, at its second place."""
    paragraphs = list(texts)
    for sentence, places in repeated_sentences(text.text for text in paragraphs):
        lines = [paragraphs[number].line_at(offset) for number, offset in places]
        times = "twice" if len(lines) == 2 else f"{len(lines)} times"
        text_ = f"The sentence “{excerpt(sentence, 12)}” occurs {times}; first in line {lines[0]}."
        yield Defect(lines[1], "repeated_sentence", text_)


def _cut_off(document: ParsedDocument) -> Iterator[Defect]:
    if document.opening and not closes(document.opening.text, ".!?…"):
        yield _cut(document.opening)
    levels = [section.level for section in document.sections]
    for section, next_level in zip(document.sections, [*levels[1:], 0], strict=True):
        yield from _cut_off_in(section, announces=next_level > section.level)


def _cut_off_in(section: ParsedSection, *, announces: bool) -> Iterator[Defect]:
    """Paragraphs without a final stop. A colon will do before a block or before subsections (`announces`)."""
    blocks = [block for block in section.blocks if not isinstance(block, SeeAlso)]
    for index, block in enumerate(blocks):
        if isinstance(block, ItemList):
            yield from _cut_off_items(block)
        elif isinstance(block, Paragraph):
            introduces = announces or index + 1 < len(blocks)
            if not closes(block.text, ".!?…:" if introduces else ".!?…"):
                yield _cut(block)


def _cut_off_items(block: ItemList) -> Iterator[Defect]:
    """Items may do without a stop, but not where most items of the same list have one."""
    items = [item for item in block.walk() if not item.children]
    bare = [item for item in items if not closes(item.own.text, ".!?…:;")]
    if len(bare) * 2 < len(items):
        yield from (_cut(item.own, "list item") for item in bare)


def _cut(text: Paragraph, what: str = "paragraph") -> Defect:
    end = " ".join(text.text[-200:].split(" ")[-6:])
    return Defect(text.line_at(len(text.text)), "cut_off", f"The {what} ends without a period: “…{end}”.")
