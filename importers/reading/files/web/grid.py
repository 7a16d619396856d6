"""Tables of a page as sheets, with their merged cells."""

import re
from itertools import product
from xml.etree.ElementTree import Element

from report_blocks.statutory import Text

from ...addresses import Position
from ...sheets import TABLE, Sheet
from ..limits import Limits, far_away, too_many_merged, too_much
from .flow import CellFlow
from .look import Styles
from .markup import is_cut
from .rows import CELLS, SECTIONS, WRAPPERS, Part, Row, Rows

LONG = 1000  # characters of a cell that holds a part of the page
MANY = 12  # cells, too many for a layout
FEW = 3  # numbers, too many for one
WIDEST, HIGHEST = 1000, 65534  # what browsers make of more
# Where the parts of a table stand. Browsers move one that stands elsewhere, or drop it.
_INSIDE = {
    **dict.fromkeys(CELLS, frozenset({"tr", "table", *SECTIONS})),
    "tr": frozenset({"table", *SECTIONS}),
    **dict.fromkeys((*SECTIONS, "caption", "colgroup"), frozenset({"table"})),
    "col": frozenset({"table", "colgroup"}),
}
DISORDER = Text(
    "的网页代码不完整或不规范（没有结束，有内容不在单元格中，或者单元格重叠），"
    "不能确定哪个数在哪一格，请重新保存网页，或改传 .xlsx 工作簿",
    "is cut off or in disorder (something stands outside of its cells, or cells overlap): save "
    "the page again, or upload an .xlsx",
)
_SPAN = re.compile(r"\s*\+?(\d{1,6})")
_NUMBER = re.compile(r"\d{1,15}")


class Tables:
    """The tables of a page that hold data, each read as a sheet."""

    def __init__(self, root: Element, styles: Styles, limits: Limits) -> None:
        self.styles = styles
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.has_hidden = False
        self._merged_cells = 0
        self._rows: dict[Element, Rows] = {}
        self._in_disorder = _beside_parts_gone_astray(root)
        self._find(root)

    def __contains__(self, table: Element) -> bool:
        return table in self._rows

    def _find(self, element: Element) -> bool:
        """Note the tables of data in an element; whether there are any."""
        holds_data = False
        for child in element:
            holds_data |= self._find(child)
        if element.tag != "table":
            return holds_data
        rows = Rows(element, self.styles)
        if _is_data(rows, holds_data):
            self._rows[element] = rows
            return True
        return holds_data

    def read(self, table: Element) -> Sheet:
        """The sheet of one of the tables."""
        rows = self._rows[table]
        sheet = _Grid(self, f"表格{len(self.sheets) + 1}")
        self.has_hidden |= rows.has_hidden
        sheet.in_disorder = rows.in_disorder or table in self._in_disorder or is_cut(table)
        for group in rows.groups:
            sheet.add(group)
        self.sheets.append(sheet.done())
        if len(self.sheets) > self.limits.sheets:
            raise too_much("表格过多", "There are too many tables")
        return self.sheets[-1]

    def merge(self, cells: int) -> None:
        self._merged_cells += cells
        if self._merged_cells > self.limits.merged_cells:
            raise too_many_merged()


def _beside_parts_gone_astray(root: Element) -> set[Element]:
    """The tables that rows or cells have fallen out of: each the last one before such a part."""
    tables: set[Element] = set()
    last = None
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter():
        if element.tag == "table":
            last = element
        elif last is not None and element.tag in _INSIDE:
            parent = parents[element]
            while parent.tag in WRAPPERS:
                parent = parents[parent]
            if parent.tag not in _INSIDE[element.tag]:
                tables.add(last)
    return tables


def _is_data(rows: Rows, holds_data: bool) -> bool:
    """Whether a table holds data itself, or is there to lay out the page.

    A layout has one column, or tables of data inside, or a few cells with much text.
    """
    cells = [cell.element for row in rows.all for cell in row]
    if all(len(row) < 2 for row in rows.all):
        return False
    texts = ["".join("".join(cell.itertext()).split()) for cell in cells]
    if holds_data:
        # Numbers in its own cells must not get lost among the paragraphs.
        return sum(_NUMBER.fullmatch(text) is not None for text in texts) >= FEW
    return len(cells) > MANY or all(len(text) <= LONG for text in texts)


class _Grid:
    """A sheet in the making: cells go to the first free place of their row, as in browsers."""

    def __init__(self, tables: Tables, name: str) -> None:
        self.tables = tables
        self.name = name
        self.row = 0
        self.cells: dict[Position, object] = {}
        self.merged: list[tuple[Position, Position]] = []
        self.marked: set[Position] = set()
        self.has_picture = self.in_disorder = False
        self.places: set[Position] = set()  # where there is a cell

    def add(self, group: list[Row]) -> None:
        """The rows of a group. No cell reaches beyond its last row."""
        last = self.row + len(group)
        taken: dict[int, int] = {}  # column → the last row of the cell that hangs down into it
        for cells in group:
            self.row += 1
            column = 1
            for cell in cells:
                while taken.get(column, 0) >= self.row:
                    column += 1
                column = self._place(cell, column, last, taken) + 1

    def _place(self, cell: Part, column: int, last: int, taken: dict[int, int]) -> int:
        """Put a cell there; its last column."""
        limits, first = self.tables.limits, (self.row, column)
        if self.row > limits.last_row or column > limits.last_column:
            raise far_away(first)
        down = _span(cell.element, "rowspan", HIGHEST)
        bottom = min(self.row + down - 1, last) if down else last
        right = min(column + (_span(cell.element, "colspan", WIDEST) or 1) - 1, limits.last_column)
        free = column
        while free < right and taken.get(free + 1, 0) < self.row:
            free += 1
        self.in_disorder |= free < right
        if (bottom, free) != first:
            self.tables.merge((bottom - self.row + 1) * (free - column + 1))
            self.merged.append((first, (bottom, free)))
        for covered in range(column, free + 1):
            taken[covered] = bottom
            self.places.update((row, covered) for row in range(self.row, bottom + 1))
        self._fill(cell, first)
        return right

    def _fill(self, cell: Part, place: Position) -> None:
        flow = CellFlow(self.tables.styles)
        flow.read(cell.element, cell.look)
        if text := flow.text:
            self.cells[place] = text
        holds_data = any(element in self.tables for element in cell.element.iter("table"))
        if flow.is_marked or holds_data:
            self.marked.add(place)
        self.has_picture |= flow.has_picture

    def _gaps(self) -> set[Position]:
        """Where a row is too short: a number that is not there is no blank."""
        bottom = max((row for row, _column in self.places), default=0)
        width = max((column for _row, column in self.places), default=0)
        if bottom * width > self.tables.limits.merged_cells:
            self.in_disorder |= bottom * width != len(self.places)
            return set()
        area = product(range(1, bottom + 1), range(1, width + 1))
        return set(area) - self.places

    def done(self) -> Sheet:
        gaps = self._gaps()
        return Sheet(
            self.name,
            self.cells,
            tuple(self.merged),
            has_drawing=self.has_picture,
            marked=frozenset(self.marked | gaps),
            noun=TABLE,
            disorder=DISORDER if self.in_disorder else None,
        )


def _span(cell: Element, name: str, largest: int) -> int:
    match = _SPAN.match(cell.get(name, ""))
    return min(int(match[1]), largest) if match else 1
