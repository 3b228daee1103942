"""Stretches of marked text become one canonical line, and keep their marks when the line is changed."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from content.importing.documents import Paragraph, Run
from content.library.canonical import canonical, visible


def paragraph_of(runs: Iterable[Run], line: int) -> Paragraph:
    """The paragraph that the runs make, white space collapsed over all of them together."""
    tidy = _joined(_collapsed(runs))
    text = "".join(run.text for run in tidy)
    if canonical(text) != text:  # letters of two runs that are one letter together: the marks have to go
        return Paragraph(canonical(text), line)
    return Paragraph(text, line, runs=tuple(tidy) if any(any(run[1:]) for run in tidy) else ())


def replaced(paragraph: Paragraph, start: int, end: int, words: str) -> Paragraph:
    """The paragraph with other words for a stretch of it, under the marks of what stands before."""
    text = paragraph.text[:start] + words + paragraph.text[end:]
    if not paragraph.runs:
        return paragraph_of([Run(text)], paragraph.line)
    parts: list[Run] = []
    offset, is_put = 0, False
    for run in paragraph.runs:
        before = run.text[: max(0, start - offset)]
        after = run.text[max(0, end - offset) :]
        is_here = not is_put and offset + len(run.text) >= start
        is_put = is_put or is_here
        parts.append(run._replace(text=before + (words if is_here else "") + after))
        offset += len(run.text)
    return paragraph_of(parts, paragraph.line)


def joined(paragraphs: Sequence[Paragraph], between: str = " ") -> Paragraph:
    """Several paragraphs written as one."""
    runs: list[Run] = []
    for paragraph in paragraphs:
        if runs:
            runs.append(Run(between))
        runs += paragraph.runs or (Run(paragraph.text),)
    return paragraph_of(runs, paragraphs[0].line)


def page_titles(paragraph: Paragraph) -> list[str]:
    """The titles of the pages that the paragraph links to."""
    return [run.title for run in paragraph.runs if run.title]


def _collapsed(runs: Iterable[Run]) -> list[Run]:
    """The runs with single spaces, none at the ends; a link neither begins nor ends with one."""
    done: list[Run] = []
    is_gap = False
    for run in runs:
        text = visible(run.text)
        words = " ".join(text.split())
        is_gap = is_gap or text[:1].isspace()
        if words:
            if is_gap and done:
                done.append(Run(" "))
            done.append(run._replace(text=words))
            is_gap = text[-1:].isspace()
    return done


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbors under the same marks made one; two links to one page in a row stay two."""
    return [
        Run("".join(run.text for run in group), *marks)
        for marks, group in groupby(runs, key=lambda run: run[1:])
    ]
