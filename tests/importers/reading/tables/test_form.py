"""The official form in .xlsx: found by its labels, exact or reported."""

import datetime

import openpyxl
import pytest

from importers.reading import read_file
from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import Cell, CellKey, Origin
from tests import samples

from ..books import errors, find, load, moved, read, same_cells, saved, sheet_of, unmerged

T2, T3, T4 = "proactive_disclosure", "information_requests", "review_and_litigation"


@pytest.mark.parametrize("name", samples.NAMES)
def test_every_real_report_is_read_exactly(name):
    reading = read_file(samples.workbook(name), "workbook.xlsx")
    assert reading.problems == ()
    assert same_cells(reading, name)


def test_cells_keep_where_they_were_read():
    [report] = read_file(samples.workbook("suqian-2024"), "宿迁.xlsx").reports
    cell = report.report.dataset[CellKey(T3, "granted", "business")]
    assert (cell.number, cell.origin) == (21, Origin("宿迁.xlsx", "Sheet1", "E25"))


def test_the_title_says_whose_report_of_which_year():
    [report] = read_file(samples.workbook("suqian-2024"), "x.xlsx").reports
    assert (report.report.agency, report.report.year) == ("宿迁市人民政府", 2024)


def test_titles_that_contradict_each_other_are_a_problem():
    book = load()
    book.create_sheet("旧").append(["宿迁市人民政府2023年政府信息公开工作年度报告"])
    reading = read(book)
    assert any("互相矛盾" in text for text in errors(reading))
    assert reading.reports[0].report.year is None


@pytest.mark.parametrize(("down", "right"), [(0, 3), (7, 0), (12, 5)])
def test_any_offset_and_any_sheet_names(down, right):
    book = openpyxl.Workbook()
    for i, sheet in enumerate(load("suqian-2023").worksheets):
        moved(sheet, book.create_sheet(f"随便{i}"), down, right)
    assert same_cells(read(book), "suqian-2023")


def test_sheets_in_another_order():
    book = load("city-2025")
    book._sheets.reverse()
    assert same_cells(read(book), "city-2025")


def test_three_tables_below_each_other_without_a_blank_row():
    book, below = openpyxl.Workbook(), 0
    for sheet in load("city-2025").worksheets:
        moved(sheet, book.active, below, 0)
        below += sheet.max_row
    assert same_cells(read(book), "city-2025")


def test_labels_as_people_type_them():
    book = load()
    sheet = book.active
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                text = cell.value.replace("（", "( ").replace("）", ")").replace("1.", "１、")
                cell.value = text.replace("“", '"').replace("”", '"').replace("企业", "\n企业 ")
    assert same_cells(read(book), "suqian-2024")


def test_a_form_without_merged_cells():
    book = load("suqian-2023")
    for sheet in book.worksheets:
        unmerged(sheet)
    assert same_cells(read(book), "suqian-2023")


@pytest.mark.parametrize(
    ("label", "table"),
    [
        ("2.重复申请", T3),
        ("（七）总计", T3),
        ("3.其他", T3),
        ("行政许可", T2),
        ("法律服务机构", T3),
        ("自然人", T3),
        ("现行有效件数", T2),
        ("复议后起诉", T4),
    ],
)
def test_a_missing_row_or_column_keeps_its_table_out_and_no_other(label, table):
    book = load("suqian-2023")
    sheet = sheet_of(book, label)
    row, column = find(sheet, label)
    sheet.cell(row, column).value = None
    reading = read(book)
    assert same_cells(reading, "suqian-2023", {T2, T3, T4} - {table})
    assert errors(reading)
    assert all(sheet.title in text for text in errors(reading))
    assert not [k for k in reading.reports[0].report.dataset.cells if k.table == table]


def test_a_deleted_row_is_named():
    book = load("suqian-2023")
    sheet = sheet_of(book, "2.重复申请")
    sheet.cell(*find(sheet, "2.重复申请")).value = None
    assert any("缺少“2.重复申请”一行" in text for text in errors(read(book)))


def test_a_doubled_row_is_an_error_at_its_cell():
    book = load("suqian-2023")
    sheet = sheet_of(book, "2.重复申请")
    row, column = find(sheet, "3.要求提供公开出版物")
    sheet.cell(row, column).value = "2.重复申请"
    reading = read(book)
    assert any("“2.重复申请”一行出现了 2 次" in text for text in errors(reading))
    assert any(p.origin.address == f"C{row}" for p in reading.problems)
    assert T3 not in reading.reports[0].tables


def test_an_unknown_row_inside_a_table_is_an_error():
    book = load("suqian-2023")
    sheet = sheet_of(book, "四、结转下年度继续办理")
    row, _column = find(sheet, "四、结转下年度继续办理")
    sheet.cell(row + 1, 1, "其中：涉企")
    sheet.cell(row + 1, 4, 2)
    reading = read(book)
    assert any("不属于表中任何一行" in text for text in errors(reading))
    assert same_cells(reading, "suqian-2023", {T2, T4})


def test_an_unknown_column_that_holds_numbers_is_an_error():
    book = load("suqian-2023")
    sheet = sheet_of(book, "总计")
    row, column = find(sheet, "总计")
    sheet.cell(row, column + 1, "备注")
    sheet.cell(row + 3, column + 1, 5)
    assert any("“备注”不是这张表的列" in text for text in errors(read(book)))


def test_a_swapped_pair_of_rows_is_read_by_its_labels():
    book = load("suqian-2023")
    sheet = sheet_of(book, "1.属于国家秘密")
    first, column = find(sheet, "1.属于国家秘密")
    for i in range(column, sheet.max_column + 1):
        one, other = sheet.cell(first, i), sheet.cell(first + 3, i)
        one.value, other.value = other.value, one.value
    assert same_cells(read(book), "suqian-2023")


def test_two_candidates_for_a_table_are_an_error():
    book = load("suqian-2023")
    copy = book.copy_worksheet(sheet_of(book, "行政许可"))
    copy.sheet_state = "hidden"
    reading = read(book)
    assert any("不能确定用哪一张" in text for text in errors(reading))
    assert same_cells(reading, "suqian-2023", {T3, T4})


def test_hidden_sheets_and_rows_are_read_and_said_so():
    book = load("suqian-2023")
    book.worksheets[1].sheet_state = "hidden"
    book.worksheets[0].row_dimensions[4].hidden = True
    reading = read(book)
    assert same_cells(reading, "suqian-2023")
    assert [p.severity for p in reading.problems] == ["notice", "notice"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-1, "是负数"),
        (2.5, "不是整数"),
        ("约30", "不是数字"),
        (True, "不是数字"),
        ("#N/A", "#N/A"),
        (datetime.date(2024, 1, 2), "不是数字"),
    ],
)
def test_a_value_out_of_kind_is_an_error_at_its_cell(value, said):
    book = load("suqian-2023")
    sheet = sheet_of(book, "（一）予以公开")
    row, _column = find(sheet, "（一）予以公开")
    sheet.cell(row, 5).value = value
    reading = read(book)
    [problem] = [p for p in reading.problems if p.severity == "error"]
    assert said in problem.text.zh
    assert problem.origin == Origin("报告.xlsx", sheet.title, f"E{row}")
    assert same_cells(reading, "suqian-2023", {T2, T4})


def test_notes_stay_with_their_number():
    book = load("suqian-2023")
    sheet = sheet_of(book, "规章")
    row, column = find(sheet, "规章")
    sheet.cell(row, column + 1).value = "22（其中修订16件）"
    [report] = read(book).reports
    key = CellKey(T2, "regulations", "issued")
    assert report.report.dataset[key] == Cell(22, note="其中修订16件")


def test_signs_for_nothing_are_blank_and_said_so():
    book = load("shapotou-justice-2022")
    sheet = sheet_of(book, "行政复议")
    sheet.cell(sheet.max_row, 1).value = "/"
    reading = read(book)
    assert same_cells(reading, "shapotou-justice-2022")
    [notice] = reading.problems
    assert (notice.severity, notice.origin.address) == ("notice", f"A{sheet.max_row}")


def test_formulas_without_results_are_summed_if_they_are_plain_sums():
    book = load("suqian-2023")
    sheet = sheet_of(book, "（一）予以公开")
    for row in range(5, 30):
        sheet.cell(row, 10).value = f"=SUM(D{row}:I{row})"
    for column in "DEFGHI":
        sheet[f"{column}28"].value = f"=SUM({column}7:{column}27)"
    sheet["D29"].value = "=D5+D6+0"
    reading = read(book)
    assert [p.origin.address for p in reading.problems if p.severity == "error"] == ["D29", "J29"]
    sheet["D29"].value = samples.numbers("suqian-2023")[T3]["carried_out"]["natural_person"]
    assert same_cells(read(book), "suqian-2023")


def test_formulas_that_contain_themselves_are_errors():
    book = load("suqian-2023")
    sheet = sheet_of(book, "（一）予以公开")
    sheet["D7"].value = "=D8+D9"
    sheet["D8"].value = "=SUM(D7:D7)"
    assert T3 not in read(book).reports[0].tables


def test_a_table_that_is_not_there_is_a_warning():
    book = load("suqian-2023")
    book.remove(sheet_of(book, "行政许可"))
    reading = read(book)
    assert same_cells(reading, "suqian-2023", {T3, T4})
    assert [p.severity for p in reading.problems] == ["warning"]


def test_a_workbook_without_any_table_is_an_error():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    assert read_file(saved(book), "x.xlsx").reports == ()
    assert "没有找到" in errors(read(book))[0]


def test_a_made_up_format_is_read_by_the_same_code(made_up):
    book, truth = openpyxl.Workbook(), {}
    for n, table in enumerate(made_up.tables.values()):
        sheet = book.create_sheet(table.title)
        for i, row in enumerate(build_grid(table).rows, start=3):
            for cell in row:
                value = cell.text
                if cell.key:
                    value = truth[cell.key] = n * 100 + len(truth)
                sheet.cell(i, cell.left + 2).value = value
                if cell.rowspan > 1 or cell.colspan > 1:
                    sheet.merge_cells(
                        start_row=i,
                        start_column=cell.left + 2,
                        end_row=i + cell.rowspan - 1,
                        end_column=cell.left + 1 + cell.colspan,
                    )
    [report] = read(book).reports
    assert report.report.dataset.format_key == "made-up"
    assert {k: c.number for k, c in report.report.dataset.cells.items()} == truth
