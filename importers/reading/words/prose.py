"""The prose sections of a workbook: paragraphs below a section's heading, in its column."""

from collections.abc import Container, Iterator

from report_blocks.statutory import Format

from ..labels import normal
from ..sheets import Sheet, Workbook


def sections_in(workbook: Workbook, format_: Format) -> dict[str, str]:
    """Section key → its paragraphs, one a line; only sections that have text."""
    headings = {normal(section.heading): section for section in format_.sections}
    sections: dict[str, list[str]] = {}
    for sheet in workbook.sheets:
        for heading, position in _headings(sheet, headings):
            section = headings[heading]
            if section.is_prose:
                lines = _below(sheet, position, headings)
                sections.setdefault(section.key, []).extend(lines)
    return {key: "\n".join(lines) for key, lines in sections.items() if lines}


def _headings(sheet: Sheet, headings: Container[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for position in sorted(sheet.labels):
        label = sheet.labels[position]
        if label in headings:
            yield label, position


def _below(sheet: Sheet, position: tuple[int, int], headings: Container[str]) -> Iterator[str]:
    row, column = position
    for below in range(row + 1, sheet.last_row + 1):
        value = sheet.cells.get((below, column))
        if sheet.label((below, column)) in headings:
            return
        if isinstance(value, str):
            yield from paragraphs(value)


def paragraphs(text: str) -> Iterator[str]:
    """The lines of a cell that are not blank."""
    return (line.strip() for line in text.splitlines() if line.strip())
