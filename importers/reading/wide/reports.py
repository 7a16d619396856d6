"""A row of a wide sheet → a report, with the place of each number and what is wrong with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from report_blocks.rendering.neutral import original
from report_blocks.statutory import Cell, CellKey, Dataset, Origin, Report, Text
from report_blocks.statutory.codec import MAX_DIGITS, doubt, read

from ..addresses import Position, address_of
from ..problems import Problem, ReportReading, error, notice, warning
from ..sheets import Sheet
from ..tables.shown import disguise
from ..words.own import YEARS
from .columns import AGENCY, CODE, CONTACT, PREAMBLE, YEAR, Columns, Place

NO_RESULT = Text(
    "公式没有保存计算结果，请在 Excel 或 WPS 中打开并保存一次",
    "the formula has no stored result; open and save the file in Excel or WPS once",
)
FAILED = frozenset(("#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
LARGEST = 10**MAX_DIGITS
SHOWN = 20

Make = Callable[[Origin, str, str], Problem]


@dataclass
class RowReading:
    """One row while it is read; ``sheet`` holds that row and nothing else."""

    sheet: Sheet
    row: int
    columns: Columns
    file: str
    bad_tables: set[str] = field(default_factory=set)
    nothing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def report(self) -> ReportReading | None:
        """The report of the row; None if it says nothing but whose it would be."""
        cells = dict(self._cells())
        texts = {name: text for column, name in self.columns.texts if (text := self._text(column))}
        if not (cells or texts or self.problems):
            return None
        code, agency, year = self._code(), self._identity(AGENCY), self._year()
        if not (code or agency):
            self._complain(
                1,
                "这一行没有写明是哪个行政机关（代码或名称），请补上",
                "This row names no agency, neither by code nor by name; add it",
            )
        self._remark()
        tables = self.columns.tables
        return ReportReading(
            Report(
                Dataset(self.columns.format.key, cells),
                agency=agency or None,
                year=year,
                preamble=texts.pop(PREAMBLE, ""),
                contact=texts.pop(CONTACT, ""),
                sections=texts,
            ),
            placed=tables,
            tables=tables - self.bad_tables,
            problems=tuple(self.problems),
            file=self.file,
            agency_code=code or None,
        )

    def _cells(self) -> Iterator[tuple[CellKey, Cell]]:
        sheet, row, values = self.sheet, self.row, self.sheet.cells
        odd = {*sheet.broken, *sheet.formats, *sheet.marked}
        for place in self.columns.cells:
            at = row, place.number
            raw = values.get(at)
            if raw is None and at not in odd:
                continue
            origin = Origin(self.file, sheet.name, f"{place.letters}{row}")
            # Nearly every cell: a plain count.
            if type(raw) is int and 0 <= raw < LARGEST and place.is_simple and at not in odd:
                yield place.key, Cell(raw, origin=origin)
            else:
                yield place.key, self._cell(raw, at, place, origin)

    def _cell(self, raw: object, at: Position, place: Place, origin: Origin) -> Cell:
        if isinstance(raw, str):
            raw = original(raw)
        cell, complaint = read(raw, place.column)
        if at in self.sheet.broken:
            complaint = NO_RESULT
        if complaint := complaint or disguise(self.sheet, at, place.column.unit):
            self.bad_tables.add(place.key.table)
            self.problems.append(_said(error, origin, place, complaint))
        elif reason := doubt(cell, place.column):
            self.problems.append(_said(warning, origin, place, reason))
        elif cell.is_blank and raw is not None:
            self.nothing.append(origin.address)
        return Cell(cell.number, cell.note, cell.text, origin)

    def _text(self, column: int | None) -> str:
        """A text as a person sees it; a postcode typed as a number has no decimals."""
        value = self.sheet.cells.get((self.row, column or 0))
        if value in FAILED or (self.row, column) in self.sheet.broken:
            self._complain(
                column,
                "公式没有结果，请改为文字",
                "The formula has no result; put the text itself",
            )
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return original(str(value)) if value is not None else ""

    def _identity(self, key: str) -> str:
        return " ".join(self._text(self.columns.identity.get(key)).split())

    def _code(self) -> str:
        column = self.columns.identity.get(CODE)
        code = normalize("NFKC", self._identity(CODE)).replace(" ", "").upper()
        if isinstance(self.sheet.cells.get((self.row, column or 0)), int | float):
            self._complain(
                column,
                f"统一社会信用代码“{code}”是数字格式，末几位可能已丢失，"
                "请将单元格设为文本格式后重新填写",
                f"The code “{code}” is a number, which may have lost its last digits; make the "
                "cell a text and fill it in again",
            )
        return code

    def _year(self) -> int | None:
        year = normalize("NFKC", self._identity(YEAR)).removesuffix("年度").removesuffix("年")
        if year.isdecimal() and len(year) == 4 and int(year) in YEARS:
            return int(year)
        if year:
            self._complain(
                self.columns.identity.get(YEAR),
                f"年度“{year}”不是年份，请填写四位数字，如 2025",
                f"“{year}” is not a year; fill in four digits such as 2025",
            )
        return None

    def _remark(self) -> None:
        """What people should know of a row that is read all the same."""
        if self.nothing:
            places = "、".join(self.nothing)
            self._add(
                notice,
                f"写“/”“—”“无”的单元格按空白读取，不当作 0：{places}",
                f"Cells with “/”, “—” or “无” were read as blank: {places}",
            )
        if self.row in self.sheet.hidden_rows:
            self._add(
                notice,
                f"第 {self.row} 行是隐藏的，也已读取",
                f"Row {self.row} is hidden; it was read all the same",
            )
        stray = [column for _row, column in self.sheet.cells if column not in self.columns.known]
        if stray:
            places = "、".join(address_of((self.row, column)) for column in stray[:SHOWN])
            self._add(
                warning,
                f"第 {self.row} 行中有些内容所在的列没有代号，没有读取，请确认：{places}",
                f"Row {self.row} has content in columns without a key; it was not read: {places}",
            )

    def _complain(self, column: int | None, zh: str, en: str) -> None:
        self._add(error, zh, en, column)

    def _add(self, kind: Make, zh: str, en: str, column: int | None = None) -> None:
        address = address_of((self.row, column or 1))
        self.problems.append(kind(Origin(self.file, self.sheet.name, address), zh, en))


def _said(kind: Make, origin: Origin, place: Place, reason: Text) -> Problem:
    return kind(origin, f"{place.label}：{reason.zh}", f"{place.label}: {reason.en}")
