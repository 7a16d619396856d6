"""The numbers of a report: ``Cell``, ``TableData`` (one table), ``Dataset`` (one report).

Immutable values without any Django or file in them. A cell that is not there is blank, and
blank is not zero.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from . import codec
from .cell import BLANK, Cell
from .format import Format
from .model import CellKey, Table
from .registry import get_format, get_table

V = TypeVar("V")


class Change(NamedTuple):
    """A cell that differs between two tables or datasets."""

    key: CellKey
    before: Cell
    after: Cell


def _frozen(cells: Mapping[CellKey, Cell]) -> Mapping[CellKey, Cell]:
    """A read-only copy; blank cells are left out, so that equal contents compare equal."""
    return MappingProxyType({key: cell for key, cell in cells.items() if not cell.is_blank})


def _changes(before: Mapping[CellKey, Cell], after: Mapping[CellKey, Cell]) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, BLANK), after.get(key, BLANK)
        if old != new:
            yield Change(key, old, new)


@dataclass(frozen=True, eq=True)
class TableData:
    """The cells of one table, under the reference of its table ("cn-2021/…")."""

    reference: str
    cells: Mapping[CellKey, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", _frozen(self.cells))

    def __hash__(self) -> int:
        return hash((self.reference, frozenset(self.cells.items())))

    def __deepcopy__(self, memo: object) -> "TableData":
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return TableData, (self.reference, dict(self.cells))

    @property
    def format_key(self) -> str:
        return self.reference.partition("/")[0]

    @property
    def key(self) -> str:
        return self.reference.partition("/")[2]

    @property
    def table(self) -> Table:
        """The table as its format describes it; UnknownFormat if that is not registered."""
        return get_table(self.reference)

    def __getitem__(self, key: CellKey) -> Cell:
        return self.cells.get(key, BLANK)

    def changes_to(self, other: "TableData") -> tuple[Change, ...]:
        return tuple(_changes(self.cells, other.cells))

    def to_json(self) -> dict[str, Any]:
        """``{"table": reference, "cells": {"row/column": cell}}``, lossless."""
        cells = {f"{k.row}/{k.column}": codec.to_json(cell) for k, cell in self.cells.items()}
        return {"table": self.reference, "cells": cells}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "TableData":
        """The other way round; ValueError if it is not of that shape."""
        try:
            reference: str = data["table"]
            table = reference.partition("/")[2]
            cells = {
                _cell_key(table, name): codec.from_json(value)
                for name, value in data["cells"].items()
            }
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a statutory table: {error}") from error
        return cls(reference, cells)


@lru_cache(maxsize=4096)  # each report has the same ones
def _cell_key(table: str, name: str) -> CellKey:
    row, slash, column = name.partition("/")
    if not slash:
        raise ValueError(f"not a cell: {name}")
    return CellKey(table, row, column)


@dataclass(frozen=True, eq=True)
class Dataset:
    """All cells of one report, in one format."""

    format_key: str
    cells: Mapping[CellKey, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", _frozen(self.cells))

    def __hash__(self) -> int:
        return hash((self.format_key, frozenset(self.cells.items())))

    def __reduce__(self) -> tuple[Any, ...]:
        return Dataset, (self.format_key, dict(self.cells))

    @classmethod
    def of(cls, format_key: str, tables: Iterable[TableData]) -> "Dataset":
        """The dataset made of these tables; ValueError if one belongs to another format."""
        cells: dict[CellKey, Cell] = {}
        for table in tables:
            if table.format_key != format_key:
                raise ValueError(f"{table.reference} is not a table of {format_key}")
            cells |= table.cells
        return cls(format_key, cells)

    @property
    def format(self) -> Format:
        """UnknownFormat if it is not registered."""
        return get_format(self.format_key)

    def __getitem__(self, key: CellKey) -> Cell:
        return self.cells.get(key, BLANK)

    def table(self, key: str) -> TableData:
        cells = {k: cell for k, cell in self.cells.items() if k.table == key}
        return TableData(f"{self.format_key}/{key}", cells)

    def with_cells(self, cells: Mapping[CellKey, Cell]) -> "Dataset":
        """A copy in which these cells are replaced."""
        return Dataset(self.format_key, {**self.cells, **cells})

    def changes_to(self, other: "Dataset") -> tuple[Change, ...]:
        return tuple(_changes(self.cells, other.cells))

    def numbers(self) -> dict[str, dict[str, dict[str, int | Decimal | None]]]:
        """``{table: {row: {column: number or None}}}`` with every cell of the format."""
        return _nested((key, self[key].number) for key in self.format.cells)

    def notes(self) -> dict[str, dict[str, dict[str, str]]]:
        """``{table: {row: {column: note}}}`` with only the cells that have a note."""
        return _nested((key, c.note) for key, c in self.cells.items() if c.note)

    def to_json(self) -> dict[str, Any]:
        """``{"format": key, "cells": {"table/row/column": cell}}``, lossless."""
        cells = {str(key): codec.to_json(cell) for key, cell in self.cells.items()}
        return {"format": self.format_key, "cells": cells}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Dataset":
        """The other way round; ValueError if it is not of that shape."""
        try:
            cells = {
                _cell_key(name.partition("/")[0], name.partition("/")[2]): codec.from_json(value)
                for name, value in data["cells"].items()
            }
            return cls(data["format"], cells)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a dataset: {error}") from error


def _nested(items: Iterable[tuple[CellKey, V]]) -> dict[str, dict[str, dict[str, V]]]:
    tables: dict[str, dict[str, dict[str, V]]] = {}
    for key, value in items:
        tables.setdefault(key.table, {}).setdefault(key.row, {})[key.column] = value
    return tables
