"""The wide workbook: many reports on one sheet, a row each, a column for every cell of the format.

Below the Chinese labels a row of keys names the columns; by it the reader knows the sheet
(``importers.reading.wide``), whatever the order of the columns.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from report_blocks.rendering.neutral import neutral
from report_blocks.statutory import Format, Report
from report_blocks.statutory.codec import show

from .grids import LINE, lines_of, spreadsheet_number
from .sheets import new_workbook, write_text
from .styles import Styles

MARK, VERSION = "disclosure-report-wide", "1"
DATA_SHEET, GUIDE_SHEET, META_SHEET = "年度报告数据", "填写说明", "_wide"

LONGEST = 32_767  # characters that a cell can hold
LABELS, KEYS, TOP = 0, 1, 2  # rows of the sheet
GUIDE_WIDTH = 90

GUIDE = (
    "1. 每行是一个行政机关一个年度的报告，每列是表格中的一个单元格；第二行是列的代号，请勿改动。",
    "2. 没有发生的填 0；空白表示没有填写，导入后该项也为空白，不会当作 0。",
    "3. 数字旁需要说明的写在括号中，如“22（其中修订16件）”。",
    "4. 整行没有填写任何数据和文字的不导入；文字部分空白的，导入时保留原有文字。",
    "5. 可以删去一张表的全部列，导入时这张表保持不变；只删去其中几列的不能导入。",
    "6. 列的顺序可以调整；自己增加的列（第二行空白）不会导入。",
    "7. 以等号、加号、减号等开头的文字前有一个单引号，以免被当作公式；导入时自动去掉。",
)


class _Column(NamedTuple):
    """A column's key, the label above it, its width in characters and the look of its head."""

    key: str
    label: str
    width: float
    style: str = "header"


IDENTITY = (
    _Column("credit_code", "统一社会信用代码", 22),
    _Column("agency", "行政机关名称", 32),
    _Column("year", "年度", 8),
)


def write_wide(format_: Format, reports: Iterable[tuple[str, Report]]) -> bytes:
    """An .xlsx of the reports, each with its office's 统一社会信用代码 ("" if there is none).

    Reading it back gives the same reports. Memory does not grow with their number. A text of more
    than 32,767 characters, which no spreadsheet can hold, is left out, and the guide says so.
    """
    columns = list(_columns(format_))
    left_out: list[str] = []
    with new_workbook(by_rows=True) as (workbook, output):
        styles = Styles(workbook)
        sheet = workbook.add_worksheet(DATA_SHEET)
        _head(sheet, styles, columns)
        last = KEYS
        for last, (code, report) in enumerate(reports, start=TOP):
            if report.dataset.format_key != format_.key:
                raise ValueError(f"{report.agency}: not a report of {format_.key}")
            for column, long in _row(sheet, last, code, report):
                place = f"{report.agency} {report.year}：{columns[column].label}"
                left_out.append(f"{place.replace(chr(10), ' ')}（{long} 字）")
        sheet.autofilter(KEYS, 0, last, len(columns) - 1)
        _guide(workbook.add_worksheet(GUIDE_SHEET), styles, left_out)
        _meta(workbook, format_)
    return output.getvalue()


def _columns(format_: Format) -> Iterator[_Column]:
    yield from IDENTITY
    for number, table in enumerate(format_.tables.values()):
        style = "row-header" if number % 2 else "header"
        for key, column in table.cells.items():
            path = table.rows[key.row].path, column.path
            label = "\n".join((table.title, *(" > ".join(labels) for labels in path)))
            yield _Column(str(key), label, 14, style)
    yield _Column("preamble", "引言", 40)
    for section in format_.prose_sections:
        yield _Column(f"sections/{section.key}", section.heading, 40)
    yield _Column("contact", "联系方式", 40)


def _head(sheet: Worksheet, styles: Styles, columns: list[_Column]) -> None:
    for number, column in enumerate(columns):
        # A code of digits only, typed into a cell for numbers, would lose its last ones.
        text = styles.number("plain", "@") if column.key == "credit_code" else None
        sheet.set_column(number, number, column.width, text)
    sheet.set_row(LABELS, LINE * max(lines_of(column.label, column.width) for column in columns))
    sheet.freeze_panes(TOP, len(IDENTITY))
    for number, column in enumerate(columns):
        sheet.write_string(LABELS, number, column.label, styles[column.style])
    for number, column in enumerate(columns):
        sheet.write_string(KEYS, number, column.key, styles["key"])


def _row(sheet: Worksheet, row: int, code: str, report: Report) -> Iterator[tuple[int, int]]:
    """Write one report; gives column and length of the texts that are too long for a cell."""
    format_ = report.dataset.format
    texts = {0: code, 1: report.agency or ""}
    if report.year is not None:
        sheet.write_number(row, 2, report.year)
    for column, key in enumerate(format_.cells, start=len(IDENTITY)):
        cell = report.dataset[key]
        number = None if cell.note or cell.text else spreadsheet_number(cell.number)
        if number is not None:
            sheet.write_number(row, column, number)
        elif not cell.is_blank:
            texts[column] = show(cell)
    prose = (report.sections.get(section.key, "") for section in format_.prose_sections)
    first = len(IDENTITY) + len(format_.cells)
    texts |= dict(enumerate((report.preamble, *prose, report.contact), start=first))
    for column, text in texts.items():
        written = neutral(text)
        if len(written) > LONGEST:
            yield column, len(text)
        elif written:
            sheet.write_string(row, column, written)


def _guide(sheet: Worksheet, styles: Styles, left_out: list[str]) -> None:
    lines = list(GUIDE)
    if left_out:
        lines += ["", "下列文字超过电子表格单元格的最大长度，没有写入：", *left_out]
    sheet.set_column(0, 0, GUIDE_WIDTH)
    for row, line in enumerate(lines):
        sheet.set_row(row, LINE * lines_of(line, GUIDE_WIDTH))
        write_text(sheet, row, 0, neutral(line), styles["text"])


def _meta(workbook: Workbook, format_: Format) -> None:
    sheet = workbook.add_worksheet(META_SHEET)
    for row, pair in enumerate(((MARK, VERSION), ("format", format_.key))):
        for column, text in enumerate(pair):
            sheet.write_string(row, column, text)
    sheet.very_hidden()
