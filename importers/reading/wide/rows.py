"""Sheets row by row, and the one of them that has a row of keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from ..addresses import Position
from ..sheets import Sheet
from .columns import are_keys

SEARCHED = 20  # rows from the top among which the keys are

Row = tuple[int, Sheet]  # its number, and a sheet with nothing else


@dataclass
class Rows:
    """A sheet as it is read; ``merged`` and ``hidden`` are complete when its rows are."""

    name: str
    rows: Iterator[Row]
    merged: list[tuple[Position, Position]] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)


class Wide(NamedTuple):
    """A sheet of reports: its keys by column, and the rows below them."""

    sheet: Rows
    row: int
    keys: dict[int, str]


def rows_of(sheet: Sheet) -> Rows:
    """A whole sheet row by row."""
    return Rows(sheet.name, _rows(sheet), list(sheet.merged), set(sheet.hidden_columns))


def _rows(sheet: Sheet) -> Iterator[Row]:
    positions = sorted({*sheet.cells, *sheet.broken})
    for row, group in groupby(positions, lambda position: position[0]):
        here = list(group)
        yield (
            row,
            replace(
                sheet,
                cells={at: sheet.cells[at] for at in here if at in sheet.cells},
                broken={at: sheet.broken[at] for at in here if at in sheet.broken},
                formats={at: sheet.formats[at] for at in here if at in sheet.formats},
                marked=sheet.marked.intersection(here),
            ),
        )


def find(sheet: Rows) -> Wide | None:
    """Read up to the keys; None if there are none near the top."""
    for number, row in sheet.rows:
        if number > SEARCHED:
            break
        keys = {
            column: value.strip()
            for (_row, column), value in row.cells.items()
            if isinstance(value, str)
        }
        if are_keys(keys.values()):
            return Wide(sheet, number, keys)
    return None
