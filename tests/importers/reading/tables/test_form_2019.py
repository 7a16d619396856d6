"""The form of 2019 and that of 2021: each read exactly, neither ever taken for the other."""

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.reading import read_file
from importers.reading.sheets import Workbook
from importers.reading.tables.extract import extract
from importers.reading.tables.fitting import best_format
from report_blocks.statutory import Cell, CellKey, Origin, get_format
from tests import earlier, samples
from tests.earlier import AMOUNT, T2, T3, T4

from ..books import errors, find, read, saved
from ..forms import Form

FORMATS = [get_format("cn-2019"), get_format("cn-2021")]
SHEET = {key: table.heading for key, table in FORMATS[0].tables.items()}
DATA = earlier.dataset()


def key(row, column):
    return CellKey(T2, row, column)


def only(reading):
    [report] = reading.reports
    return report


def test_a_report_of_2020_is_read_exactly():
    reading = read(earlier.printed(DATA, typed={AMOUNT: "25.1万元"}))
    assert reading.problems == ()
    report = only(reading)
    assert (report.report.agency, report.report.year) == (earlier.AGENCY, 2020)
    assert report.report.dataset == DATA
    assert report.tables == {T2, T3, T4}


def test_signs_and_units_as_offices_write_them():
    typed = {
        key("licensing", "change"): "减3",
        key("other_services", "change"): "+0",
        key("penalties", "change"): "增12",
        key("coercion", "change"): "－１",
        key("fees", "change"): "+2项",
        AMOUNT: "251000元",
    }
    reading = read(earlier.printed(DATA, typed=typed))
    assert reading.problems == ()
    assert only(reading).report.dataset == DATA.with_cells({AMOUNT: Cell(251000, note="单位：元")})


@pytest.mark.parametrize(
    ("typed", "said"), [("3（减）", "不是数字"), ("+5/-3", "不是数字"), (2.5, "不是整数")]
)
def test_a_change_of_uncertain_sign_keeps_its_table_out(typed, said):
    place = key("penalties", "change")
    reading = read(earlier.printed(DATA, typed={place: typed, AMOUNT: 0}))
    [problem] = reading.problems
    assert said in problem.text.zh
    assert problem.origin == Origin("报告.xlsx", SHEET[T2], "C12")
    assert only(reading).tables == {T3, T4}


def test_a_negative_number_is_for_changes_only():
    reading = read(earlier.printed(DATA, typed={key("licensing", "decisions"): -3, AMOUNT: 0}))
    assert errors(reading) == ["行政许可 · 处理决定数量：-3 是负数"]


def test_an_amount_without_its_unit_is_read_and_said_so():
    reading = read(earlier.printed(DATA, typed={AMOUNT: 6944.93}))
    [problem] = reading.problems
    assert (problem.severity, problem.origin.address) == ("warning", "C19")
    assert "没有写明单位" in problem.text.zh
    report = only(reading)
    assert report.tables == {T2, T3, T4}
    assert str(report.report.dataset[AMOUNT].number) == "6944.93"


@pytest.mark.parametrize(
    ("label", "written", "table"),
    [
        ("规章", "规章（设区的市、自治州人民政府应提供相关数据）", T2),
        ("采购总金额", "采购总金额（万元）", T2),
        ("本年增/减", "本年增减数", T2),
        ("规范性文件", "行政规范性文件", T2),
        ("对外公开总数量", "现行有效件数", T2),
        ("（六）其他处理", "（六）其他", T3),
        ("3.补正后申请内容仍不明确", "3.补正后申请内容不明确", T3),
    ],
)
def test_a_label_as_some_reports_have_it_is_a_problem_that_names_it(label, written, table):
    book = earlier.printed(DATA, typed={AMOUNT: 0})
    sheet = book[SHEET[table]]
    sheet.cell(*find(sheet, label)).value = written
    reading = read(book)
    assert any(f"“{label}”" in text and sheet.title in text for text in errors(reading))
    assert only(reading).report.dataset.format_key == "cn-2019"
    assert only(reading).tables == {T2, T3, T4} - {table}


@pytest.mark.parametrize(
    ("table", "below", "name", "value"),
    [
        (T2, "规范性文件", "其他主动公开文件", 186),  # as a city asked its offices for
        (T2, "行政处罚", "其中：警告", "增3"),
        (T3, "四、结转下年度继续办理", "其中：涉企", 2),
        (T3, "2.重复申请", "其中：同一申请人", 5),
    ],
)
def test_an_unknown_row_inside_a_table_is_an_error_at_its_place(table, below, name, value):
    book = earlier.printed(DATA, typed={AMOUNT: 0})
    sheet = book[SHEET[table]]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    row, column = find(sheet, below)
    sheet.insert_rows(row + 1)
    sheet.cell(row + 1, column).value = name
    sheet.cell(row + 1, 5 if table == T3 else 2).value = value
    reading = read(book)
    [problem] = [p for p in reading.problems if p.severity == "error"]
    assert problem.origin == Origin(
        "报告.xlsx", sheet.title, f"{'E' if table == T3 else 'B'}{row + 1}"
    )
    assert f"“{name}”的内容不属于表中任何一行" in problem.text.zh
    assert only(reading).tables == {T2, T3, T4} - {table}


def test_table_two_of_2019_in_a_report_of_2023_is_no_table_of_either():
    """As a county bureau published it: no number of table three may come under another name."""
    data = samples.dataset("suqian-2023")
    book = earlier.printed(data, "甲局2023年政府信息公开工作年度报告")
    book.remove(book[SHEET[T2]])
    earlier.print_table(
        book.create_sheet(SHEET[T2]),
        FORMATS[0].tables[T2],
        {key: cell.number for key, cell in DATA.cells.items()},
    )
    report = only(read(book))
    assert (report.report.dataset.format_key, report.report.year) == ("cn-2019", 2023)
    assert T3 not in report.placed
    assert any(SHEET[T3] in text for text in errors(read(book)))


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.key)
def test_the_title_s_year_does_not_make_it_another_form(format_):
    data = DATA if format_ is FORMATS[0] else samples.dataset("suqian-2023")
    for year in (2018, 2020, 2023):
        reading = read(earlier.printed(data, f"甲局{year}年政府信息公开工作年度报告"))
        assert only(reading).report.dataset.format_key == format_.key
        assert only(reading).report.year == year


def test_table_four_alone_is_that_of_its_year():
    """It is the same in both; nothing else can tell."""
    for year, wanted in ((2019, "cn-2019"), (2020, "cn-2019"), (2021, "cn-2021")):
        book = earlier.printed(DATA, f"甲局{year}年政府信息公开工作年度报告")
        book.remove(book[SHEET[T2]])
        book.remove(book[SHEET[T3]])
        report = only(read_file(saved(book), "x.xlsx"))
        assert (report.report.dataset.format_key, report.tables) == (wanted, {T4})


# A page of 2019 that copied the form in Word: lines of header and values do not meet.
TITLE, HEADER, VALUES, HALVES = (5,), (1, 1, 2, 1), (1, 2, 1, 1), (1, 2, 2)
CROOKED = [
    (TITLE, "第二十条第（一）项"),
    (HEADER, "信息内容", "本年新\n制作数量", "本年新\n公开数量", "对外公开总数量"),
    (HEADER, "规章", 11, 12, 13),
    (HEADER, "规范性文件", 14, 15, 16),
    (TITLE, "第二十条第（五）项"),
    (HEADER, "信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
    (VALUES, "行政许可", 17, -3, 19),
    (VALUES, "其他对外管理服务事项", 20, 0, 22),
    (TITLE, "第二十条第（六）项"),
    (HEADER, "信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
    (VALUES, "行政处罚", 23, 12, 25),
    (VALUES, "行政强制", 26, -1, 28),
    (TITLE, "第二十条第（八）项"),
    (HALVES, "信息内容", "上一年项目数量", "本年增/减"),
    (HALVES, "行政事业性收费", 29, 2),
    (TITLE, "第二十条第（九）项"),
    (HALVES, "信息内容", "采购项目数量", "采购总金额"),
    (HALVES, "政府集中采购", 31, "25.1万元"),
]


def test_values_under_a_header_with_other_borders_are_never_shifted():
    book = openpyxl.Workbook()
    for row, (widths, *values) in enumerate(CROOKED, start=1):
        left = 1
        for width, value in zip(widths, values, strict=True):
            book.active.cell(row, left).value = value
            book.active.merge_cells(None, row, left, row, left + width - 1)
            left += width
    reading = read(book)
    [report] = reading.reports
    assert all(DATA[key] == cell for key, cell in report.report.dataset.cells.items())
    assert report.tables == {T2} or errors(reading)


def form_of(tables, merged):
    form, row = Form(), 1
    for table in tables:
        row = form.add(table, row) + 1
    if not merged:
        form.unmerge()
    return form


def read_as_either(form):
    workbook = Workbook((form.sheet(),))
    format_ = best_format(FORMATS, workbook, None)
    return format_, extract(workbook, format_, "x.xlsx") if format_ else None


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.key)
def test_a_table_that_differs_between_them_tells_them_apart(format_, merged):
    for tables in ([T2], [T3], [T2, T4], [T3, T4], [T2, T3, T4]):
        form = form_of([format_.tables[name] for name in tables], merged)
        found, result = read_as_either(form)
        assert found is format_
        assert result.clean == set(tables)
        assert {k: c.number for k, c in result.cells.items()} == form.truth


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.key)
def test_no_single_label_that_is_missing_makes_it_the_other(format_):
    form = form_of(format_.tables.values(), merged=False)
    for place in [place for place, value in form.cells.items() if isinstance(value, str)]:
        label = form.cells.pop(place)
        found, result = read_as_either(form)
        assert found is format_, label
        assert all(form.truth[key] == cell.number for key, cell in result.cells.items()), label
        form.cells[place] = label


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FORMATS), st.booleans(), st.sampled_from([T2, T3, None]), st.data())
def test_a_third_of_the_labels_missing_is_a_problem_and_not_the_other_format(
    format_, merged, only_table, data
):
    tables = [format_.tables[only_table]] if only_table else list(format_.tables.values())
    form = form_of(tables, merged)
    labels = sorted(place for place, value in form.cells.items() if isinstance(value, str))
    gone = data.draw(st.permutations(labels))[: len(labels) // 3]
    for place in gone:
        del form.cells[place]
    found, result = read_as_either(form)
    if found is None:
        return
    assert any(problem.severity == "error" for problem in result.problems)
    assert found is format_ or not result.placed
    assert all(form.truth[key] == cell.number for key, cell in result.cells.items())
