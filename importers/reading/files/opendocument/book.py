"""The sheets of an OpenDocument, looked through by the guard and walked through here.

Not read by calamine: that knows neither errors nor hidden rows nor what is struck out, and dies,
process and all, of cells that are said to repeat too often. The file gives each number twice,
stored and as it is shown; where the two differ no one can tell which was meant.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from ...addresses import Position, address_of
from ...sheets import Sheet, Workbook
from ..formulas import results
from ..guard import UNZIPPING, VettedArchive, directory, inspect
from ..limits import Limits, Refused, damaged, far_away, too_many_merged, too_much
from .cells import Content, content_of
from .names import (
    CELL,
    COLUMN,
    COVERED,
    DEFAULT_STYLE,
    ROW,
    STYLE_NAME,
    TABLE,
    lines,
    named,
    number,
)
from .styles import Styles

MANIFEST, CONTENT, STYLES = "META-INF/manifest.xml", "content.xml", "styles.xml"
MACROS = ("Basic/", "Scripts/")
SPREADSHEET = "/".join((named("office", "body"), named("office", "spreadsheet")))
NAMED_RANGE = named("table", "named-range")
NAME, RANGE, VISIBILITY = (named("table", n) for n in ("name", "cell-range-address", "visibility"))
ROWS_REPEATED, COLUMNS_REPEATED, ROWS_SPANNED, COLUMNS_SPANNED = (
    named("table", f"number-{n}")
    for n in ("rows-repeated", "columns-repeated", "rows-spanned", "columns-spanned")
)
VISIBLE = "visible"
IMAGE = named("draw", "image")
# Copies of other files' sheets, kept by LibreOffice for formulas that refer to them.
FOREIGN = "'file:"
_REFERENCE = re.compile(
    r"\$?(?P<sheet>'(?:[^']|'')+'|[^'.]+)\.(?P<first>[$A-Z0-9]+)(?::\.(?P<last>[$A-Z0-9]+))?"
)


def open_opendocument(data: bytes, limits: Limits) -> Workbook:
    """Read an .ods; Refused with a sentence for people if it can't be."""
    _no_secrets(data, limits)
    # openpyxl makes no objects of it; the cells are counted where they are read.
    inspection = inspect(data, replace(limits, objects=limits.elements))
    with VettedArchive(data, inspection) as archive:
        roots = [_root(archive, name) for name in (STYLES, CONTENT) if name in archive.seen]
        has_pictures = any(name.startswith("Pictures/") for name in archive.namelist())
    body = roots[-1].find(SPREADSHEET) if roots else None
    if body is None:
        raise Refused(
            "这是 OpenDocument 文档，但不是电子表格，请把表格存为 .xlsx 或 .ods 后再上传",
            "This is an OpenDocument, but no spreadsheet; save its tables as .xlsx or .ods",
        )
    tables = [t for t in body.findall(TABLE) if not t.get(NAME, "").startswith(FOREIGN)]
    if len(tables) > limits.sheets:
        raise too_much("工作表过多", "There are too many sheets")
    try:
        reader = _Reader(Styles(roots), limits)
        sheets = tuple(map(reader.sheet, tables))
    except ValueError:
        raise damaged() from None
    return Workbook(sheets, dict(_names(body)), has_pictures=has_pictures)


def _no_secrets(data: bytes, limits: Limits) -> None:
    """Refuse what is encrypted, and what holds macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            directory(archive.infolist(), len(data), limits)
            names, manifest = archive.namelist(), archive.read(MANIFEST)
    except UNZIPPING:
        raise damaged() from None
    if b"encryption-data" in manifest:
        raise Refused(
            "文件有打开密码，请去掉密码后再上传",
            "The file has a password; remove it and upload it again",
        )
    if any(name.startswith(MACROS) for name in names):
        raise Refused(
            "文件含有宏，请另存为不含宏的 .xlsx 后再上传",
            "The file holds macros; save it as .xlsx without macros",
        )


def _root(archive: VettedArchive, name: str) -> Element:
    root: Element = fromstring(archive.read(name))
    return root


class _Reader:
    """What the sheets of a document have in common: styles, and limits that are used up."""

    def __init__(self, styles: Styles, limits: Limits) -> None:
        self.styles = styles
        self.limits = limits
        self.cells = self.merged_cells = 0

    def sheet(self, table: Element) -> Sheet:
        found, columns, last = _Found(), _Columns(table), 0
        for element in lines(table, ROW):
            first, last = last + 1, last + number(element, ROWS_REPEATED)
            if contents := list(self._contents(element, columns)):
                for row in range(first, last + 1):
                    self._row(found, row, contents)
                    if element.get(VISIBILITY, VISIBLE) != VISIBLE:
                        found.hidden_rows.add(row)
        computed, broken = results(found.cells, found.formulas)
        rows = {row for row, _column in found.cells}
        return Sheet(
            name=table.get(NAME, ""),
            cells={**found.cells, **computed},
            merged=tuple(found.merged),
            is_hidden=self.styles.is_hidden_table(table.get(STYLE_NAME)),
            hidden_rows=frozenset(found.hidden_rows & rows),
            hidden_columns=columns.hidden({column for _row, column in found.cells}),
            broken={place: text for place, text in broken.items() if place not in found.blanks},
            has_drawing=next(table.iter(IMAGE), None) is not None,
            formats=found.formats,
            marked=frozenset(found.marked),
        )

    def _contents(self, row: Element, columns: "_Columns") -> Iterator["_Cells"]:
        """The cells of a row that hold something or are merged."""
        last = 0
        for cell in row:
            if cell.tag not in (CELL, COVERED):
                continue
            first, last = last + 1, last + number(cell, COLUMNS_REPEATED)
            style = cell.get(STYLE_NAME) or row.get(DEFAULT_STYLE) or columns.style(first)
            content = content_of(cell, self.styles, style)
            if content and content.formula and first != last:
                content = content._replace(formula="")  # it can't add up the same for each
            spans = number(cell, ROWS_SPANNED), number(cell, COLUMNS_SPANNED)
            if content or spans != (1, 1):
                yield _Cells(first, last, content, spans)

    def _row(self, found: "_Found", row: int, contents: list["_Cells"]) -> None:
        limits = self.limits
        for cells in contents:
            height, width = cells.spans
            for column in range(cells.first, cells.last + 1):
                position = row, column
                if height * width > 1:
                    self.merged_cells += height * width
                    if self.merged_cells > limits.merged_cells:
                        raise too_many_merged()
                    found.merged.append((position, (row + height - 1, column + width - 1)))
                if cells.content:
                    self.cells += 1
                    if row > limits.last_row or column > limits.last_column:
                        raise far_away(position)
                    if self.cells > limits.objects:
                        raise too_much("文件内容过多", "The file holds too much")
                    found.add(position, cells.content)


class _Cells(NamedTuple):
    """Equal cells beside each other: first and last column, content, rows and columns spanned."""

    first: int
    last: int
    content: Content | None
    spans: tuple[int, int]


@dataclass
class _Found:
    """What was found on one sheet."""

    cells: dict[Position, object] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    formats: dict[Position, str] = field(default_factory=dict)
    marked: set[Position] = field(default_factory=set)
    merged: list[tuple[Position, Position]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    blanks: set[Position] = field(default_factory=set)  # formulas that give nothing

    def add(self, position: Position, content: Content) -> None:
        if content.formula is not None:
            self.formulas[address_of(position)] = content.formula
            if content.value is not None:
                self.blanks.add(position)
        else:
            self.cells[position] = content.value
        if content.code is not None:
            self.formats[position] = content.code
        if content.is_marked:
            self.marked.add(position)


class _Columns:
    """The columns of a sheet: which are hidden, and the style of cells that have none."""

    def __init__(self, table: Element) -> None:
        self._ranges: list[tuple[int, int, Element]] = []
        last = 0
        for element in lines(table, COLUMN):
            first, last = last + 1, last + number(element, COLUMNS_REPEATED)
            self._ranges.append((first, last, element))

    def style(self, column: int) -> str | None:
        return next((e.get(DEFAULT_STYLE) for e in self._at(column)), None)

    def hidden(self, columns: set[int]) -> frozenset[int]:
        return frozenset(
            column
            for column in columns
            if any(e.get(VISIBILITY, VISIBLE) != VISIBLE for e in self._at(column))
        )

    def _at(self, column: int) -> Iterator[Element]:
        return (element for first, last, element in self._ranges if first <= column <= last)


def _names(body: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for element in body.iter(NAMED_RANGE):
        if match := _REFERENCE.fullmatch(element.get(RANGE, "")):
            sheet = match["sheet"].removeprefix("'").removesuffix("'").replace("''", "'")
            ends = [match["first"], match["last"]]
            reference = ":".join(end.replace("$", "") for end in ends if end)
            yield element.get(NAME, ""), (sheet, reference)
