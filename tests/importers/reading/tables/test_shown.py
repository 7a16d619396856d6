"""What people see in a cell against what it holds: where the two differ, no one can be sure."""

import datetime
import io
import re
import zipfile

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from importers.reading import read_file
from importers.reading.tables.shown import is_shown
from report_blocks.statutory import CellKey

from ..books import errors, find, load, read, saved, sheet_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
KEY = CellKey("information_requests", "granted", "business")


@pytest.mark.parametrize(
    ("code", "sign", "unit"),
    [
        ("General", 1, "件"),
        ("G/通用格式", 1, "件"),
        ("@", 1, "件"),
        ("#,##0_ ;[Red]\\-#,##0\\ ", 1, "件"),
        ('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', 1, "件"),
        ('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', 0, "件"),
        ("0_);[Red]\\(0\\)", -1, "件"),
        ("0;-0;;@", 0, "件"),
        ('[=0]"";General', 1, "件"),
        ('0"件"', 1, "件"),
        ("0件", 1, "件"),
        ('#,##0.00" 万元"', 1, "万元"),
        ("[$¥-804]#,##0.00", 1, "万元"),
        ("[DBNum1][$-804]G/通用格式", 1, "件"),
        ("0.00E+00", 1, "件"),
    ],
)
def test_formats_that_show_the_number(code, sign, unit):
    assert is_shown(code, sign, unit)


@pytest.mark.parametrize(
    ("code", "sign", "unit"),
    [
        ('0"万"', 1, "件"),
        ('0!.0,"万"', 1, "件"),
        ("0!.0000", 1, "万元"),
        ("#,##0,", 1, "件"),
        ("0,.0", 1, "件"),
        ('0"元"', 1, "万元"),
        ("0%", 1, "件"),
        (";;;", 1, "件"),
        ('"无"', 1, "件"),
        ('"1"0', 1, "件"),
        ("0\\0", 1, "件"),
        ("-0", 1, "件"),
        ('0;0;"5"', 0, "件"),
        ("[>100]0!.0,;0", 1, "件"),
        ("[$€-2] #,##0", 1, "万元"),
        ("aaaa", 1, "件"),
        ("# ?/?", 1, "件"),
    ],
)
def test_formats_that_show_something_else(code, sign, unit):
    assert not is_shown(code, sign, unit)


@pytest.fixture
def book():
    return load("suqian-2023")


@pytest.fixture
def cell(book):
    sheet = sheet_of(book, "（一）予以公开")
    return sheet.cell(find(sheet, "（一）予以公开")[0], 5)


def assert_reported(book, cell, said):
    reading = read(book)
    [problem] = [p for p in reading.problems if p.severity == "error"]
    assert said in problem.text.zh
    assert (problem.origin.sheet, problem.origin.address) == (cell.parent.title, cell.coordinate)
    assert KEY.table not in reading.reports[0].tables


def test_a_number_that_is_shown_in_ten_thousands(book, cell):
    cell.value, cell.number_format = 30000, '0!.0,"万"'
    assert_reported(book, cell, '存的是 30000，但数字格式“0!.0,"万"”')


def test_a_percentage(book, cell):
    cell.value, cell.number_format = 5, "0%"
    assert_reported(book, cell, "显示出来的不是这个数")


def test_fees_stored_in_yuan_and_shown_in_ten_thousands(book):
    sheet = sheet_of(book, "行政事业性收费")
    row, column = find(sheet, "行政事业性收费")
    fees = sheet.cell(row, column + 1)
    fees.value, fees.number_format = 592372449, "0!.0,"
    assert any("592372449" in text for text in errors(read(book)))


def test_a_number_that_is_struck_out(book, cell):
    cell.value, cell.font = 30, Font(strike=True)
    assert_reported(book, cell, "有删除线")


@pytest.mark.parametrize("is_shared", [True, False])
@pytest.mark.parametrize(
    "runs",
    [
        ["21", (InlineFont(vertAlign="superscript"), "1")],
        [(InlineFont(strike=True), "19"), "21"],
    ],
)
def test_a_text_with_marks_of_two_kinds(book, cell, runs, is_shared):
    cell.value = CellRichText(*(TextBlock(*r) if isinstance(r, tuple) else r for r in runs))
    data = shared(saved(book)) if is_shared else saved(book)
    reading = read_file(data, "x.xlsx")
    [problem] = [p for p in reading.problems if p.severity == "error"]
    assert "有删除线、上标、下标" in problem.text.zh
    assert problem.origin.address == cell.coordinate
    assert KEY.table not in reading.reports[0].tables


def shared(data):
    """The workbook with its text of several runs among the shared strings, as Excel saves it."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(output, "w") as target:
        parts = {name: source.read(name).decode() for name in source.namelist()}
        [sheet] = [name for name, part in parts.items() if "<is><r>" in part]
        text = re.search('t="inlineStr"><is>(<r>.*?)</is>', parts[sheet])
        parts[sheet] = parts[sheet].replace(text[0], 't="s"><v>1</v>')
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t/></si><si>{text[1]}</si></sst>'
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{STRINGS}"/></Types>'
        types = "[Content_Types].xml"
        parts[types] = parts[types].replace("</Types>", override)
        for name, part in parts.items():
            target.writestr(name, part)
    return output.getvalue()


def test_bold_parts_of_a_number_do_no_harm(book, cell):
    cell.value = CellRichText(TextBlock(InlineFont(b=True), "2"), "1")
    [report] = read(book).reports
    assert report.report.dataset[KEY].number == 21
    assert KEY.table in report.tables


@pytest.mark.parametrize("number_format", [31, 57, 58])
def test_dates_that_chinese_excel_keeps_without_a_format_of_their_own(book, cell, number_format):
    cell.value = datetime.date(2024, 1, 2)
    cell.number_format = "mm-dd-yy"
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(book))) as source,
        zipfile.ZipFile(output, "w") as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/styles.xml":
                part = part.replace(b'numFmtId="14"', b'numFmtId="%d"' % number_format)
            target.writestr(name, part)
    reading = read_file(output.getvalue(), "x.xlsx")
    assert KEY.table not in reading.reports[0].tables
    assert any("2024-01-02" in text for text in errors(reading))


def test_hidden_columns_are_read_and_said_so(book, cell):
    cell.parent.column_dimensions["E"].hidden = True
    [problem] = read(book).problems
    assert problem.severity == "notice"
    assert "隐藏的列，也已读取：E" in problem.text.zh
