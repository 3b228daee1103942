"""A parsed document as plain JSON and back: between processes, and while an upload waits for its editor."""

from typing import Any

from content.importing.documents import (
    Block,
    Defect,
    Item,
    ItemList,
    Json,
    Paragraph,
    ParsedDocument,
    ParsedNotice,
    ParsedSection,
    Quotation,
    Run,
    SeeAlso,
    Table,
)


def to_json(document: ParsedDocument) -> Json:
    """Everything that `from_json` needs, lines and runs with it."""
    return {
        "file_name": document.file_name,
        "title": document.title,
        "title_line": document.title_line,
        "notices": [[notice.text, notice.kind, notice.line] for notice in document.notices],
        "opening": _paragraph(document.opening) if document.opening else None,
        "sections": [_section(section) for section in document.sections],
        "encoding": document.encoding,
        "received": document.received,
        "defects": [[defect.line, defect.kind, defect.text] for defect in document.defects],
    }


def from_json(stored: Json) -> ParsedDocument:
    return ParsedDocument(
        file_name=stored["file_name"],
        title=stored["title"],
        title_line=stored["title_line"],
        notices=tuple(ParsedNotice(*notice) for notice in stored["notices"]),
        opening=_read_paragraph(stored["opening"]) if stored["opening"] else None,
        sections=tuple(map(_read_section, stored["sections"])),
        encoding=stored["encoding"],
        received=stored["received"],
        defects=tuple(Defect(*defect) for defect in stored["defects"]),
    )


def _section(section: ParsedSection) -> Json:
    return {
        "level": section.level,
        "heading": section.heading,
        "blocks": [_block(block) for block in section.blocks],
        "line": section.line,
        "reason": section.level_reason,
        "score": section.level_score,
    }


def _read_section(stored: Json) -> ParsedSection:
    return ParsedSection(
        stored["level"],
        stored["heading"],
        tuple(map(_read_block, stored["blocks"])),
        stored["line"],
        stored["reason"],
        stored["score"],
    )


def _block(block: Block) -> Json:
    if isinstance(block, Paragraph):
        return {"paragraph": _paragraph(block)}
    if isinstance(block, SeeAlso):
        return {"see_also": block.target, "line": block.line}
    if isinstance(block, ItemList):
        return {"items": [_item(item) for item in block.items], "line": block.line}
    if isinstance(block, Quotation):
        return {"quotation": [_block(inner) for inner in block.blocks], "line": block.line}
    return {"rows": [[_paragraph(cell) for cell in row] for row in block.rows], "line": block.line}


def _read_block(stored: Json) -> Block:
    if "paragraph" in stored:
        return _read_paragraph(stored["paragraph"])
    line: int = stored["line"]
    if "see_also" in stored:
        return SeeAlso(stored["see_also"], line)
    if "items" in stored:
        return ItemList(tuple(map(_read_item, stored["items"])), line)
    if "quotation" in stored:
        return Quotation(tuple(map(_read_block, stored["quotation"])), line)
    return Table(tuple(tuple(map(_read_paragraph, row)) for row in stored["rows"]), line)


def _item(item: Item) -> list[Any]:
    return [_paragraph(item.own), item.number, [_item(child) for child in item.children]]


def _read_item(stored: list[Any]) -> Item:
    own, number, children = stored
    return Item(_read_paragraph(own), number, tuple(map(_read_item, children)))


def _paragraph(paragraph: Paragraph) -> list[Any]:
    return [paragraph.text, paragraph.line, list(paragraph.wraps), [list(run) for run in paragraph.runs]]


def _read_paragraph(stored: list[Any]) -> Paragraph:
    text, line, wraps, runs = stored
    return Paragraph(text, line, tuple(wraps), tuple(Run(*run) for run in runs))
