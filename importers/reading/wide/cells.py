"""A worksheet's rows as they come out of the parser, each as a sheet of its own.

The handlers are called millions of times for a big file: one dictionary tells them apart, and
most cells hold nothing but a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel

from ..addresses import Position, address_of, area_of, position_of, range_of
from ..files.limits import Refused, damaged, far_away, too_many_merged, too_many_rows, too_much
from ..files.parts import Attributes, Counts, is_mark
from ..files.passing import feed
from ..files.texts import clean
from ..files.workbook import Styles
from ..sheets import Sheet
from .rows import Row, Rows

NO_DATE = "#VALUE!"
DIGITS = "0123456789"


@dataclass
class Book:
    """What the cells of a workbook refer to: its styles, and its texts."""

    styles: Styles
    texts: list[object] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)  # texts with something struck out or raised


class ByLocalName(dict[str, Any]):
    """Handlers by the names of elements as the file writes them, with prefixes or without."""

    def __missing__(self, name: str) -> Any:
        return self.setdefault(name, self.get(name.rpartition(":")[2]))


class ColumnNumbers(dict[str, int]):
    """ "AA" → 27."""

    def __missing__(self, letters: str) -> int:
        return self.setdefault(letters, position_of(f"{letters}1")[1])


class SheetReader:
    """Reads one worksheet; ``rows`` are its rows, parsed while they are asked for."""

    def __init__(self, stream: IO[bytes], name: str, book: Book, counts: Counts) -> None:
        self.book, self.counts, self.limits = book, counts, counts.limits
        self.rows = Rows(name, self._read(stream))
        self.ready: list[Row] = []
        self.seen = self.row = self.column = self.depth = self.elements = 0
        self.is_hidden = False
        self._clear_row()
        self.kind = self.style = ""
        self.texts: list[str] | None = None
        self.value: str | None = None
        self.formula: Attributes | None = None
        self.columns = ColumnNumbers()
        styles = book.styles
        special = styles.dates | styles.durations | styles.struck | styles.formats.keys()
        self.special = {str(style) for style in special}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.starts = ByLocalName(
            row=self._start_row,
            c=self._start_cell,
            v=self._start_text,
            t=self._start_text,
            f=self._start_formula,
            strike=self._mark,
            vertAlign=self._mark,
            col=self._hide,
            mergeCell=self._merge,
        )
        self.ends = ByLocalName(
            row=self._end_row, c=self._end_cell, v=self._end_text, t=self._end_text
        )
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _read(self, stream: IO[bytes]) -> Iterator[Row]:
        with stream:
            for _chunk in feed(self.parser, stream, self.limits):
                # Once a chunk is often enough: no handler does more the deeper it gets.
                self.counts.elements += self.elements
                self.elements = 0
                if self.counts.elements > self.limits.elements or self.depth > self.limits.depth:
                    raise too_much("文件内容过多", "The file holds too much")
                yield from self.ready
                self.ready.clear()

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        self.elements += 1
        if handler := self.starts[name]:
            handler(attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if handler := self.ends[name]:
            handler()

    def _start_row(self, attributes: Attributes) -> None:
        row = int(attributes["r"]) if "r" in attributes else self.row + 1
        self.seen += 1
        if row <= self.row:
            raise damaged()
        if self.seen > self.limits.rows:
            raise too_many_rows(self.limits.rows)
        self.row, self.column = row, 0
        self.is_hidden = attributes.get("hidden") in ("1", "true")

    def _clear_row(self) -> None:
        self.cells: dict[Position, object] = {}
        self.broken: dict[Position, str] = {}
        self.formats: dict[Position, str] = {}
        self.marked: set[Position] = set()

    def _end_row(self) -> None:
        if self.cells or self.broken:
            hidden = frozenset({self.row}) if self.is_hidden else frozenset()
            sheet = Sheet(
                self.rows.name,
                self.cells,
                hidden_rows=hidden,
                broken=self.broken,
                formats=self.formats,
                marked=frozenset(self.marked),
            )
            self.ready.append((self.row, sheet))
        self._clear_row()

    def _start_cell(self, attributes: Attributes) -> None:
        if address := attributes.get("r"):
            letters = address.rstrip(DIGITS)
            self.column = self.columns[letters]
            if int(address[len(letters) :]) != self.row:
                raise damaged()
        else:
            self.column += 1
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "")
        self.value = self.formula = None

    def _start_text(self, attributes: Attributes) -> None:
        self.texts = []
        self.parser.CharacterDataHandler = self.texts.append

    def _end_text(self) -> None:
        text = "".join(self.texts or ())
        self.value = text if self.value is None else self.value + text
        self.parser.CharacterDataHandler = None

    def _start_formula(self, attributes: Attributes) -> None:
        self.formula = attributes

    def _end_cell(self) -> None:
        at = self.row, self.column
        if self.value:
            self._take(at, self.value)
        elif self.formula is not None and not (self.kind == "str" and self.value == ""):
            self._take_formula(at, self.formula)
        if self.style in self.special:
            self._take_style(at, int(self.style))

    def _take(self, at: Position, text: str) -> None:
        if at[0] > self.limits.last_row or at[1] > self.limits.last_column:
            raise far_away(at)
        value: object = None
        match self.kind:
            case "n":
                value = number_of(text)
            case "s":
                value = self.book.texts[int(text)]
                if int(text) in self.book.marked:
                    self.marked.add(at)
            case "b":
                value = text != "0"
            case _:
                self.counts.add_text(text)
                value = clean(text)
        if value is not None:
            self.cells[at] = value

    def _take_formula(self, at: Position, formula: Attributes) -> None:
        """A formula without a result; what it gives for other cells looks blank in these."""
        if ":" in formula.get("ref", "") and formula.get("t") != "shared":
            address = address_of(at)
            raise Refused(
                f"{address} 的数组公式没有保存计算结果，请在 Excel 或 WPS 中打开并保存一次",
                f"The array formula in {address} has no stored result; open and save the file in "
                "Excel or WPS once",
            )
        self.broken[at] = ""

    def _take_style(self, at: Position, style: int) -> None:
        styles, value = self.book.styles, self.cells.get(at)
        if code := styles.formats.get(style):
            self.formats[at] = code
        if style in styles.struck:
            self.marked.add(at)
        if style in styles.dates and isinstance(value, int | float):
            self.cells[at] = date_of(value)

    def _mark(self, attributes: Attributes) -> None:
        if is_mark(attributes):
            self.marked.add((self.row, self.column))

    def _hide(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes["max"]), self.limits.last_column)
            self.rows.hidden_columns.update(range(int(attributes["min"]), last + 1))

    def _merge(self, attributes: Attributes) -> None:
        reference = attributes.get("ref", "")
        self.counts.merged_cells += area_of(reference)
        if self.counts.merged_cells > self.limits.merged_cells:
            raise too_many_merged()
        self.rows.merged.append(range_of(reference))


def number_of(text: str) -> int | float:
    """The number as the file writes it; ValueError for what only Python takes for one."""
    if "_" in text:
        raise ValueError(text)
    return int(text) if text.isdecimal() else float(text)


def date_of(number: float) -> object:
    """A date as a date: it is no number of anything."""
    try:
        return from_excel(number)
    except (OverflowError, ValueError):
        return NO_DATE
