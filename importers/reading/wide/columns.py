"""The row of keys: what each column of a wide sheet holds.

The keys are a contract with all workbooks that were ever handed out, so they are written down here
and not taken from today's writer; the tests hold the two together. Columns may stand in any order.
A whole table may be left out and is then left alone; one with only some of its columns can't be
read, since nobody could tell a missing column from a blank one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from report_blocks.statutory import CellKey, Column, Format, Origin, formats

from ..addresses import address_of, letters_of
from ..problems import Problem, error, warning

CODE, AGENCY, YEAR = "credit_code", "agency", "year"
PREAMBLE, CONTACT, SECTIONS = "preamble", "contact", "sections/"
SHOWN = 10


class Place(NamedTuple):
    """A column that holds one cell of each report."""

    number: int
    letters: str
    key: CellKey
    column: Column
    label: str
    is_simple: bool  # a number says all: it needs no unit of its own


@dataclass
class Columns:
    """The columns of one sheet, and what is wrong with them; ``row`` is that of the keys."""

    format: Format
    row: int
    identity: dict[str, int] = field(default_factory=dict)
    cells: list[Place] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: frozenset[str] = frozenset()
    known: frozenset[int] = frozenset()


def are_keys(texts: Iterable[str]) -> bool:
    """Whether these are keys: they name the office, and at least one cell of some format."""
    found = set(texts)
    if not found & {CODE, AGENCY}:
        return False
    return any(str(key) in found for format_ in formats().values() for key in format_.cells)


def likely_format(keys: Iterable[str]) -> Format | None:
    """The format that has the most of the keys; None if two have as many."""
    found = set(keys)
    counts = [(sum(str(key) in found for key in f.cells), f) for f in formats().values()]
    most = max(count for count, _format in counts)
    [first, *others] = [format_ for count, format_ in counts if count == most]
    return None if others else first


def columns_of(keys: Mapping[int, str], format_: Format, row: int, origin: Origin) -> Columns:
    """What the columns hold by their keys; ``origin`` is the sheet."""
    columns = Columns(format_, row)
    columns.problems += _sorted(columns, keys, origin)
    columns.problems += _incomplete(columns, origin._replace(address=f"A{row}"))
    columns.tables = frozenset(place.key.table for place in columns.cells)
    columns.known = frozenset(keys)
    return columns


def _sorted(columns: Columns, keys: Mapping[int, str], origin: Origin) -> Iterator[Problem]:
    format_ = columns.format
    cells = {str(key): key for key in format_.cells}
    texts = {PREAMBLE, CONTACT, *(f"{SECTIONS}{s.key}" for s in format_.prose_sections)}
    first: dict[str, int] = {}
    for number, key in sorted(keys.items()):
        at = origin._replace(address=address_of((columns.row, number)))
        if first.setdefault(key, number) != number:
            letters = letters_of(first[key])
            yield error(
                at,
                f"代号“{key}”的列不止一列，{letters} 列也是，请只保留一列",
                f"Column {letters} has the key “{key}” as well; keep one of them",
            )
        elif key in (CODE, AGENCY, YEAR):
            columns.identity[key] = number
        elif key in cells:
            cell = cells[key]
            columns.cells.append(_place(number, cell, format_))
        elif key in texts:
            columns.texts.append((number, key.removeprefix(SECTIONS)))
        else:
            yield error(
                at,
                f"{format_.citation}的格式中没有代号为“{key}”的列："
                "请改正；如果是自己增加的列，请把代号留空",
                f"The format of {format_.citation} has no column “{key}”: correct it, "
                "or leave the key of a column of your own blank",
            )


def _place(number: int, key: CellKey, format_: Format) -> Place:
    column, label = format_.cells[key], format_.tables[key.table].label(key)
    return Place(number, letters_of(number), key, column, label, not column.open_units)


def _incomplete(columns: Columns, at: Origin) -> Iterator[Problem]:
    """The tables of which columns are missing."""
    there = {place.key for place in columns.cells}
    for table in columns.format.tables.values():
        missing = [key for key in table.cells if key not in there]
        if len(missing) == len(table.cells):
            yield warning(
                at,
                f"没有“{table.heading}”的列，导入时这张表保持不变",
                f"There are no columns of “{table.heading}”; that table will stay as it is",
            )
        elif missing:
            named = "、".join(f"{table.label(key)}（{key}）" for key in missing[:SHOWN])
            yield error(
                at,
                f"“{table.heading}”缺 {len(missing)} 列：{named}；"
                "请补上，或者把这张表的列全部删去（导入时保持不变）",
                f"“{table.heading}” lacks {len(missing)} columns: {named}; restore them, or "
                "delete all columns of the table, which will then stay as it is",
            )
