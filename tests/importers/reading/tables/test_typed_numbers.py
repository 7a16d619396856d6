"""Numbers as people type them: exact, or an error at their cell."""

import pytest

from report_blocks.statutory import CellKey
from tests import samples

from ..books import errors, find, load, read, same_cells, sheet_of

NAME = "suqian-2023"
T2, T3, T4 = "proactive_disclosure", "information_requests", "review_and_litigation"


def retyped(write):
    """The real form with every number as a text."""
    book = load(NAME)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int):
                    cell.value = write(cell.value)
    return book


@pytest.mark.parametrize(
    "write",
    [
        lambda n: f"{n:,}",
        lambda n: f"{n:,}".replace(",", "，"),
        lambda n: "".join(chr(ord(digit) + 0xFEE0) for digit in str(n)),
        lambda n: f"\u3000{n}\n",
        lambda n: f"{n}件",
        lambda n: f"{n} 个",
        lambda n: f"{n}条",
        lambda n: f"{n}.0",
    ],
)
def test_numbers_as_text(write):
    assert same_cells(read(retyped(write)), NAME)


@pytest.mark.parametrize("unit", ["人", "项", "万", "万件", "百", "元", "%", "家"])
def test_a_word_that_may_change_the_number_is_an_error(unit):
    reading = read(retyped(lambda n: f"{n}{unit}"))
    assert reading.reports[0].tables == set()
    assert any(f"{unit}”不是数字" in text for text in errors(reading))


def test_a_note_behind_each_number():
    reading = read(retyped(lambda n: f"{n}件（其中修订1件）"))
    assert same_cells(reading, NAME)
    cell = reading.reports[0].report.dataset[CellKey(T2, "regulations", "issued")]
    assert cell.note == "其中修订1件"


@pytest.mark.parametrize("sign", ["/", "—", "－", "-", "无", "", "\u3000"])
def test_signs_for_nothing_are_not_zero(sign):
    book = load(NAME)
    sheet = sheet_of(book, "规章")
    row, _column = find(sheet, "规章")
    sheet.cell(row, 3).value = sign
    [report] = read(book).reports
    assert report.tables == {T2, T3, T4}
    assert report.report.dataset[CellKey(T2, "regulations", "repealed")].is_blank


def test_formulas_with_results_and_without():
    book = load(NAME)
    sheet = sheet_of(book, "（一）予以公开")
    for row in range(5, 30):
        sheet.cell(row, 10).value = f"=D{row}+E{row}+F{row}+G{row}+H{row}+I{row}"
    assert same_cells(read(book), NAME)
    sheet.cell(7, 10).value = "=ROUND(D7,0)"
    reading = read(book)
    assert same_cells(reading, NAME, {T2, T4})
    assert any("公式没有保存计算结果" in text for text in errors(reading))


def test_nothing_typed_anywhere_stays_blank():
    book = load(NAME)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float):
                    cell.value = None
    [report] = read(book).reports
    assert report.tables == set(samples.numbers(NAME))
    assert not report.report.dataset.cells
