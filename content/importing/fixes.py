"""Defects that can be mended with one click: there is one way to mend them, and it loses nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from content.importing.documents import Block, Item, ItemList, Paragraph, Quotation, SeeAlso, Table, texts_of
from content.importing.runs import replaced
from content.library.prose import excerpt, sentences_of
from content.library.slips import missing_spaces, repeated_sentences, unpaired_quotations

# Kinds that are looked for again whenever the document changes; all others are what its reader noticed.
FIXED_KINDS: Final = frozenset(
    {
        "unclosed_quotation",
        "missing_space",
        "short_section",
        "heading_repeats_title",
        "repeated_sentence",
        "cut_off",
    }
)
_CLOSING: Final = {"“": "”", "«": "»", '"': '"'}


@dataclass(frozen=True, slots=True)
class Fix:
    """Other words for a stretch of one text in a row. `says` is what the editor is asked to agree to."""

    row: str
    text: int
    start: int
    end: int
    words: str
    kind: str
    line: int
    says: str

    @property
    def key(self) -> str:
        return f"{self.row}-{self.text}-{self.start}-{self.end}-{self.kind}"

    def applied(self, block: Block) -> Block | None:
        """The block with the fix; None where no text of it is left."""
        texts = list(texts_of(block))
        texts[self.text] = fixed(texts[self.text], self.start, self.end, self.words)
        return _with_texts(block, iter(texts)) if any(text.text for text in texts) else None


def fixed(paragraph: Paragraph, start: int, end: int, words: str) -> Paragraph:
    """The paragraph with the words in place of the stretch; it keeps its first line alone."""
    return replace(replaced(paragraph, start, end, words), wraps=())


def fixes_of(blocks: Iterable[tuple[str, Block]]) -> Iterator[Fix]:
    """The fixes of the blocks, each block with the key of its row."""
    texts = [(row, number, text) for row, block in blocks for number, text in enumerate(texts_of(block))]
    for row, number, text in texts:
        yield from _spaces(row, number, text)
        yield from _quotations(row, number, text)
    yield from _repetitions(texts)


def _spaces(row: str, number: int, text: Paragraph) -> Iterator[Fix]:
    for offset, glued in missing_spaces(text.text):
        place = offset + glued.index(".") + 1
        place += text.text[place : place + 1] in ("”", "’", ")", "]")
        says = f"“{text.text[offset:place]} {text.text[place : offset + len(glued)]}”"
        yield Fix(row, number, place, place, " ", "missing_space", text.line_at(offset), says)


def _quotations(row: str, number: int, text: Paragraph) -> Iterator[Fix]:
    """A mark that opens the text and is its only one closes at the end, if the text is one sentence."""
    unpaired = list(unpaired_quotations(text.text))
    mark = text.text[:1]
    if [place for place, _ in unpaired] != [0] or mark not in _CLOSING or text.text.count(mark) != 1:
        return
    if _CLOSING[mark] in text.text[1:] or len(list(sentences_of(text.text))) != 1:
        return
    end = len(text.text)
    says = f"…{text.text[-30:]}{_CLOSING[mark]}"
    yield Fix(row, number, end, end, _CLOSING[mark], "unclosed_quotation", text.line_at(0), says)


def _repetitions(texts: Sequence[tuple[str, int, Paragraph]]) -> Iterator[Fix]:
    """Each sentence that stands somewhere before, word for word, is taken away."""
    for sentence, places in repeated_sentences(text.text for _, _, text in texts):
        for index, start in places[1:]:
            row, number, text = texts[index]
            end = start + len(sentence)
            if text.text[start:end] == sentence:
                says = f"take away “{excerpt(sentence, 6)}” here"
                yield Fix(row, number, start, end, "", "repeated_sentence", text.line_at(start), says)


def _with_texts(block: Block, texts: Iterator[Paragraph]) -> Block:
    """The block with these texts, in the order of `texts_of`."""
    if isinstance(block, Paragraph):
        return next(texts)
    if isinstance(block, ItemList):
        return replace(block, items=tuple(_item(item, texts) for item in block.items))
    if isinstance(block, Quotation):
        return replace(block, blocks=tuple(_with_texts(inner, texts) for inner in block.blocks))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(next(texts) for _ in row) for row in block.rows))
    return SeeAlso(block.target, block.line)


def _item(item: Item, texts: Iterator[Paragraph]) -> Item:
    own = next(texts)
    return replace(item, own=own, children=tuple(_item(child, texts) for child in item.children))
