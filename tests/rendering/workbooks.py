"""What the workbook tests share: a report with words, and workbooks opened again."""

import io

import openpyxl
from openpyxl.workbook import Workbook

from importers.reading import read_file
from report_blocks.statutory import CellKey, Dataset, Report, get_format

FORMAT = get_format("cn-2021")
T2, T3, T4 = FORMAT.tables
SHEETS = {key: section.heading for section in FORMAT.sections for key in [section.key]}
TEXTS = {
    "preamble": "根据《条例》编制。",
    "sections": {
        "overview": "（一）主动公开\n一是**加强管理。**及时。",
        "problems_and_improvements": "问题。\n改进。",
        "other_matters": "2024年未收取信息处理费。",
    },
    "contact": "地址：鼓楼西街265号\n邮编：755000\n联系电话：0955-7630167\n另有说明。",
}


def report_of(cells: dict[CellKey, object], format_key: str = "cn-2021") -> Report:
    return Report(Dataset(format_key, cells))


def opened(content: bytes, **options: bool) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), **options)


def reread(content: bytes) -> Report:
    """The report that the importer reads from a workbook, which must have no errors."""
    reading = read_file(content, "x.xlsx")
    assert [p.text.zh for p in reading.problems if p.severity == "error"] == []
    [report] = reading.reports
    assert report.tables == set(report.report.dataset.format.tables)
    return report.report
