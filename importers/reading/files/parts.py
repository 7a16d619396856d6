"""The kinds of XML parts in a workbook, and what the pass over them (``passing``) notes of each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from ..addresses import Position, address_of, area_of, position_of, range_of
from .limits import Limits, bomb, far_away, too_many_merged, too_many_rows, too_much

Attributes = dict[str, str]
Handler = Callable[[Attributes], None]


@dataclass
class Counts:
    """What the whole file has used up of its limits."""

    limits: Limits
    elements: int = 0
    text_chars: int = 0
    merged_cells: int = 0
    objects: int = 0
    worksheets: int = 0

    def add_text(self, text: str) -> None:
        self.text_chars += len(text)
        if self.text_chars > self.limits.text_chars:
            raise bomb()

    def add_object(self, *_attributes: object) -> None:
        self.objects += 1
        if self.objects > self.limits.objects:
            raise too_much("文件内容过多", "The file holds too much")


class Part:
    """Any part; the kinds below note something of theirs by the elements' local names."""

    is_plain = True  # openpyxl makes an object of every element

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.starts: dict[str, Handler] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self.texts: list[str] | None = None  # of the element that is being collected


class CellStyle(NamedTuple):
    """What a cell style does to the number in a cell."""

    number_format: int
    font: int


class StylesPart(Part):
    """How each cell style shows a number: without it a date looks like a number."""

    is_plain = False

    def __init__(self, counts: Counts) -> None:
        super().__init__(counts)
        self.formats: dict[int, str] = {}  # own number formats
        self.cell_styles: list[CellStyle] = []
        self.struck_fonts: set[int] = set()
        self._fonts = 0
        self._inside = ""  # conditional formats have fonts and number formats as well
        self.starts = {name: partial(self._open, name) for name in ("numFmts", "fonts", "cellXfs")}
        self.starts |= {"numFmt": self._format, "font": self._font, "strike": self._strike}
        self.starts |= {"xf": self._style}
        self.ends = dict.fromkeys(("numFmts", "fonts", "cellXfs"), self._close)

    def _open(self, name: str, attributes: Attributes) -> None:
        self._inside = name

    def _close(self) -> None:
        self._inside = ""

    def _format(self, attributes: Attributes) -> None:
        if self._inside == "numFmts":
            self.formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")

    def _font(self, attributes: Attributes) -> None:
        self._fonts += self._inside == "fonts"

    def _strike(self, attributes: Attributes) -> None:
        if self._inside == "fonts" and is_mark(attributes):
            self.struck_fonts.add(self._fonts - 1)

    def _style(self, attributes: Attributes) -> None:
        if self._inside == "cellXfs":
            number_format, font = attributes.get("numFmtId", 0), attributes.get("fontId", 0)
            self.cell_styles.append(CellStyle(int(number_format), int(font)))


class StringsPart(Part):
    """The texts of all sheets: which of them have something struck out, raised or lowered."""

    def __init__(self, counts: Counts) -> None:
        super().__init__(counts)
        self.marked: set[int] = set()
        self._strings = 0
        self.starts = {"si": self._start, "strike": self._mark, "vertAlign": self._mark}

    def _start(self, attributes: Attributes) -> None:
        self._strings += 1

    def _mark(self, attributes: Attributes) -> None:
        if is_mark(attributes):
            self.marked.add(self._strings - 1)


def is_mark(attributes: Attributes) -> bool:
    """Whether a strike or vertAlign element is not switched off."""
    return attributes.get("val", "true") not in ("0", "false", "baseline")


@dataclass
class _OpenCell:
    """The cell the parser is in."""

    address: str = ""
    is_text: bool = False
    formula: str | None = None
    is_spread: bool = False
    has_value: bool = False


class WorksheetPart(Part):
    """A sheet's merged ranges, hidden rows and columns, and formulas without a stored result."""

    is_plain = False

    def __init__(self, counts: Counts) -> None:
        super().__init__(counts)
        self.merged: list[tuple[Position, Position]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []  # first and last
        self.uncached: dict[str, str] = {}  # address → formula
        self.marked: set[Position] = set()  # texts with something struck out, raised or lowered
        self.has_drawing = False
        self._rows = self._row = self._column = 0
        self._cell = _OpenCell()
        self.starts = {
            "col": self._columns,
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._collect,
            "f": self._start_formula,
            "is": self._start_text,
            "strike": self._mark,
            "vertAlign": self._mark,
            "mergeCell": self._merge,
            "drawing": self._drawing,
            "r": counts.add_object,
            "t": counts.add_object,
        }
        self.ends = {"v": self._end_value, "f": self._end_formula, "c": self._end_cell}
        counts.worksheets += 1
        if counts.worksheets > counts.limits.sheets:
            raise too_much("工作表过多", "There are too many sheets")

    def _columns(self, attributes: Attributes) -> None:
        is_hidden = attributes.get("hidden") in ("1", "true")
        if is_hidden and len(self.hidden_columns) < self.counts.limits.last_column:
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _start_row(self, attributes: Attributes) -> None:
        limit = self.counts.limits.rows
        self._rows += 1
        if self._rows > limit:
            raise too_many_rows(limit)
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        address = attributes.get("r", "")
        if address:
            self._row, self._column = position_of(address)
        else:
            self._column += 1
            address = address_of((self._row, self._column))
        self._cell = _OpenCell(address, is_text=attributes.get("t") == "str")

    def _collect(self, attributes: Attributes) -> None:
        self._must_be_near()
        self.texts = []

    def _start_formula(self, attributes: Attributes) -> None:
        self._collect(attributes)
        # One formula for several cells: only the first has it, the others look blank.
        self._cell.is_spread = attributes.get("t") != "shared" and ":" in attributes.get("ref", "")

    def _start_text(self, attributes: Attributes) -> None:
        self._must_be_near()
        self._cell.has_value = True

    def _end_value(self) -> None:
        # openpyxl saves formulas with an empty <v>; in a cell of text that is a result: "".
        self._cell.has_value = bool(self.texts) or self._cell.is_text
        self.texts = None

    def _end_formula(self) -> None:
        self._cell.formula = "" if self._cell.is_spread else "".join(self.texts or ())
        self.texts = None

    def _end_cell(self) -> None:
        if self._cell.formula is not None and not self._cell.has_value:
            self.uncached[self._cell.address] = self._cell.formula

    def _must_be_near(self) -> None:
        limits = self.counts.limits
        if self._row > limits.last_row or self._column > limits.last_column:
            raise far_away((self._row, self._column))

    def _merge(self, attributes: Attributes) -> None:
        reference = attributes.get("ref", "")
        self.counts.merged_cells += area_of(reference)
        if self.counts.merged_cells > self.counts.limits.merged_cells:
            raise too_many_merged()
        self.merged.append(range_of(reference))

    def _mark(self, attributes: Attributes) -> None:
        if is_mark(attributes):
            self.marked.add((self._row, self._column))

    def _drawing(self, attributes: Attributes) -> None:
        self.has_drawing = True


# A part is what its first element says, wherever in the package it stands.
KINDS: dict[str, type[Part]] = {
    "worksheet": WorksheetPart,
    "styleSheet": StylesPart,
    "sst": StringsPart,
}
