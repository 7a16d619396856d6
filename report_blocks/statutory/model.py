"""What a statutory table consists of: rows, columns, relations.

All values are immutable and come from a format file (see ``registry``). Labels are the
official wording of the form; keys are stable names that stored data refers to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class CellKey(NamedTuple):
    """The address of a cell: keys of its table, row and column, never positions."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}/{self.row}/{self.column}"


class Kind(StrEnum):
    """What sort of number a column holds."""

    COUNT = "count"  # whole number >= 0
    CHANGE = "change"  # whole number, may be negative (2019: 本年增/减)
    AMOUNT = "amount"  # decimal number >= 0, in the column's unit

    @property
    def is_whole(self) -> bool:
        return self is not Kind.AMOUNT

    @property
    def may_be_negative(self) -> bool:
        return self is Kind.CHANGE


# Words that people write for a unit without meaning another number. 项 and 人 are not among those
# for 件: three 项 of licensing, or three 人, may well be more decisions or requests.
COUNTERS = {"件": ("个", "条", "份", "次"), "项": ("个",), "个": ("项",)}


class Axis(StrEnum):
    """Whether a relation holds in each row or in each column of a table."""

    ROW = "row"
    COLUMN = "column"


class Layout(StrEnum):
    """How a table is printed."""

    MATRIX = "matrix"  # row headers at the left, column headers on top, groups stacked
    LINE = "line"  # rows and columns both on top, all values in one line (table four)


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its key, its label with the labels above it, and a short name."""

    key: str
    path: tuple[str, ...]
    short: str

    @property
    def label(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Column(Line):
    """A column and what its numbers are.

    Where the form leaves the unit open, ``unit`` is "" and each number says its own, one of
    ``open_units``; the codec keeps it in the cell's note.
    """

    kind: Kind = Kind.COUNT
    unit: str = "件"
    open_units: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """What may stand behind a number: its unit, and for counts whatever counts the same."""
        if self.kind.is_whole and self.unit in COUNTERS:
            return (self.unit, *COUNTERS[self.unit])
        return self.open_units or (self.unit,)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows and columns that cross each other completely; a table has one or more."""

    label: str
    stub: str
    rows: tuple[Line, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum that must hold in each row, or in each column, of a table.

    ``left`` and ``right`` are column keys (``each`` row) or row keys (``each`` column);
    both sides add up to the same number. With ``is_total`` the single left line is the
    total of the right ones, so it can be computed.
    """

    rule: str
    each: Axis
    left: tuple[str, ...]
    right: tuple[str, ...]
    is_total: bool

    @property
    def lines(self) -> tuple[str, ...]:
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class YearRelation:
    """What a line owes to the report of the year before, in each row or each column.

    ``this`` is last year's ``last`` and ``plus`` less ``minus``; with ``at_least`` it is no less.
    """

    rule: str
    each: Axis
    this: str
    last: str
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    at_least: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.this, self.last, *self.plus, *self.minus)

    @property
    def is_carry(self) -> bool:
        """Whether last year's number comes over as it is."""
        return not (self.plus or self.minus or self.at_least)


class Instance(NamedTuple):
    """A relation in one row or column: the line it holds in, and the cells of both sides."""

    relation: Relation
    line: Line
    left: tuple[CellKey, ...]
    right: tuple[CellKey, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """One statutory table; ``reference`` ("cn-2021/information_requests") names it anywhere.

    Compared by identity: there is one of each in a registered format.
    """

    format_key: str
    key: str
    heading: str
    layout: Layout
    groups: tuple[Group, ...]
    relations: tuple[Relation, ...]
    year_relations: tuple[YearRelation, ...] = ()

    @property
    def reference(self) -> str:
        return f"{self.format_key}/{self.key}"

    @cached_property
    def title(self) -> str:
        """The heading without its number: 主动公开政府信息情况."""
        return self.heading.split("、", 1)[-1]

    @cached_property
    def rows(self) -> dict[str, Line]:
        return {row.key: row for group in self.groups for row in group.rows}

    @cached_property
    def cells(self) -> dict[CellKey, Column]:
        """Every cell of the table in reading order, with its column."""
        return {
            CellKey(self.key, row.key, column.key): column
            for group in self.groups
            for row in group.rows
            for column in group.columns
        }

    def column(self, key: CellKey) -> Column:
        return self.cells[key]

    def label(self, key: CellKey) -> str:
        """What people call the cell: 本年新收政府信息公开申请数量 · 自然人."""
        return f"{self.rows[key.row].label} · {self.cells[key].label}"

    @cached_property
    def instances(self) -> tuple[Instance, ...]:
        """Every single equation of the table."""
        return tuple(
            instance
            for relation in self.relations
            for group in self.groups
            for instance in _instances(self.key, relation, group)
        )

    @cached_property
    def headlines(self) -> tuple[CellKey, ...]:
        """The cells that are no part of a total: what people look at first."""
        parts = {key for one in self.instances if one.relation.is_total for key in one.right}
        return tuple(key for key in self.cells if key not in parts)

    @cached_property
    def computed(self) -> dict[CellKey, tuple[CellKey, ...]]:
        """Total cells and their parts; a part's own total comes before it.

        A cell that is a total in both directions is computed from its row. ValueError if a
        total is among its own parts.
        """
        totals: dict[CellKey, tuple[CellKey, ...]] = {}
        for instance in self.instances:
            if instance.relation.is_total:
                totals.setdefault(instance.left[0], instance.right)
        ordered: dict[CellKey, tuple[CellKey, ...]] = {}
        begun: set[CellKey] = set()

        def visit(cell: CellKey) -> None:
            if cell in totals and cell not in ordered:
                if cell in begun:
                    raise ValueError(f"{cell} is part of its own total")
                begun.add(cell)
                for part in totals[cell]:
                    visit(part)
                ordered[cell] = totals[cell]

        for cell in totals:
            visit(cell)
        return ordered


def _instances(table: str, relation: Relation, group: Group) -> Iterator[Instance]:
    by_row = relation.each is Axis.ROW
    across: tuple[Line, ...] = group.columns if by_row else group.rows
    along: tuple[Line, ...] = group.rows if by_row else group.columns
    if not set(relation.lines) <= {line.key for line in across}:
        return
    for line in along:

        def cells(keys: tuple[str, ...], line: Line = line) -> tuple[CellKey, ...]:
            return tuple(
                CellKey(table, line.key, key) if by_row else CellKey(table, key, line.key)
                for key in keys
            )

        yield Instance(relation, line, cells(relation.left), cells(relation.right))
