"""``Grid``: a table as printed, its rows and cells with their spans and header scopes.

``layout`` makes it. The page, the PDF, the workbook and the editor all draw it; none of them
looks at a table's layout again. Pure Python.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from report_blocks.statutory import BLANK, Cell, CellKey, Column, Table
from report_blocks.statutory.codec import printed


class Role(StrEnum):
    STUB = "stub"  # the corner above the row headers
    TITLE = "title"  # a group's name, across the whole width
    HEADER = "header"  # names rows or columns
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell, ``left`` columns from the table's edge.

    Headers have an ``id`` and the ``level`` they start at in their tree; values have the ids
    of their ``headers``, a key and a content. ``width`` is in per cent of the table, 0 for a
    cell that spans several columns.
    """

    role: Role
    text: str = ""
    rowspan: int = 1
    colspan: int = 1
    scope: str = ""
    id: str = ""
    level: int = 0
    headers: tuple[str, ...] = ()
    key: CellKey | None = None
    column: Column | None = None
    cell: Cell = BLANK
    is_total: bool = False
    left: int = 0
    width: float = 0

    @property
    def printed(self) -> str:
        """What the form shows: a label, a number in plain digits, what was typed, or ""."""
        return printed(self.cell) if self.role is Role.VALUE else self.text


GridRow = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A cell's note, printed below the table."""

    key: CellKey
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: header rows that repeat on each page, then one or more bodies."""

    table: Table
    head: tuple[GridRow, ...]
    bodies: tuple[tuple[GridRow, ...], ...]
    stub_columns: int
    value_columns: int
    notes: tuple[Note, ...] = ()

    @property
    def caption(self) -> str:
        return self.table.title

    @property
    def columns(self) -> int:
        return self.stub_columns + self.value_columns

    @property
    def column_roles(self) -> tuple[str, ...]:
        """A name for each column: stub-0, stub-1, …, then value."""
        stubs = tuple(f"stub-{level}" for level in range(self.stub_columns))
        return stubs + ("value",) * self.value_columns

    @property
    def rows(self) -> tuple[GridRow, ...]:
        return self.head + tuple(row for body in self.bodies for row in body)

    @property
    def values(self) -> Iterator[GridCell]:
        return (cell for row in self.rows for cell in row if cell.role is Role.VALUE)

    @property
    def widths(self) -> tuple[float, ...]:
        """Column widths in per cent that suit the form's labels on an A4 page."""
        return column_widths(self.stub_columns, self.value_columns)

    def as_json(self) -> dict[str, Any]:
        """The empty grid for the editor: ``head`` and ``bodies`` of compact cells."""
        return {
            "caption": self.caption,
            "head": [_row_json(row) for row in self.head],
            "bodies": [[_row_json(row) for row in body] for body in self.bodies],
        }


# Per cent for all row headers together, and how the levels share them, by number of levels.
_STUB_WIDTH = {1: 34.0, 2: 45.0, 3: 53.8}
_STUB_SHARES = {1: (1.0,), 2: (0.3, 0.7), 3: (0.145, 0.225, 0.63)}


def column_widths(stub_columns: int, value_columns: int) -> tuple[float, ...]:
    """In per cent of the table, stubs first."""
    if not stub_columns:
        return (100 / value_columns,) * value_columns
    stub = _STUB_WIDTH.get(stub_columns, 53.8)
    value = (100 - stub) / value_columns
    shares = _STUB_SHARES.get(stub_columns, (1 / stub_columns,) * stub_columns)
    return tuple(stub * share for share in shares) + (value,) * value_columns


def _row_json(row: GridRow) -> list[dict[str, Any]]:
    return [_cell_json(cell) for cell in row]


def _cell_json(cell: GridCell) -> dict[str, Any]:
    """Only what differs from a plain cell, so that the editor page stays small."""
    parts = {
        "text": cell.text,
        "rowspan": cell.rowspan if cell.rowspan > 1 else None,
        "colspan": cell.colspan if cell.colspan > 1 else None,
        "scope": cell.scope,
        "id": cell.id,
        "headers": " ".join(cell.headers),
        "key": cell.key and f"{cell.key.row}/{cell.key.column}",
        "total": cell.is_total or None,
        "left": cell.left if cell.key else None,
    }
    return {name: part for name, part in parts.items() if part not in (None, "")}
