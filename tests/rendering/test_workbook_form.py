"""The fill-in workbook as an office meets it: locks, inputs, formulas, red cells, verdicts."""

import re
from decimal import Decimal

import pytest

from report_blocks.rendering.grid import Role
from report_blocks.rendering.layout import build_grid
from report_blocks.rendering.workbook import write_template
from report_blocks.rendering.workbook.form import CORRECT, TOP, WRONG
from report_blocks.statutory import Cell, CellKey, Dataset, Report, TableData
from tests import samples
from tests.statutory.tables import check

from .workbooks import FORMAT, SHEETS, T2, T3, T4, opened, report_of


def sheet_of(table, report=None, **options):
    format_ = report.dataset.format if report else FORMAT
    return opened(write_template(format_, report=report), **options)[table.heading]


def places(table):
    """{cell key: A1 address}, counted from the grid and not by the writer."""
    grid = build_grid(table, TableData(table.reference))
    return {
        cell.key: f"{chr(ord('A') + cell.left)}{row}"
        for row, cells in enumerate(grid.rows, start=TOP + 1)
        for cell in cells
        if cell.key
    }


def tables(made_up):
    return [*FORMAT.tables.values(), *made_up.tables.values()]


def blank(table):
    return report_of({}, table.format_key)


def shown(table, report):
    """(verdict, details) below the table, as stored for programs that don't compute."""
    sheet = sheet_of(table, report, data_only=True)
    top = TOP + len(build_grid(table).rows) + 2
    return sheet.cell(top, 1).value, sheet.cell(top + 1, 1).value or ""


def test_the_sheets_stand_in_the_order_of_the_report():
    book = opened(write_template(FORMAT))
    assert book.sheetnames == [
        "填报说明",
        "基本信息",
        *(section.heading for section in FORMAT.sections),
        "联系方式",
        "_meta",
    ]
    assert book["_meta"].sheet_state == "veryHidden"
    assert [[c.value for c in row] for row in book["_meta"].iter_rows()] == [
        ["disclosure-report-template", "1"],
        ["format", "cn-2021"],
    ]


def test_headers_are_merged_as_the_form_prints_them(made_up):
    for table in tables(made_up):
        grid = build_grid(table)
        spans = {
            (row, cell.left + 1, row + cell.rowspan - 1, cell.left + cell.colspan)
            for row, cells in enumerate(grid.rows, start=TOP + 1)
            for cell in cells
            if cell.rowspan > 1 or cell.colspan > 1
        }
        merged = {
            (area.min_row, area.min_col, area.max_row, area.max_col)
            for area in sheet_of(table, blank(table)).merged_cells.ranges
            if TOP < area.min_row <= TOP + len(grid.rows)
        }
        assert merged == spans, table.reference


def test_only_inputs_are_open_and_each_is_validated(made_up):
    for table in tables(made_up):
        sheet, at = sheet_of(table, blank(table)), places(table)
        assert sheet.protection.sheet
        assert not sheet.protection.password
        inputs = {at[key] for key in table.cells if key not in table.computed}
        opened_cells = {
            c.coordinate
            for row in sheet.iter_rows()
            for c in row
            if not c.protection.locked and type(c).__name__ == "Cell"
        }
        assert opened_cells == inputs
        rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
        assert set(rules) == inputs
        for key in table.cells:
            if key in table.computed:
                continue
            rule, kind = rules[at[key]], table.column(key).kind
            assert rule.type == ("whole" if kind.is_whole else "decimal")
            assert rule.errorStyle in (None, "stop")
            assert rule.showErrorMessage
            assert "只能填写" in rule.error
            if not kind.may_be_negative:
                assert (rule.operator, rule.formula1) == ("greaterThanOrEqual", "0")
                assert "不小于 0" in rule.prompt
            else:
                assert rule.formula1.startswith("-")


def test_totals_are_formulas_that_stay_blank_with_their_parts():
    sheet = sheet_of(FORMAT.tables[T3])
    assert sheet["J6"].value == '=IF(COUNT(D6:I6)=0,"",SUM(D6:I6))'
    assert sheet["D29"].value == '=IF(COUNT(D8:D28)=0,"",SUM(D8:D28))'
    assert sheet_of(FORMAT.tables[T3], data_only=True)["J6"].value in (None, "")
    values = sheet_of(FORMAT.tables[T3], samples.report("suqian-2024"), data_only=True)
    assert values["J6"].value == 3525


def test_every_equation_reddens_exactly_its_cells(made_up):
    for table in tables(made_up):
        sheet, at = sheet_of(table, blank(table)), places(table)
        reddened = [
            (set(str(cells.sqref).split()), rule.formula[0])
            for cells in sheet.conditional_formatting
            for rule in cells.rules
        ]
        assert len(reddened) == len(table.instances)
        for instance in table.instances:
            wanted = {at[key] for key in instance.left + instance.right}
            [formula] = [formula for cells, formula in reddened if cells == wanted]
            assert set(re.findall(r"[A-Z]+\d", formula)) == set(), "an address could shift"
    formulas = {
        rule.formula[0].replace("$", "")
        for cells in sheet_of(FORMAT.tables[T3]).conditional_formatting
        for rule in cells.rules
    }
    assert "ROUND(SUM(D6:D7)-(SUM(D29:D30)),6)<>0" in formulas


@pytest.mark.parametrize("name", [n for n in samples.NAMES if n != "shanghai-stcsm-2024"])
@pytest.mark.parametrize("table", [T3, T4])
def test_the_verdict_on_a_correct_report(name, table):
    verdict, details = shown(FORMAT.tables[table], samples.report(name))
    assert (verdict, details) == (CORRECT, "")


def test_the_verdict_says_what_is_wrong_in_words():
    key = CellKey(T3, "granted", "business")
    data = samples.dataset("suqian-2024").with_cells(
        {key: Cell(22), key._replace(column="total"): Cell()}
    )
    verdict, details = shown(FORMAT.tables[T3], Report(data))
    assert verdict == WRONG
    # The row's blank total is computed; those of the columns were stated and stay wrong.
    assert details == (
        "商业企业一列：各项之和 = 74，（七）总计 = 73；"
        "总计一列：各项之和 = 3522，（七）总计 = 3521；"
    )


def test_the_verdict_and_the_engine_name_as_many_equations():
    """One more in each cell that is no total, one at a time, totals left as they were stated."""
    data, table = samples.dataset("suqian-2024"), FORMAT.tables[T4]
    for key in table.cells:
        report = Report(data.with_cells({key: Cell(data[key].number + 1)}))
        _verdict, details = shown(table, report)
        assert details.count("；") == len(check(report)) == 1, key


def test_formulas_are_short_enough_for_excel(made_up):
    data = samples.dataset("suqian-2024")
    noted = {key: Cell(cell.number, note="有说明") for key, cell in data.cells.items()}
    for report in (Report(data), report_of(noted)):
        for sheet in opened(write_template(FORMAT, report=report)):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f" or len(cell.value) < 8192


def test_a_number_with_a_note_counts_in_totals_and_relations():
    key = CellKey(T3, "granted", "business")
    data = samples.dataset("suqian-2024").with_cells({key: Cell(21, note="其中1件")})
    table = FORMAT.tables[T3]
    sheet = sheet_of(table, Report(data))
    assert sheet["E8"].value == "21（其中1件）"
    assert sheet["J8"].value == (
        '=IF(COUNT(D8:I8,FIND("（",E8))=0,"",SUM(D8:I8)+IFERROR(VALUE(LEFT(E8,FIND("（",E8)-1)),0))'
    )
    assert shown(table, Report(data)) == (CORRECT, "")


@pytest.mark.parametrize("content", [Cell(3526), Cell(3525, note="另有1件"), Cell(text="约3525")])
def test_a_total_stated_otherwise_stays_as_stated(content):
    key = CellKey(T3, "new_requests", "total")
    data = samples.dataset("suqian-2024").with_cells({key: content})
    cell = sheet_of(FORMAT.tables[T3], Report(data))["J6"]
    assert cell.data_type != "f"
    assert not cell.protection.locked
    assert cell.value in (3526, "3525（另有1件）", "约3525")


def test_amounts_are_numbers_whatever_their_zeros(made_up):
    value = {key: CellKey("stock", key, "value") for key in ("paper", "ink", "both")}
    data = {value["paper"]: Cell(Decimal("12.50")), value["ink"]: Cell(Decimal("0.1"))}
    sheet = sheet_of(made_up.tables["stock"], report_of(data, "made-up"), data_only=True)
    at = places(made_up.tables["stock"])
    assert {name: sheet[at[key]].value for name, key in value.items()} == {
        "paper": 12.5, "ink": 0.1, "both": 12.6,
    }  # fmt: skip


def test_pages_are_a4_and_a_table_stands_on_one():
    book = opened(write_template(FORMAT))
    for sheet in book.worksheets[:-1]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (1, None)  # 1 is the default, not written
        pages = sheet.page_setup.fitToHeight
        assert pages in ((1, None) if sheet.title in map(SHEETS.get, (T2, T3, T4)) else (0,))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    table = book[SHEETS[T3]]
    assert table.page_setup.orientation == "landscape"
    assert table.print_title_rows == "$3:$5"
    assert table.freeze_panes == "D6"
    assert book[SHEETS[T2]].page_setup.orientation != "landscape"


def test_rows_are_high_enough_for_what_they_hold():
    """A note in a narrow column takes three lines; a plain row is as low as any."""
    key = CellKey(T3, "carried_in", "business")
    data = Dataset("cn-2021", {key: Cell(3, note="其中跨年度办理2件")})
    sheet = sheet_of(FORMAT.tables[T3], Report(data))
    assert sheet.row_dimensions[7].height >= 45
    assert sheet.row_dimensions[6].height < 30
    grid = build_grid(FORMAT.tables[T3])
    assert all(cell.role is not Role.VALUE or cell.text == "" for row in grid.rows for cell in row)
