"""The wide workbook as people and spreadsheets see it; reading it back: tests/importers."""

import io
from decimal import Decimal

import openpyxl
import pytest

from report_blocks.rendering.workbook.wide import (
    DATA_SHEET,
    GUIDE,
    GUIDE_SHEET,
    LONGEST,
    META_SHEET,
    write_wide,
)
from report_blocks.statutory import Cell, CellKey, Dataset, Report, get_format

FORMAT = get_format("cn-2021")
T2, T3, _T4 = FORMAT.tables
GRANTED, FEES = CellKey(T3, "granted", "natural_person"), CellKey(T2, "fees", "amount")
LABELS, KEYS, FIRST = 1, 2, 3


def opened(*reports, format_=FORMAT):
    data = write_wide(format_, [("11321300014318141R", report) for report in reports])
    return openpyxl.load_workbook(io.BytesIO(data))


def report(cells=None, **words):
    return Report(Dataset("cn-2021", cells or {}), "民政局", 2024, **words)


def column(sheet, key):
    return next(cell.column for cell in sheet[KEYS] if cell.value == key)


def test_one_row_a_report_and_one_column_a_cell():
    sheet = opened(report(), report())[DATA_SHEET]
    keys = [cell.value for cell in sheet[KEYS]]
    assert keys[:3] == ["credit_code", "agency", "year"]
    assert keys[3:-5] == [str(key) for key in FORMAT.cells]
    assert keys[-5:] == [
        "preamble",
        *(f"sections/{section.key}" for section in FORMAT.prose_sections),
        "contact",
    ]
    assert sheet.max_row == 4
    assert [cell.value for cell in sheet[FIRST]][:3] == ["11321300014318141R", "民政局", 2024]


def test_labels_tell_equal_columns_apart():
    sheet = opened(report())[DATA_SHEET]
    labels = [cell.value for cell in sheet[LABELS]]
    assert len(set(labels)) == len(labels)
    label = sheet.cell(LABELS, column(sheet, str(GRANTED))).value
    table, row, column_label = label.split("\n")
    assert table == FORMAT.tables[T3].title
    assert row.endswith("（一）予以公开")
    assert column_label.endswith("自然人")


def test_numbers_are_numbers_and_blanks_are_blank():
    change = {GRANTED: Cell(0), FEES: Cell(Decimal("0.07"))}
    sheet = opened(report(change))[DATA_SHEET]
    values = {cell.value: sheet.cell(FIRST, cell.column).value for cell in sheet[KEYS]}
    assert values[str(GRANTED)] == 0
    assert values[str(FEES)] == 0.07
    assert sum(values[str(key)] is not None for key in FORMAT.cells) == 2


def test_negative_numbers_stay_numbers(made_up):
    change = CellKey("stock", "paper", "change")
    one = Report(Dataset("made-up", {change: Cell(-5)}), "民政局", 2030)
    sheet = opened(one, format_=made_up)[DATA_SHEET]
    cell = sheet.cell(FIRST, column(sheet, str(change)))
    assert (cell.value, cell.data_type) == (-5, "n")


@pytest.mark.parametrize("start", ["=", "==", "+", "-", "@", "\t", "＝", "－", "'="])
def test_no_text_is_a_formula(start):
    text = f"{start}1+1"
    sheet = opened(report({GRANTED: Cell(3, note=text)}, preamble=text))[DATA_SHEET]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"n", "s"}
    assert sheet.cell(FIRST, column(sheet, "preamble")).value == f"'{text}"
    assert sheet.cell(FIRST, column(sheet, str(GRANTED))).value == f"3（{text}）"


def test_a_text_that_no_cell_can_hold_is_left_out_and_said():
    words = {"overview": "长" * (LONGEST + 1), "other_matters": "短"}
    book = opened(report(sections=words))
    sheet = book[DATA_SHEET]
    assert sheet.cell(FIRST, column(sheet, "sections/overview")).value is None
    assert sheet.cell(FIRST, column(sheet, "sections/other_matters")).value == "短"
    guide = [row[0] for row in book[GUIDE_SHEET].iter_rows(values_only=True)]
    assert guide[: len(GUIDE)] == list(GUIDE)
    assert guide[-1] == "民政局 2024：一、总体情况（32768 字）"


def test_head_and_names_stay_in_sight():
    sheet = opened(report())[DATA_SHEET]
    assert sheet.freeze_panes == "D3"
    assert sheet.auto_filter.ref.startswith("A2:")
    assert all(sheet.column_dimensions[letter].width > 7 for letter in "ABC")
    assert sheet.row_dimensions[LABELS].height > 60


def test_the_mark_is_hidden():
    book = opened(report())
    assert book[META_SHEET].sheet_state == "veryHidden"
    assert book.active.title == DATA_SHEET


def test_reports_of_another_format_are_refused(made_up):
    with pytest.raises(ValueError, match="made-up"):
        opened(report(), format_=made_up)


def test_no_reports_at_all():
    assert opened()[DATA_SHEET].max_row == KEYS
