"""The prose sections of a workbook: paragraphs below a section's heading, in its column."""

from collections.abc import Container, Iterator

from report_blocks.statutory import Format, Origin

from ..addresses import Position, address_of
from ..problems import Problem, error
from ..sheets import Paragraph, Sheet, Workbook
from ..tables.fitting import vocabulary
from .headings import reworded, starts_in

TextCell = tuple[Sheet, Position]


def sections_in(
    workbook: Workbook, format_: Format, file: str
) -> tuple[dict[str, str], list[Problem]]:
    """Section key → its paragraphs, one a line; only sections that have text, in one place.

    Headings are told as in a document, whose lines are here the texts of all sheets that are
    no label of a table, in reading order.
    """
    cells = list(_texts(workbook, format_))
    lines = [Paragraph(str(sheet.cells[place]), address_of(place)) for sheet, place in cells]
    starts = starts_in(lines, Workbook(()), format_)
    headings = {(cells[start.index][0].name, cells[start.index][1]) for start in starts}
    sections: dict[str, str] = {}
    problems: list[Problem] = []
    for start in starts:
        sheet, place = cells[start.index]
        below = _below(sheet, place, {at for name, at in headings if name == sheet.name})
        text = "\n".join([*paragraphs(start.rest), *below])
        if not text or not start.section.is_prose:
            continue
        origin = Origin(file, sheet.name, address_of(place))
        if start.section.key in sections:
            heading = start.section.heading
            problems.append(
                error(
                    origin,
                    f"“{heading}”不止一处，不能确定用哪一处，请只保留一处",
                    f"“{heading}” stands more than once; keep one",
                )
            )
        elif start.is_reworded:
            problems.append(reworded(origin, lines[start.index], start.section))
        sections.setdefault(start.section.key, text)
    return sections, problems


def _texts(workbook: Workbook, format_: Format) -> Iterator[TextCell]:
    labels = frozenset[str]().union(*map(vocabulary, format_.tables.values()))
    for sheet in workbook.sheets:
        for place in sorted(sheet.cells):
            if isinstance(sheet.cells[place], str) and sheet.label(place) not in labels:
                yield sheet, place


def _below(sheet: Sheet, heading: Position, headings: Container[Position]) -> Iterator[str]:
    row, column = heading
    for below in range(row + 1, sheet.last_row + 1):
        value = sheet.cells.get((below, column))
        if (below, column) in headings:
            return
        if isinstance(value, str):
            yield from paragraphs(value)


def paragraphs(text: str) -> Iterator[str]:
    """The lines of a cell that are not blank."""
    return (line.strip() for line in text.splitlines() if line.strip())
