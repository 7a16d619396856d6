"""A statutory table on a sheet: where each of its cells stands, or why that is not certain."""

from dataclasses import dataclass, field
from functools import cached_property

from report_blocks.statutory import CellKey, Table

from ..addresses import Position
from ..sheets import Sheet


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a table can't be read: a clause after the table's name, in both languages, its place."""

    zh: str
    en: str
    position: Position | None = None


@dataclass
class Located:
    """The position of each cell of a table. With any complaint the table is not read."""

    table: Table
    sheet: Sheet
    cells: dict[CellKey, Position] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of the table's columns, which may stand behind its numbers."""
        return units_of(self.table)

    def complain(self, zh: str, en: str, position: Position | None = None) -> None:
        self.complaints.append(Complaint(zh, en, position))


def units_of(*tables: Table) -> frozenset[str]:
    return frozenset(
        unit for t in tables for group in t.groups for c in group.columns for unit in c.units
    )


@dataclass
class Block:
    """The values of one group: sheet rows ``top`` to ``bottom``, columns from ``left`` on.

    ``rows`` are the places of its row labels by row key: none in a table of one line. ``ceiling``
    is the last sheet row above that can't belong to its header.
    """

    top: int
    bottom: int
    left: int
    ceiling: int = 0
    rows: dict[str, Position] = field(default_factory=dict)
    header: int = 0  # the first sheet row of its column labels
    columns: dict[str, int] = field(default_factory=dict)  # column key → sheet column
    unknown: set[int] = field(default_factory=set)  # sheet columns complained about
