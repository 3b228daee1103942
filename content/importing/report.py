"""What an import found, as lines for a person."""

from collections.abc import Iterator

from content.importing.documents import ParsedDocument, ParsedSection


def report_lines(document: ParsedDocument) -> Iterator[str]:
    """Title, notices, every heading's proposed level with score and reason, the defects with their lines."""
    yield f"{document.file_name} ({document.encoding})"
    yield f"  Title        {document.title}"
    for notice in document.notices:
        yield f"  Notice       {notice.text}"
    yield f"  Standfirst   {document.standfirst or '(none)'}"
    yield f"  Sections     {len(document.sections)}; levels are proposals:"
    yield from (_section_line(section) for section in document.sections)
    yield f"  Defects      {len(document.defects) or 'none'}"
    for defect in document.defects:
        yield f"    line {defect.line:<5} {defect.kind}: {defect.text}"


def _section_line(section: ParsedSection) -> str:
    name = section.heading or "(untitled)"
    place = f"line {section.line:<5} level {section.level}  {section.level_score:.2f}"
    return f"    {place}  {'  ' * (section.level - 2)}{name} — {section.level_reason}"
