"""What the readers of marked-up documents do alike: "See also" lines, quotations and items of one depth."""

from collections.abc import Iterator, Sequence

from content.importing.documents import Block, ItemList, Paragraph, Quotation, SeeAlso
from content.importing.lines import see_also_target
from content.importing.runs import page_titles


def see_also_or_text(paragraph: Paragraph) -> Iterator[Block]:
    """A "See also" line that names one page; every other paragraph as it is."""
    titles = page_titles(paragraph)
    target = see_also_target(paragraph.text)
    if not paragraph.text:
        return
    if target and (not paragraph.runs or (len(titles) == 1 and paragraph.runs[-1].text == target)):
        yield SeeAlso(titles[0] if titles else target, paragraph.line)
    else:
        yield paragraph


def unquoted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Quotations in a quotation belong to it."""
    for block in blocks:
        if isinstance(block, Quotation):
            yield from block.blocks
        else:
            yield block


def flat(block: Block) -> Iterator[Paragraph]:
    """What stands in an item beside its text and its lists, as text."""
    if isinstance(block, Paragraph):
        yield block
    elif isinstance(block, SeeAlso):
        yield Paragraph(f"See also {block.target}", block.line)
    elif isinstance(block, Quotation):
        for inner in block.blocks:
            yield from flat(inner)
    elif isinstance(block, ItemList):
        yield from (item.own for item in block.walk())
    else:
        yield from (cell for row in block.rows for cell in row)
