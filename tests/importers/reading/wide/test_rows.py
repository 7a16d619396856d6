"""Rows of the wide workbook: what refuses one of them, and what is read all the same."""

import datetime

import pytest
from openpyxl.styles import Font

from report_blocks.statutory import Cell, CellKey

from .sheets import CODES, FIRST, SECOND, Book, errors, reports, said

T3 = "information_requests"
GRANTED = CellKey(T3, "granted", "business")
REPORTS = [report for _code, report in reports()]


def read_reports(reading):
    return [one.report for one in reading.reports]


@pytest.mark.parametrize(
    "value",
    ["约30", -1, 2.5, True, "#N/A", "1e3", "12 34", datetime.date(2024, 1, 2), 10**16],
)
def test_a_value_that_is_no_proper_number_refuses_its_row_only(value):
    book = Book()
    cell = book.at(FIRST, str(GRANTED))
    cell.value = value
    first, second = book.read().reports
    [problem] = first.problems
    assert problem.severity == "error"
    assert problem.origin.address == cell.coordinate
    assert T3 not in first.tables
    assert (second.report, second.problems) == (REPORTS[1], ())


@pytest.mark.parametrize("value", ["３", " 3 ", "3件"])
def test_numbers_as_people_type_them(value):
    book = Book()
    book.at(FIRST, str(GRANTED)).value = value
    [first, _second] = book.read().reports
    assert first.report.dataset[GRANTED] == Cell(3)
    assert first.problems == ()


def test_signs_for_nothing_are_blank_and_it_is_said():
    book = Book()
    book.at(FIRST, str(GRANTED)).value = "—"
    [first, _second] = book.read().reports
    assert GRANTED not in first.report.dataset.cells
    [problem] = first.problems
    assert (problem.severity, "空白" in problem.text.zh) == ("notice", True)


def test_a_formula_without_result():
    book = Book()
    book.at(FIRST, str(GRANTED)).value = "=SUM(D3:E3)"
    [first, _second] = book.read().reports
    assert "公式没有保存计算结果" in first.problems[0].text.zh
    assert T3 not in first.tables


def test_a_number_shown_as_another_one():
    book = Book()
    book.at(FIRST, str(GRANTED)).number_format = '0!.0,"万"'
    [first, _second] = book.read().reports
    assert "数字格式" in first.problems[0].text.zh


def test_a_number_struck_out():
    book = Book()
    book.at(FIRST, str(GRANTED)).font = Font(strike=True)
    [first, _second] = book.read().reports
    assert "删除线" in first.problems[0].text.zh


def test_merged_cells():
    book = Book()
    row = book.sheet[SECOND]
    book.sheet.merge_cells(f"{row[5].coordinate}:{row[6].coordinate}")
    first, second = book.read().reports
    assert first.problems == ()
    assert "合并" in second.problems[0].text.zh


def test_an_office_twice():
    book = Book()
    for key in ("credit_code", "year"):
        book.at(SECOND, key).value = book.at(FIRST, key).value
    reading = book.read()
    assert [len(one.problems) for one in reading.reports] == [1, 1]
    assert all("不能确定用哪一行" in text for text in errors(reading))


def test_an_office_twice_by_name_where_a_code_is_missing():
    book = Book()
    for key in ("agency", "year"):
        book.at(SECOND, key).value = book.at(FIRST, key).value
    book.at(SECOND, "credit_code").value = None
    assert len(errors(book.read())) == 2


def test_two_offices_of_the_same_name():
    book = Book()
    for key in ("agency", "year"):
        book.at(SECOND, key).value = book.at(FIRST, key).value
    assert errors(book.read()) == []


def test_the_same_office_in_two_years():
    book = Book()
    for key in ("agency", "credit_code"):
        book.at(SECOND, key).value = book.at(FIRST, key).value
    assert errors(book.read()) == []


def test_a_row_that_names_no_office():
    book = Book()
    for key in ("agency", "credit_code"):
        book.at(SECOND, key).value = None
    _first, second = book.read().reports
    assert "没有写明是哪个行政机关" in second.problems[0].text.zh


def test_a_row_that_only_names_the_office_is_not_read():
    """Everything blank would erase a report; it rather was not filled in."""
    book = Book()
    for column in range(4, book.sheet.max_column + 1):
        book.sheet.cell(SECOND, column).value = None
    reading = book.read()
    assert read_reports(reading) == REPORTS[:1]
    assert said(reading, "notice") == [("A4", "有 1 行没有填写数据，没有读取：第 4 行")]


@pytest.mark.parametrize("year", [2024, "2024", "２０２４年", "2024年度"])
def test_years_as_people_type_them(year):
    book = Book()
    book.at(FIRST, "year").value = year
    [first, _second] = book.read().reports
    assert (first.report.year, first.problems) == (2024, ())


@pytest.mark.parametrize("year", ["去年", 24, "20 24", 2024.5])
def test_what_is_no_year(year):
    book = Book()
    book.at(FIRST, "year").value = year
    [first, _second] = book.read().reports
    assert first.report.year is None
    assert "不是年份" in first.problems[0].text.zh


def test_a_code_that_is_a_number_has_lost_its_end():
    book = Book()
    book.at(FIRST, "credit_code").value = 113213000143181412
    [first, _second] = book.read().reports
    assert "末几位可能已丢失" in first.problems[0].text.zh


def test_codes_as_people_type_them():
    book = Book()
    book.at(FIRST, "credit_code").value = " 11321300014318141ｒ "
    [first, _second] = book.read().reports
    assert first.agency_code == CODES[0]


def test_a_text_that_is_a_failed_formula():
    book = Book()
    book.at(FIRST, "sections/overview").value = "#N/A"
    [first, _second] = book.read().reports
    assert "公式没有结果" in first.problems[0].text.zh


def test_hidden_rows_and_columns_are_read_and_it_is_said():
    book = Book()
    book.sheet.row_dimensions[FIRST].hidden = True
    book.sheet.column_dimensions[book.at(FIRST, str(GRANTED)).column_letter].hidden = True
    reading = book.read()
    assert read_reports(reading) == REPORTS
    assert len([text for _at, text in said(reading, "notice") if "隐藏" in text]) == 2
