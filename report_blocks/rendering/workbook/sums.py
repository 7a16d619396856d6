"""The sums of a table as a spreadsheet says them, and what they give."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from report_blocks.statutory import BLANK, Cell, CellKey, Table, TableData
from report_blocks.statutory.codec import show_number
from report_blocks.statutory.model import Instance
from report_blocks.statutory.rules.arithmetic import lines_across, place_of
from report_blocks.statutory.sentences import NO_PARTS

Number = int | Decimal


def computed_totals(table: Table, data: TableData) -> dict[CellKey, Number | None]:
    """The totals that can be formulas, with what these give: None if every part is blank.

    A total that a report states otherwise is not among them: it stays as stated.
    """
    numbers = {key: cell.number for key, cell in data.cells.items()}
    totals: dict[CellKey, Number | None] = {}
    for key, parts in table.computed.items():
        known = [number for part in parts if (number := numbers.get(part)) is not None]
        total = sum(known) if known else None
        if data[key] in (BLANK, Cell(total)):
            numbers[key] = totals[key] = total
    return totals


class Sums:
    """The sums of cells that stand at known places of one sheet (row, column, from zero)."""

    def __init__(self, places: Mapping[CellKey, tuple[int, int]], data: TableData) -> None:
        self.places = places
        self.noted = {key for key, cell in data.cells.items() if cell.note}

    def total(self, parts: tuple[CellKey, ...]) -> str:
        """A total that is blank while all its parts are."""
        counted = ",".join([self._range(parts), *map(self._find, self._noted(parts))])
        return f'=IF(COUNT({counted})=0,"",{self.sum(parts)})'

    def sum(self, keys: tuple[CellKey, ...], *, absolute: bool = False) -> str:
        """``SUM(D7:I7)``; the number of a cell with a note, which is a text, is added to it."""
        texts = (
            f"+IFERROR(VALUE(LEFT({self.at(k, absolute)},{self._find(k, absolute)}-1)),0)"
            for k in self._noted(keys)
        )
        return f"SUM({self._range(keys, absolute)}){''.join(texts)}"

    def at(self, key: CellKey, absolute: bool = False) -> str:
        """The cell's address in A1 notation."""
        address: str = xl_rowcol_to_cell(*self.places[key], absolute, absolute)
        return address

    def _noted(self, keys: tuple[CellKey, ...]) -> list[CellKey]:
        return [key for key in keys if key in self.noted]

    def _find(self, key: CellKey, absolute: bool = False) -> str:
        return f'FIND("（",{self.at(key, absolute)})'

    def _range(self, keys: tuple[CellKey, ...], absolute: bool = False) -> str:
        """D5,E5,F5 as D5:F5 where the cells stand side by side or below each other."""
        places = [self.places[key] for key in keys]
        (row, column), count = places[0], len(places)
        for down, right in ((0, 1), (1, 0)):
            if places == [(row + down * i, column + right * i) for i in range(count)]:
                ends = keys[:1] if count == 1 else (keys[0], keys[-1])
                return ":".join(self.at(key, absolute) for key in ends)
        return ",".join(self.at(key, absolute) for key in keys)


class Side(NamedTuple):
    """One side of an equation: what people call it, and its cells."""

    words: str
    keys: tuple[CellKey, ...]


class Equation(NamedTuple):
    """Two sums that must be the same: 商业企业一列：新收 + 上年结转, 办理结果 + 结转下年."""

    place: str
    one: Side
    other: Side

    @classmethod
    def of(cls, table: Table, instance: Instance) -> "Equation":
        relation, names = instance.relation, lines_across(table, instance)
        if relation.is_total:
            one = Side(NO_PARTS.zh, instance.right)
            other = Side(names[relation.left[0]].label, instance.left)
        else:
            one = Side(" + ".join(names[key].short for key in relation.left), instance.left)
            other = Side(" + ".join(names[key].short for key in relation.right), instance.right)
        return cls(place_of(table, instance).zh, one, other)

    @property
    def keys(self) -> tuple[CellKey, ...]:
        return self.one.keys + self.other.keys

    def broken(self, sums: Sums, *, absolute: bool = False) -> str:
        """The condition that it does not hold; rounded, since 0.1 + 0.2 is not quite 0.3."""
        one, other = (sums.sum(side.keys, absolute=absolute) for side in (self.one, self.other))
        return f"ROUND({one}-({other}),6)<>0"

    def sentence(self, sums: Sums) -> str:
        """A spreadsheet expression: what is wrong, or an empty text."""
        before, between = (quoted(text) for text in self._words())
        one, other = sums.sum(self.one.keys), sums.sum(self.other.keys)
        return f'IF({self.broken(sums)},{before}&({one})&{between}&({other})&"；","")'

    def said(self, numbers: Mapping[CellKey, Number | None]) -> str:
        """What the sentence gives for these numbers."""
        one, other = (sum(numbers.get(k) or 0 for k in s.keys) for s in (self.one, self.other))
        if one == other:
            return ""
        before, between = self._words()
        return f"{before}{show_number(one)}{between}{show_number(other)}；"

    def _words(self) -> tuple[str, str]:
        return f"{self.place}：{self.one.words} = ", f"，{self.other.words} = "


def quoted(text: str) -> str:
    """A text as it stands in a formula, where it may have 255 characters."""
    return '"' + text[:255].replace('"', '""') + '"'
