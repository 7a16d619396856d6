"""One statutory table as CSV in long form: a line a cell."""

import csv
import io
from collections.abc import Iterator

from report_blocks.rendering.neutral import neutral
from report_blocks.statutory import Cell, CellKey, Table, TableData
from report_blocks.statutory.codec import show_number

HEADER = ("row_key", "column_key", "row", "column", "value", "unit", "note")


def table_csv(data: TableData) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel and WPS read the Chinese; blanks are empty.

    Labels hold their whole path (三、本年度办理结果 > （三）不予公开 > 1.属于国家秘密).
    """
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(lines_of(data))
    return output.getvalue().encode("utf-8-sig")


def lines_of(data: TableData) -> Iterator[tuple[str, ...]]:
    """A line for each cell of the table, as ``HEADER`` names its parts."""
    for key in data.table.cells:
        yield line_of(data.table, key, data[key])


def line_of(table: Table, key: CellKey, cell: Cell) -> tuple[str, ...]:
    """The line of one cell of the table."""
    column = table.cells[key]
    return (
        key.row,
        key.column,
        neutral(_path(table.rows[key.row].path)),
        neutral(_path(column.path)),
        neutral(cell.text) if cell.number is None else show_number(cell.number),
        neutral(column.unit),
        neutral(cell.note),
    )


def _path(labels: tuple[str, ...]) -> str:
    return " > ".join(labels)
