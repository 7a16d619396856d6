"""Tables that were not made out, and numbers outside of tables: what they may have been."""

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from importers.reading import read_file
from report_blocks.statutory import Severity, get_format

from ..books import errors, find, load, saved, sheet_of
from ..books import read as read_book
from ..forms import Form, read

FORMAT = get_format("cn-2021")
T2, T3, T4 = FORMAT.tables.values()


def form_of(*tables, gap=1):
    form, row = Form(), 1
    for table in tables:
        row = form.add(table, row) + gap
    return form


def place_of(form, text):
    return next(place for place, value in form.cells.items() if value == text)


def problems(result, severity=Severity.ERROR):
    return [p for p in result.problems if p.severity is severity]


@pytest.mark.parametrize("written", [5, "5", "5件", "5（其中2件为重复）", "1,234 件"])
@pytest.mark.parametrize("step", [(0, 2), (0, 3), (1, 0), (2, 0), (4, 0), (9, 0)])
def test_a_number_that_was_typed_outside_of_the_table(written, step):
    form = form_of(T3)
    row, column = max(place for place, value in form.cells.items() if isinstance(value, int))
    del form.cells[row, column]
    form.cells[row + step[0], column + step[1]] = written
    result = read(FORMAT, form)
    assert result.clean == set()
    assert problems(result)[0].origin.address


@pytest.mark.parametrize("gap", [1, 4])
def test_a_second_copy_beside_the_table_of_one_line(gap):
    form = form_of(T4)
    width = max(column for _row, column in form.cells)
    form.add(T4, 1, width + 1 + gap)
    result = read(FORMAT, form)
    assert result.placed == set()
    assert "不止一处" in problems(result)[0].text.zh


def test_a_second_copy_that_lacks_some_rows():
    form = form_of(T3, T3, gap=3)
    for label in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"):
        row, _column = place_of(form, label)
        form.shift(0, row, -1)
    result = read(FORMAT, form)
    assert result.placed == set()
    assert "不止一处" in problems(result)[0].text.zh


def test_a_table_whose_labels_are_gone_is_not_just_absent():
    form, others = form_of(T2), form_of(T3, T4)
    form.cells = {place: v for place, v in form.cells.items() if isinstance(v, int)}
    result = read(FORMAT, form, others)
    assert result.clean == {T3.key, T4.key}
    [problem] = problems(result)
    assert "没有认出“二、" in problem.text.zh
    assert problem.origin.sheet == "表0"


def test_a_table_that_is_only_named_and_one_without_any_trace():
    form = form_of(T3, T4)
    named = Form(cells={(1, 1): T2.heading, (3, 2): 5})
    assert "没有认出" in problems(read(FORMAT, form, named))[0].text.zh
    elsewhere = Form(cells={(1, 1): "邮编", (1, 2): 223800})
    result = read(FORMAT, form, elsewhere)
    assert not problems(result)
    assert "文件中没有“二、" in problems(result, Severity.WARNING)[0].text.zh


def test_prose_without_any_table_names_the_tables_that_are_missing():
    book = load("suqian-2023")
    for sheet in list(book.worksheets)[1:]:
        book.remove(sheet)
    sheet = book.active
    sheet.delete_rows(1, sheet.max_row)
    sheet["A1"], sheet["A2"] = "一、总体情况", "今年工作如下。"
    reading = read_book(book)
    assert reading.reports[0].report.sections == {"overview": "今年工作如下。"}
    assert len([p for p in reading.problems if "文件中没有" in p.text.zh]) == 3


def test_a_header_repeated_in_the_middle_of_the_table():
    form = form_of(T3)
    top, column = place_of(form, "申请人情况")
    bottom, _column = place_of(form, "总计")
    header = [form.line(0, row) for row in range(top, bottom + 2)]
    row, _column = place_of(form, "2.重复申请")
    form.shift(0, row, len(header))
    for i, line in enumerate(header):
        form.put_line(0, row + i, {c: text for c, text in line.items() if c >= column})
    result = read(FORMAT, form)
    assert {k: c.number for k, c in result.cells.items()} == form.truth
    assert result.clean == {T3.key}
    swapped = {"商业企业": "科研机构", "科研机构": "商业企业"}
    form.cells = {
        place: swapped.get(value, value) if place[0] >= row else value
        for place, value in form.cells.items()
    }
    assert read(FORMAT, form).placed == set()


def test_blank_rows_between_labels_and_values():
    form = form_of(T3)
    row, _column = place_of(form, "一、本年新收政府信息公开申请数量")
    form.shift(0, row, 2)
    form.merged = [m for m in form.merged if m[0][0] >= row or m[1][0] < row]
    result = read(FORMAT, form)
    assert {k: c.number for k, c in result.cells.items()} == form.truth


def test_a_column_label_repeated_over_the_cells_it_was_merged_over():
    form = form_of(T2)
    for first, last in list(form.merged):
        if isinstance(form.cells[first], str):
            for column in range(first[1], last[1] + 1):
                form.cells[first[0], column] = form.cells[first]
    form.unmerge()
    result = read(FORMAT, form)
    assert {k: c.number for k, c in result.cells.items()} == form.truth


@pytest.mark.parametrize("digits", ["9" * 5_000, "9" * 5_000 + ".0", "0." + "1" * 5_000])
def test_numbers_too_long_for_any_sheet(digits):
    book = load("suqian-2023")
    sheet = sheet_of(book, "（一）予以公开")
    row, _column = find(sheet, "（一）予以公开")
    sheet.cell(row, 5).value = digits
    reading = read_file(saved(book), "x.xlsx")
    assert T3.key not in reading.reports[0].tables
    assert any("不是数字" in text for text in errors(reading))


def test_one_formula_for_several_cells_without_results():
    book = load("suqian-2023")
    sheet = sheet_of(book, "（一）予以公开")
    row, _column = find(sheet, "（一）予以公开")
    formula = ArrayFormula(f"J{row}:J{row + 1}", f"=SUM(D{row}:I{row})")
    sheet.cell(row, 10).value, sheet.cell(row + 1, 10).value = formula, None
    reading = read_book(book)
    assert T3.key not in reading.reports[0].tables
    assert any("公式没有保存计算结果" in text for text in errors(reading))
