"""Workbooks that hold the reports of several offices, each with numbers of its own."""

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from importers.reading import FileReading
from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import CellKey, Table, get_format

FORMAT = get_format("cn-2021")
TABLES = tuple(FORMAT.tables.values())
T2, T3, T4 = TABLES
OFFICES = ("民政局", "公安局", "财政局")
MANY = (*OFFICES, *(f"{kind}{of}局" for kind in "水林农交税卫" for of in "政安务育化利业通"))


def title(office: str, year: int = 2024) -> str:
    return f"{office}{year}年政府信息公开工作年度报告"


def number(office: str, key: CellKey) -> int:
    """What an office reports in a cell: no two offices report the same anywhere."""
    place = [key for table in TABLES for key in table.cells].index(key)
    return (1 + MANY.index(office)) * 1000 + place


def truth(office: str, *tables: Table) -> dict[CellKey, int]:
    return {key: number(office, key) for t in tables or TABLES for key in t.cells}


def put(sheet: Worksheet, office: str, *tables: Table, heading: str = "", top: int = 1) -> int:
    """Write a title, if there is one, and tables; the first row below them is given back."""
    if heading:
        sheet.cell(top, 1).value = heading
        top += 1
    for table in tables or TABLES:
        sheet.cell(top, 1).value = table.heading
        for row, cells in enumerate(build_grid(table).rows, start=top + 1):
            for cell in cells:
                value = number(office, cell.key) if cell.key else cell.text
                sheet.cell(row, 1 + cell.left).value = value
                if cell.rowspan > 1 or cell.colspan > 1:
                    sheet.merge_cells(
                        start_row=row,
                        start_column=1 + cell.left,
                        end_row=row + cell.rowspan - 1,
                        end_column=cell.left + cell.colspan,
                    )
            top = row + 1
    return top


def book() -> openpyxl.Workbook:
    empty = openpyxl.Workbook()
    empty.remove(empty.active)
    return empty


def numbers(reading: FileReading) -> dict[str | None, dict[CellKey, int]]:
    """By office, what was read in the tables without an error."""
    return {
        report.report.agency: {
            key: cell.number
            for key, cell in report.report.dataset.cells.items()
            if key.table in report.tables
        }
        for report in reading.reports
    }


def refused(reading: FileReading) -> dict[str | None, list[str]]:
    """By office, the errors of its report."""
    return {
        report.report.agency: [p.text.zh for p in report.problems if p.severity == "error"]
        for report in reading.reports
    }
