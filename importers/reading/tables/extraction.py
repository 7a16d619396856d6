"""What reading the tables of a workbook gives."""

from dataclasses import dataclass, field

from report_blocks.statutory import Cell, CellKey, Origin, Table

from ..addresses import Position, address_of
from ..problems import Problem
from ..sheets import Sheet


@dataclass
class Extraction:
    """The cells of all tables that were placed, and the problems."""

    cells: dict[CellKey, Cell] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    clean: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    absent: list[Table] = field(default_factory=list)
    # By sheet name: where the cells of its tables are, and the sheets with a table left out.
    positions: dict[str, set[Position]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    # By sheet name: the blank cells of its tables.
    blanks: dict[str, dict[Position, Table]] = field(default_factory=dict)


def origin_at(file: str, sheet: Sheet, position: Position | None = None) -> Origin:
    return Origin(file, sheet.name, address_of(position) if position else "")
