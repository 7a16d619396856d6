"""The form as people type it into a workbook: read exactly where no doubt remains."""

import pytest

from report_blocks.statutory import get_format

from ..books import errors, find, load, read, same_cells, sheet_of, unmerged
from ..forms import Form
from ..forms import read as read_form

NAME = "suqian-2023"
T2, T3, T4 = "proactive_disclosure", "information_requests", "review_and_litigation"
TABLES = get_format("cn-2021").tables


def form_of(table):
    form = Form()
    form.add(TABLES[table])
    return form


def assert_exact(form, *tables):
    result = read_form(get_format("cn-2021"), form)
    assert [p.text.zh for p in result.problems if p.severity == "error"] == []
    assert result.clean == {*tables}
    assert {key: cell.number for key, cell in result.cells.items()} == form.truth


def replaced(old, new):
    """The real form with something in its labels written otherwise."""
    book = load(NAME)
    cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row]
    found = [cell for cell in cells if isinstance(cell.value, str) and old in cell.value]
    assert found
    for cell in found:
        cell.value = cell.value.replace(old, new)
    return book


# Blank columns and rows


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize(("table", "columns"), [(T2, 4), (T3, 10), (T4, 15)])
def test_blank_columns_anywhere_in_a_table(table, columns, merged):
    for at in range(2, columns + 1):
        for count in (1, 2, 3):
            form = form_of(table)
            if not merged:
                form.unmerge()
            form.shift(1, at, count)
            assert_exact(form, table)


def test_a_blank_column_after_each():
    form = form_of(T4)
    form.unmerge()
    for at in range(15, 1, -1):
        form.shift(1, at, 1)
    assert_exact(form, T4)


def test_a_table_does_not_go_on_across_many_blank_columns():
    form = form_of(T3)
    form.unmerge()
    form.shift(1, 9, 4)
    assert read_form(get_format("cn-2021"), form).placed == set()


@pytest.mark.parametrize("gap", [1, 2, 3])
@pytest.mark.parametrize("label", ["商业企业", "科研机构", "总计"])
def test_a_table_does_not_take_a_column_it_lacks_from_the_one_beside_it(gap, label):
    form = form_of(T3)
    form.add(TABLES[T3], 1, 11 + gap)
    form.unmerge()
    column = min(c for (_r, c), value in form.cells.items() if value == label)
    for place in [place for place in form.cells if place[1] == column]:
        del form.cells[place]
    assert read_form(get_format("cn-2021"), form).placed == set()


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("rows", [1, 2])
def test_blank_rows_between_the_header_of_table_four_and_its_values(rows, merged):
    form = form_of(T4)
    if not merged:
        form.unmerge()
    form.shift(0, 5, rows)
    assert_exact(form, T4)


@pytest.mark.parametrize("rows", [1, 2])
def test_below_a_blank_row_every_value_must_be_there(rows):
    form = form_of(T4)
    form.shift(0, 5, rows)
    del form.cells[5 + rows, 7]
    result = read_form(get_format("cn-2021"), form)
    assert result.placed == set()
    assert any(p.severity == "error" for p in result.problems)


# Labels


@pytest.mark.parametrize(
    "written",
    ["（万元）", "(万元)", "（单位:万元）", "单位：万元", " ( 单位： 万元 ) ", "\n（万元）"],
)
def test_the_unit_of_an_amount_however_it_is_said(written):
    assert same_cells(read(replaced("（单位：万元）", written)), NAME)


@pytest.mark.parametrize("written", ["", "（元）", "（单位：元）", "（亿元）", "（万）"])
def test_another_unit_or_none_is_not_the_same_column(written):
    reading = read(replaced("（单位：万元）", written))
    assert same_cells(reading, NAME, {T3, T4})
    assert any("不是这张表的列" in text for text in errors(reading))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.", "1．"), ("1.", "1、"), ("1.", " 1 . "), ("1.", "（1）"), ("1.", "1）"),
        ("（一）", "(一)"), ("（一）", "㈠"), ("一、", "一．"),
        ("“三安全一稳定”", '"三安全一稳定"'), ("“三安全一稳定”", "『三安全一稳定』"),
        ("法律行政法规", "法律、行政法规"), ("、行政机关", "，\n行政机关"),
        ("本年制发件数", "本年制发件数（件）"), ("自然人", "自然人（单位：件）"),
        ("申请数量", "申请数量（件）"), ("行政事业性收费", "行政事业性收费（万元）"),
        ("（区分处理的，只计这一情形，不计其他情形）", ""),
        ("不予公开", "不 予\n公\u3000开"), ("（七）总计", "（七）合计"), ("总计", "合计"),
        ("总计", "合计（件）"),
    ],
)  # fmt: skip
def test_labels_written_otherwise(old, new):
    assert same_cells(read(replaced(old, new)), NAME)


@pytest.mark.parametrize(
    ("old", "new"), [("（七）总计", "（七）小计"), ("1.属于", "属于"), ("自然人", "自然人（人）")]
)
def test_labels_that_may_mean_another_thing_are_not_read(old, new):
    assert errors(read(replaced(old, new)))


def split(label, at, *, down):
    """The real form, unmerged, with a label split over two rows or two columns."""
    book = load(NAME)
    sheet = sheet_of(book, label)
    row, column = find(sheet, label)
    unmerged(sheet)
    after = (row + 1, column) if down else (row, column + 1)
    if down and sheet.cell(*after).value is not None:
        sheet.insert_rows(row + 1)
    assert sheet.cell(*after).value is None
    sheet.cell(*after).value = label[at:]
    sheet.cell(row, column).value = label[:at]
    return book


@pytest.mark.parametrize(
    ("label", "at", "down"),
    [
        ("（三）不予公开", 5, True),
        ("（一）予以公开", 4, False),
        ("3.危及“三安全一稳定”", 5, True),
        ("2.重复申请", 3, True),
        ("一、本年新收政府信息公开申请数量", 6, True),
        ("四、结转下年度继续办理", 6, False),
        ("社会公益组织", 4, True),
        ("自然人", 1, True),
        ("行政诉讼", 2, False),
        ("未经复议直接起诉", 4, True),
        ("本年处理决定数量", 2, False),
    ],
)
def test_labels_split_over_two_cells(label, at, down):
    assert same_cells(read(split(label, at, down=down)), NAME)


def test_a_split_label_beside_a_whole_one_is_doubled():
    book = load(NAME)
    sheet = sheet_of(book, "2.重复申请")
    unmerged(sheet)
    row, column = find(sheet, "3.要求提供公开出版物")
    sheet.insert_rows(row, 2)
    sheet.cell(row, column).value, sheet.cell(row + 1, column).value = "2.重复", "申请"
    reading = read(book)
    assert any("“2.重复申请”一行出现了 2 次" in text for text in errors(reading))
    assert same_cells(reading, NAME, {T2, T4})


def test_values_beside_the_second_part_of_a_split_label_are_not_guessed_at():
    book = split("2.重复申请", 3, down=True)
    sheet = sheet_of(book, "2.重")
    row, _column = find(sheet, "2.重")
    for column in range(4, 11):
        sheet.cell(row + 1, column).value = sheet.cell(row, column).value
        sheet.cell(row, column).value = None
    reading = read(book)
    assert same_cells(reading, NAME, {T2, T4})
    assert errors(reading)


# Rows, columns and words around


@pytest.mark.parametrize("columns", [(6, 7), (6, 9), (7, 8)])
def test_columns_in_another_order(columns):
    form = form_of(T3)
    form.unmerge()
    form.swap(1, *columns)
    assert_exact(form, T3)


def test_groups_of_rows_in_another_order():
    form = form_of(T3)
    form.unmerge()
    first = next(r for (r, _c), v in form.cells.items() if v == "1.属于国家秘密")
    rows = [form.line(0, first + i) for i in range(8)]
    parent = rows[0].pop(2)
    rows.reverse()
    rows[0][2] = parent
    for i, line in enumerate(rows):
        form.put_line(0, first + i, line)
    assert_exact(form, T3)


def test_notes_below_and_above_the_table():
    book = load(NAME)
    for sheet in book.worksheets:
        last = sheet.max_row
        sheet.cell(last + 2, 1).value = "注：1.以上数据截至2024年12月31日；2.共35件。"
        sheet.cell(last + 3, 1).value = "填表人：张三"
        sheet.cell(last + 3, 3).value = "联系电话：0527-84368000"
    assert same_cells(read(book), NAME)
