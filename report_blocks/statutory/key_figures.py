"""Key figures: what a format is summed up by, the same name in each year's format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .cell import BLANK, Cell
from .model import CellKey
from .text import Text


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that citizens look for: one cell, or the sum of several.

    Reports in different formats are compared by it, so its key means the same in each of them.
    ``parts`` are the keys of figures that together are this one.
    """

    key: str
    label: Text
    unit: Text
    cells: tuple[CellKey, ...]
    parts: tuple[str, ...] = ()

    def value(self, cells: Mapping[CellKey, Cell]) -> int | Decimal | None:
        """The sum of its cells; None if one of them is blank or no number."""
        return added_up(cells.get(key, BLANK) for key in self.cells)


def added_up(cells: Iterable[Cell]) -> int | Decimal | None:
    """The sum of the cells; None if one of them is blank or no number: it is not zero."""
    numbers = [cell.number for cell in cells]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
