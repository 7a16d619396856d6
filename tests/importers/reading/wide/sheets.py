"""Wide workbooks of the real reports, to be changed cell by cell."""

import io
import zipfile

import openpyxl

from importers.reading import FileReading, read_file
from report_blocks.rendering.workbook.wide import DATA_SHEET, write_wide
from report_blocks.statutory import Dataset, Report, get_format
from tests import samples
from tests.importers.reading.books import saved

NAME = "x.xlsx"
FORMAT = get_format("cn-2021")
CODES = ("11321300014318141R", "11640502MB0123456X")
KEYS, FIRST, SECOND = 2, 3, 4  # rows
MAIN = "xl/worksheets/sheet1.xml"
WORDS = {
    "preamble": "根据《条例》编制。",
    "sections": {
        "overview": "（一）主动公开\n一是**加强管理。**及时。",
        "other_matters": "没有收取信息处理费。",
    },
    "contact": "地址：鼓楼西街265号\n邮编：755000",
}


def reports() -> list[tuple[str, Report]]:
    """Two offices' reports, the second without words."""
    first = Report(samples.dataset("suqian-2024"), "宿迁市人民政府", 2024, **WORDS)
    second = Report(samples.dataset("shapotou-justice-2022"), "中卫市沙坡头区司法局", 2022)
    return list(zip(CODES, (first, second), strict=True))


def written(data: Dataset) -> bytes:
    """A wide workbook of one report with these cells."""
    return write_wide(get_format(data.format_key), [(CODES[0], Report(data, "民政局", 2024))])


class Book:
    """The two reports in a workbook that openpyxl has opened."""

    def __init__(self) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(write_wide(FORMAT, reports())))
        self.sheet = self.book[DATA_SHEET]
        self.columns = {cell.value: cell.column for cell in self.sheet[KEYS]}

    def at(self, row: int, key: str) -> openpyxl.cell.Cell:
        return self.sheet.cell(row, self.columns[key])

    def read(self) -> FileReading:
        return read_file(saved(self.book), NAME)


def edited(*changes: tuple[str, str], part: str = MAIN, data: bytes | None = None) -> bytes:
    """The workbook with texts replaced in the XML of one part."""
    output = io.BytesIO()
    source = io.BytesIO(data or write_wide(FORMAT, reports()))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == part:
                for before, after in changes:
                    assert before in content, before
                    content = content.replace(before, after, 1)
            new.writestr(name, content)
    return output.getvalue()


def errors(reading: FileReading) -> list[str]:
    return [problem.text.zh for problem in reading.problems if problem.severity == "error"]


def said(reading: FileReading, severity: str) -> list[tuple[str, str]]:
    """Address and sentence of the problems of one severity."""
    return [(p.origin.address, p.text.zh) for p in reading.problems if p.severity == severity]
