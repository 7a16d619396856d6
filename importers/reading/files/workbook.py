"""An .xlsx as sheets: looked through by the guard, then read by openpyxl's parsers.

openpyxl's own ``load_workbook`` also builds styles, validations and drawings. They hold no value,
some of them take quadratic time, and a style it does not know makes it give up on the whole file.
So only its parsers for the package, shared strings and rows are used.
"""

import re
import warnings
from collections.abc import Iterator
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.worksheet._reader import DATA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from ..addresses import Position, address_of
from ..sheets import Sheet, Workbook
from .formulas import results
from .guard import Inspection, VettedArchive, inspect
from .limits import Limits, Refused
from .parts import StylesPart
from .texts import clean

_NAME = re.compile(r"'?(?P<sheet>.+?)'?!(?P<range>[$A-Z0-9:]+)")
# Numbers of built-in formats. Chinese Excel gives these dates no code of their own: a typed "1-2".
CHINESE_DATES = (*range(27, 37), *range(50, 59))
PERCENTAGES = (9, 10)


def open_workbook(data: bytes, limits: Limits) -> Workbook:
    """Read an .xlsx; Refused with a sentence for people if it can't be."""
    inspection = inspect(data, limits)
    try:
        with warnings.catch_warnings(), VettedArchive(data, inspection) as archive:
            # openpyxl warns of what it drops; none of it is a value.
            warnings.simplefilter("ignore")
            return _Opened(archive, inspection).workbook()
    except Exception as error:
        raise Refused(
            "工作簿无法打开，请在 Excel 或 WPS 中检查后另存为 .xlsx 再上传",
            "The workbook can't be opened; check it in Excel or WPS and save it as .xlsx",
        ) from error


class _Opened:
    """A workbook that passed the guard."""

    def __init__(self, archive: VettedArchive, inspection: Inspection) -> None:
        self.inspection = inspection
        self.reader: Any = ExcelReader(archive.fp, data_only=True, keep_links=False)
        self.reader.archive = archive
        self.reader.read_manifest()
        self.reader.read_strings()
        self.reader.read_workbook()
        for index in inspection.marked_strings & set(range(len(self.reader.shared_strings))):
            self.reader.shared_strings[index] = _Marked(self.reader.shared_strings[index])
        self.styles = Styles(inspection.styles)

    def workbook(self) -> Workbook:
        sheets = tuple(
            self._sheet(sheet.name, sheet.state != "visible", relation.target)
            for sheet, relation in self.reader.parser.find_sheets()
            if "chartsheet" not in relation.Type
        )
        self.reader.parser.assign_names()
        return Workbook(sheets, dict(self._names()), has_pictures=self.inspection.pictures)

    def _sheet(self, name: str, is_hidden: bool, target: str) -> Sheet:
        part = self.inspection.worksheets[target]
        cells: dict[Position, object] = {}
        formats: dict[Position, str] = {}
        marked = set(part.marked)
        for position, value, style in self._cells(target):
            if (cleaned := clean(value)) is not None:
                cells[position] = cleaned
            elif address_of(position) not in part.uncached:
                continue
            if code := self.styles.formats.get(style):
                formats[position] = code
            if isinstance(value, _Marked) or style in self.styles.struck:
                marked.add(position)
        computed, broken = results(cells, part.uncached)
        rows = {row for row, _column in cells}
        columns = {column for _row, column in cells}
        return Sheet(
            name=name,
            cells={**cells, **computed},
            merged=tuple(part.merged),
            is_hidden=is_hidden,
            hidden_rows=frozenset(part.hidden_rows & rows),
            hidden_columns=frozenset(
                column
                for column in columns
                if any(first <= column <= last for first, last in part.hidden_columns)
            ),
            broken=broken,
            has_drawing=part.has_drawing,
            formats=formats,
            marked=frozenset(marked),
        )

    def _cells(self, target: str) -> Iterator[tuple[Position, object, int]]:
        """Position, value and style of each cell."""
        with self.reader.archive.open(target) as stream:
            parser = WorkSheetParser(
                stream,
                self.reader.shared_strings,
                data_only=True,
                epoch=self.reader.wb.epoch,
                date_formats=self.styles.dates,
                timedelta_formats=self.styles.durations,
            )
            for _event, element in iterparse(stream):
                if element.tag == DATA_TAG:
                    break
                if element.tag != ROW_TAG:
                    continue
                _row, cells = parser.parse_row(element)
                element.clear()
                for cell in cells:
                    yield (cell["row"], cell["column"]), cell["value"], cell["style_id"]

    def _names(self) -> Iterator[tuple[str, tuple[str, str]]]:
        for name, defined in self.reader.wb.defined_names.items():
            if match := _NAME.fullmatch(defined.attr_text or ""):
                sheet = match["sheet"].replace("''", "'")
                yield name, (sheet, match["range"].replace("$", ""))


class _Marked(str):
    """A text with something struck out, raised or lowered."""

    __slots__ = ()


class Styles:
    """What the cell styles show, by their number: dates, durations, struck-out and own formats."""

    def __init__(self, styles: StylesPart | None) -> None:
        own = styles.formats if styles else {}
        known = {**BUILTIN_FORMATS, **dict.fromkeys(CHINESE_DATES, "yyyy-mm-dd"), **own}
        self.dates: set[int] = set()
        self.durations: set[int] = set()
        self.struck: set[int] = set()
        self.formats: dict[int, str] = {}
        for index, style in enumerate(styles.cell_styles if styles else ()):
            code = known.get(style.number_format, "General")
            if is_date_format(code):
                self.dates.add(index)
            if is_timedelta_format(code):
                self.durations.add(index)
            if styles and style.font in styles.struck_fonts:
                self.struck.add(index)
            if style.number_format in own or style.number_format in PERCENTAGES:
                self.formats[index] = code
