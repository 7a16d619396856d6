"""The many ways in which offices lay out the same form, and what makes a table uncertain."""

import pytest

from importers.reading.labels import normal
from report_blocks.statutory import Severity, get_format

from ..forms import Form, read

FORMAT = get_format("cn-2021")
T2, T3, T4 = FORMAT.tables.values()
TABLES = (T2, T3, T4)


def form_of(*tables, gap=1, top=1, left=1):
    form, row = Form(), top
    for table in tables:
        row = form.add(table, row, left) + gap
    return form


def place_of(form, text):
    return next(place for place, value in form.cells.items() if value == text)


def assert_exact(result, form):
    assert {k: c.number for k, c in result.cells.items()} == form.truth
    assert result.clean == {key.table for key in form.truth}


def errors(result):
    return [p for p in result.problems if p.severity is Severity.ERROR]


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("order", [(T2, T3, T4), (T4, T3, T2), (T3, T4, T2)])
@pytest.mark.parametrize(("gap", "top", "left"), [(0, 1, 1), (1, 9, 4), (4, 2, 11)])
def test_all_tables_on_one_sheet_in_any_order_and_place(merged, order, gap, top, left):
    form = form_of(*order, gap=gap, top=top, left=left)
    if not merged:
        form.unmerge()
    assert_exact(read(FORMAT, form), form)


@pytest.mark.parametrize("merged", [True, False])
def test_tables_side_by_side(merged):
    form = form_of(T3)
    form.add(T2, 1, 13)
    form.add(T4, 1, 20)
    if not merged:
        form.unmerge()
    assert_exact(read(FORMAT, form), form)


def test_tables_without_their_headings():
    form = form_of(*TABLES)
    for table in TABLES:
        del form.cells[place_of(form, table.heading)]
    assert_exact(read(FORMAT, form), form)


def test_labels_repeated_in_every_row_instead_of_merged():
    form = form_of(T3)
    for first, last in list(form.merged):
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                form.cells[row, column] = form.cells[first]
    form.unmerge()
    assert_exact(read(FORMAT, form), form)


def test_words_around_a_table_do_not_matter():
    form = form_of(T3, top=4, left=2)
    form.cells |= {
        (1, 2): "附件1",
        (2, 2): "宿迁市人民政府2024年政府信息公开工作年度报告",
        (3, 11): "单位：件",
        (40, 2): "填报人：张三",
        (40, 5): "2025年1月10日",
    }
    assert_exact(read(FORMAT, form), form)


def test_a_number_beside_the_tables_is_mentioned():
    form = form_of(T3)
    form.cells[20, 14] = 5
    result = read(FORMAT, form)
    assert_exact(result, form)
    [problem] = [p for p in result.problems if p.origin.sheet]
    assert (problem.severity, problem.origin.address) == (Severity.WARNING, "N20")


@pytest.mark.parametrize(
    ("label", "said"),
    [("其中：涉企", "“其中：涉企”的内容不属于表中任何一行"), (None, "不属于表中任何一行")],
)
def test_an_unknown_row_between_the_rows(label, said):
    form = form_of(*TABLES)
    row, column = place_of(form, "2.重复申请")
    form.shift(0, row, 1)
    form.cells |= {(row, column): label, (row, 6): 3}
    result = read(FORMAT, form)
    assert result.placed == {T2.key, T4.key}
    [problem] = errors(result)
    assert said in problem.text.zh
    assert problem.origin.address == f"F{row}"


def test_an_unknown_row_without_content_does_no_harm():
    form = form_of(T3)
    row, column = place_of(form, "2.重复申请")
    form.shift(0, row, 2)
    form.cells[row, column] = "（以下为新增情形）"
    assert_exact(read(FORMAT, form), form)


def test_a_label_under_a_wrong_parent_is_not_certain():
    form = form_of(T3)
    form.cells[place_of(form, "总计")] = "法人或其他组织"
    form.cells[place_of(form, "法人或其他组织")] = "总计"
    assert T3.key not in read(FORMAT, form).placed


def test_equal_labels_without_their_parents_are_not_certain():
    form = form_of(T4)
    del form.cells[place_of(form, "未经复议直接起诉")]
    result = read(FORMAT, form)
    assert result.placed == set()
    assert errors(result)


def test_a_merged_cell_over_two_values():
    form = form_of(T3)
    row, _column = place_of(form, "（一）予以公开")
    form.merged.append(((row, 5), (row, 6)))
    result = read(FORMAT, form)
    assert result.placed == set()
    assert "合并的单元格同时占了" in errors(result)[0].text.zh
    assert errors(result)[0].origin.address == f"E{row}"


def test_a_table_twice_on_one_sheet():
    for table in TABLES:
        form = form_of(table, table)
        result = read(FORMAT, form)
        assert result.placed == set(), table.key
        assert errors(result)


def test_two_sheets_with_the_same_table():
    result = read(FORMAT, form_of(T2, T3), form_of(T4), form_of(T3))
    assert result.placed == {T2.key, T4.key}
    assert "不能确定用哪一张" in errors(result)[0].text.zh


def test_what_is_missing_is_named_with_its_sheet():
    form = form_of(T3)
    del form.cells[place_of(form, "2.重复申请")]
    said = [p.text.zh for p in errors(read(FORMAT, form))]
    assert any("工作表“表0”的“三、" in text and "缺少“2.重复申请”一行" in text for text in said)


@pytest.mark.parametrize(
    "written",
    [
        "3.危及“三安全一稳定”",
        "３．危及“三安全一稳定”",
        '3、危及"三安全一稳定"',
        " 3. 危及\n“三安全\u3000一稳定” ",
        "3。危及‘三安全一稳定’",
        "⒊危及「三安全一稳定」",
        "3.危及三安全一稳定",
        "③危及“三安全一稳定”",
    ],
)
def test_spellings_of_a_label(written):
    assert normal(written) == normal("3.危及“三安全一稳定”")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.其他", "其他"),
        ("（七）总计", "总计"),
        ("一、本年新收", "二、本年新收"),
        ("本年制发件数", "本年废止件数"),
        ("11.其他", "1.其他"),
    ],
)
def test_labels_that_differ(one, other):
    assert normal(one) != normal(other)


@pytest.mark.parametrize("row", [1, 8, 20])
def test_numbers_near_a_table_that_holds_none_may_be_its_own(row):
    form = form_of(T4)
    form.unmerge()
    del form.cells[place_of(form, T4.heading)]
    form.put_line(0, row, form.line(0, 5))
    form.put_line(0, 5, {})
    result = read(FORMAT, form)
    assert result.placed == set()
    assert errors(result)[0].origin.address == f"A{row}"


@pytest.mark.parametrize(("table", "label"), [(T3, "科研机构"), (T2, "本年废止件数")])
def test_a_column_that_is_gone_with_its_numbers(table, label):
    form = form_of(table)
    form.unmerge()
    form.shift(1, place_of(form, label)[1], -1)
    result = read(FORMAT, form)
    assert result.placed == set()
    assert any(f"缺少“{label}”一列" in p.text.zh for p in errors(result))


def test_a_doubled_column_is_named_at_its_second_place():
    form = form_of(T3)
    form.unmerge()
    row, column = place_of(form, "科研机构")
    form.double(1, column)
    [problem] = [p for p in errors(read(FORMAT, form)) if "出现了两次" in p.text.zh]
    assert "“科研机构”一列" in problem.text.zh
    assert problem.origin.address == f"{chr(64 + column + 1)}{row}"
