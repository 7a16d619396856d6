"""Workbooks for tests: the real form as a list of cells that can be changed, and written anew."""

import io
from collections.abc import Iterable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from importers.reading import FileReading, read_file
from tests import samples


def load(name: str = "suqian-2024") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(samples.workbook(name)))


def saved(book: openpyxl.Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def read(book: openpyxl.Workbook) -> FileReading:
    return read_file(saved(book), "报告.xlsx")


def find(sheet: Worksheet, text: str) -> tuple[int, int]:
    """Row and column of the cell that holds exactly this text."""
    return next((c.row, c.column) for row in sheet.iter_rows() for c in row if c.value == text)


def sheet_of(book: openpyxl.Workbook, text: str) -> Worksheet:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if any(cell.value == text for cell in row):
                return sheet
    raise AssertionError(text)


def errors(reading: FileReading) -> list[str]:
    return [p.text.zh for p in reading.problems if p.severity == "error"]


def unmerged(sheet: Worksheet) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def moved(source: Worksheet, target: Worksheet, down: int, right: int) -> None:
    """Copy a sheet's values and merged ranges elsewhere."""
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None:
                target.cell(cell.row + down, cell.column + right, cell.value)
    for area in source.merged_cells.ranges:
        target.merge_cells(
            start_row=area.min_row + down,
            end_row=area.max_row + down,
            start_column=area.min_col + right,
            end_column=area.max_col + right,
        )


def same_cells(reading: FileReading, name: str, tables: Iterable[str] | None = None) -> bool:
    """Whether exactly these tables were read, each cell exactly as published."""
    [report] = reading.reports
    wanted = set(tables) if tables is not None else set(samples.numbers(name))
    numbers = report.report.dataset.numbers()
    truth = samples.numbers(name)
    return report.tables == wanted and all(numbers[key] == truth[key] for key in wanted)
