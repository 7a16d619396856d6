"""A table's grid on a worksheet: where each printed cell comes to stand, headers and values."""

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter.format import Format as Style
from xlsxwriter.worksheet import Worksheet

from report_blocks.rendering.grid import Grid, GridCell, Role
from report_blocks.statutory import Cell
from report_blocks.statutory.codec import MAX_DIGITS, show, show_number

from .sheets import write_text
from .styles import Styles

NARROWEST = 8.0  # characters: six digits and air
LINE = 15.0  # points: a line of text in a cell
AIR = 7.0  # points above and below it together
TALLEST = 409.0  # points: no spreadsheet has higher rows


class Placed(NamedTuple):
    """A printed cell and its top left place on the sheet, from zero."""

    row: int
    column: int
    cell: GridCell


def place(grid: Grid, top: int) -> list[Placed]:
    """Each cell of the grid with its place, the grid beginning in row ``top``."""
    return [
        Placed(row, cell.left, cell) for row, cells in enumerate(grid.rows, top) for cell in cells
    ]


def write_headers(sheet: Worksheet, placed: list[Placed], styles: Styles) -> None:
    for row, column, cell in placed:
        if cell.role is not Role.VALUE:
            is_side = cell.role is Role.HEADER and cell.scope.startswith("row")
            style = styles["row-header" if is_side else "header"]
            span(sheet, row, column, cell, style)
            write_text(sheet, row, column, cell.text, style)


def span(sheet: Worksheet, row: int, column: int, cell: GridCell, style: Style) -> None:
    """Merge the cell's rectangle, so that it can then be written at its top left."""
    if cell.rowspan > 1 or cell.colspan > 1:
        last_row, last_column = row + cell.rowspan - 1, column + cell.colspan - 1
        sheet.merge_range(row, column, last_row, last_column, "", style)


def write_value(sheet: Worksheet, row: int, column: int, cell: Cell, style: Style) -> None:
    """A number as a number; with a note, or more digits than a spreadsheet keeps, as text."""
    number = spreadsheet_number(cell.number)
    if cell.note or cell.text or (number is None and cell.number is not None):
        write_text(sheet, row, column, show(cell), style)
    elif number is None:
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, number, style)


def spreadsheet_number(number: int | Decimal | None) -> int | float | None:
    """The same number as a spreadsheet keeps it; None for none, and for too many digits."""
    if number is None or sum(c.isdigit() for c in show_number(number)) > MAX_DIGITS:
        return None
    return number if isinstance(number, int) else float(number)


def set_columns(sheet: Worksheet, grid: Grid, total: float) -> tuple[float, ...]:
    """Set, and give back, the columns' widths in characters: ``total`` in all, or a bit more."""
    widths = tuple(max(NARROWEST, total * percent / 100) for percent in grid.widths)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    return widths


def set_rows(sheet: Worksheet, grid: Grid, top: int, widths: tuple[float, ...]) -> None:
    """Rows high enough for what they hold: spreadsheets don't grow rows with merged cells."""
    heights = [LINE + AIR] * len(grid.rows)
    # A label over several rows comes last: only then is it known what these have anyway.
    for first, last, needed in sorted(_needed(grid, widths), key=lambda n: n[1] - n[0]):
        lacking = needed - sum(heights[first:last])
        if lacking > 0:
            for row in range(first, last):
                heights[row] += lacking / (last - first)
    for row, height in enumerate(heights, start=top):
        sheet.set_row(row, height)


def _needed(grid: Grid, widths: tuple[float, ...]) -> Iterator[tuple[int, int, float]]:
    """Of each cell: its first row, the row after its last, and the height of its text."""
    for row, column, cell in place(grid, 0):
        width = sum(widths[column : column + cell.colspan])
        text = show(cell.cell) if cell.role is Role.VALUE else cell.text
        yield row, row + cell.rowspan, LINE * lines_of(text, width) + AIR


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters; Chinese ones are double."""
    room = max(2.0, width - 1.5)
    return sum(max(1, -int(-_display_width(line) // room)) for line in text.split("\n"))


def height_of(text: str, width: float) -> float:
    """The height of a row of words, in points: not every spreadsheet finds it out by itself."""
    return min(TALLEST, LINE * lines_of(text, width))


def _display_width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(c) in "WFA") for c in text)
