"""An .xls gives what people see in it, and takes nothing down with it."""

import datetime
import io
import struct

import pytest
import python_calamine
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlwt import CompoundDoc

from importers.reading import read_file
from importers.reading.files.legacy import open_legacy
from importers.reading.files.limits import Limits, Refused
from importers.reading.files.opening import open_file
from importers.reading.tables.shown import disguise
from tests import samples

from ..books import errors, load
from ..hostile_sheets import many_numbers_in_xls
from ..writers import as_xls, saved_xls

STRUCK = xlwt.easyxf("font: struck_out true")
HIGH = xlwt.easyfont("escapement superscript")
# What xlwt writes as the result of every formula: a number that is none.
NO_RESULT = struct.unpack("<d", b"\x03\0\0\0\0\0\xff\xff")[0]
PLAIN = xlwt.easyfont("bold true")


@pytest.fixture
def book():
    return xlwt.Workbook()


@pytest.fixture
def sheet(book):
    return book.add_sheet("表")


def opened(book):
    return open_file(saved_xls(book)).sheets[0]


def formatted(code):
    return xlwt.easyxf(num_format_str=code)


def test_values(book, sheet):
    written = ["3件", 3525, 59237.2449, True, datetime.datetime(2024, 1, 2), -5, "商业\n企业"]
    for row, value in enumerate(written):
        style = formatted("yyyy-m-d") if isinstance(value, datetime.datetime) else formatted("0")
        sheet.write(row, 1, value, style)
    found = opened(book).cells
    assert [found[row, 2] for row in range(1, 8)] == written
    assert found[4, 2] is True
    assert isinstance(found[2, 2], int)


def test_an_error_is_not_blank(book, sheet):
    sheet.row(0).set_cell_error(0, 0x2A)
    assert opened(book).cells == {(1, 1): "#N/A"}


@pytest.mark.parametrize("day", [-3, 9e6])
def test_dates_that_there_are_not(book, sheet, day):
    sheet.write(0, 0, day, formatted("yyyy-mm-dd"))
    assert not isinstance(opened(book).cells[1, 1], int | float)


@pytest.mark.parametrize(
    ("number", "code", "is_disguised"),
    [
        (30000, '0!.0,"万"', True),
        (0.05, "0%", True),
        (7, ";;;", True),
        (35, '0"件"', False),
        (1234, "#,##0", False),
        (0, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', False),
        (35, "General", False),
    ],
)
def test_numbers_and_what_is_shown(book, sheet, number, code, is_disguised):
    sheet.write(0, 0, number, formatted(code))
    assert (disguise(opened(book), (1, 1), "件") is not None) is is_disguised


def test_what_is_struck_out_or_raised(book, sheet):
    sheet.write(0, 0, 5, STRUCK)
    sheet.write_rich_text(1, 0, ("21", ("1", HIGH)))
    sheet.write_rich_text(2, 0, ("21", ("1", PLAIN)))
    sheet.write(3, 0, 5)
    assert opened(book).marked == {(1, 1), (2, 1)}


def test_hidden_sheets_rows_and_columns(book, sheet):
    sheet.write(0, 0, 1)
    sheet.write(1, 1, 1)
    sheet.row(1).hidden = sheet.col(0).hidden = sheet.row(5).hidden = True
    other = book.add_sheet("隐藏")
    other.visibility = 2
    first, second = open_file(saved_xls(book)).sheets
    assert (first.hidden_rows, first.hidden_columns, first.is_hidden) == ({2}, {1}, False)
    assert second.is_hidden


def test_merged_ranges(book, sheet):
    sheet.write_merge(0, 2, 3, 5, "合并")
    assert opened(book).merged == (((1, 4), (3, 6)),)


@pytest.mark.parametrize(
    ("formula", "value"), [("SUM(A1:B1)", 7), ("A1+B1", 7), ("SUM(X1:Y1)", None), ("A1", 3)]
)
def test_plain_sums_that_were_never_calculated(book, sheet, formula, value):
    sheet.write(0, 0, 3)
    sheet.write(0, 1, 4)
    sheet.write(0, 2, xlwt.Formula(formula))
    found = opened(book)
    assert (found.cells.get((1, 3)), found.broken) == (value, {})


@pytest.mark.parametrize("formula", ["A1*2", 'IF(A1>1,"a","b")', "AVERAGE(A1:B1)"])
def test_other_formulas_that_were_never_calculated(book, sheet, formula):
    sheet.write(0, 0, 3)
    sheet.write(0, 2, xlwt.Formula(formula))
    assert set(opened(book).broken) == {(1, 3)}


@pytest.mark.parametrize(
    ("flags", "result", "value"),
    [
        (0, 0.0, 0),
        (0, 9.0, 9),
        (2, 0.0, 3),
        (1, 0.0, 3),
        (2, 9.0, 9),
    ],
)
def test_a_result_of_zero_that_is_to_be_calculated_on_opening(book, sheet, flags, result, value):
    """Libraries write it so: a sum of 3 that reads as 0."""
    sheet.write(0, 0, 3)
    sheet.write(0, 1, xlwt.Formula("SUM(A1:A1)"))
    old = struct.pack("<dH", NO_RESULT, 0)
    data = saved_xls(book).replace(old, struct.pack("<dH", result, flags))
    assert open_file(data).sheets[0].cells[1, 2] == value


@pytest.mark.parametrize(("kind", "is_picture"), [(8, True), (5, False), (0x19, False)])
def test_pictures_are_told_from_charts_and_comments(book, sheet, kind, is_picture):
    sheet.write(0, 0, 1)
    drawing = struct.pack("<HHHHHH", 0x5D, 26, 0x15, 0x12, kind, 1) + bytes(18)
    end = struct.pack("<HH", 0x0A, 0)
    stream = book.get_biff_data()
    assert stream.endswith(end)
    output = io.BytesIO()
    CompoundDoc.XlsDoc().save(output, stream.removesuffix(end) + drawing + end)
    found = open_file(output.getvalue())
    assert (found.sheets[0].has_drawing, found.has_pictures) == (is_picture, is_picture)


@pytest.mark.parametrize("name", samples.NAMES)
def test_calamine_reads_the_same(name):
    data = as_xls(load(name))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for sheet in open_file(data).sheets:
        rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        theirs = {
            (r, c): value
            for r, row in enumerate(rows, start=1)
            for c, value in enumerate(row, start=1)
            if value != ""
        }
        assert theirs == sheet.cells


def test_a_problem_names_its_cell():
    book = load("suqian-2023")
    book.worksheets[1]["E8"] = "约30"
    [problem] = [p for p in read_file(as_xls(book), "报.et").problems if p.severity == "error"]
    assert "约30" in problem.text.zh
    assert (problem.origin.file, problem.origin.sheet) == ("报.et", book.worksheets[1].title)
    assert problem.origin.address == "E8"


@pytest.mark.parametrize(
    "limits", [{"child_bytes": 24 * 1024 * 1024}, {"child_seconds": 0}, {"result_bytes": 100}]
)
def test_a_reader_that_needs_too_much_dies_alone(limits):
    with pytest.raises(Refused):
        open_legacy(many_numbers_in_xls(), Limits(**limits))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_damaged_files_are_read_or_refused(place, damage):
    data = bytearray(as_xls(load("suqian-2023")))
    data[place : place + len(damage)] = damage
    reading = read_file(bytes(data), "x.xls")
    assert reading.reports or errors(reading)
