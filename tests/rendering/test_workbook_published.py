"""The download of a published report: numbers as numbers, words as printed, nothing run."""

import warnings
from decimal import Decimal

import pytest
from openpyxl.cell.rich_text import CellRichText

from report_blocks.rendering.workbook import write_workbook
from report_blocks.statutory import Cell, CellKey, Dataset, Report
from tests import samples

from .workbooks import SHEETS, T2, T3, TEXTS, opened, report_of, reread

TITLE = "甲局2024年政府信息公开工作年度报告"
NOTED = CellKey(T2, "regulations", "issued")
FEES = CellKey(T2, "fees", "amount")


def lines_of(sheet):
    return [str(row[0].value) for row in sheet.iter_rows() if row[0].value is not None]


def fees_cell(number, **options):
    book = opened(write_workbook(report_of({FEES: Cell(number)}), TITLE), **options)
    return book[SHEETS[T2]]["B16"]


@pytest.mark.parametrize("name", samples.NAMES)
def test_it_reads_back_with_notes(name):
    data = samples.dataset(name).with_cells({NOTED: Cell(22, note="其中修订16件")})
    back = reread(write_workbook(Report(data, **TEXTS), TITLE))
    assert back.dataset == data
    assert (back.agency, back.year) == ("甲局", 2024)
    assert back.sections == {k: t.replace("**", "") for k, t in TEXTS["sections"].items()}


def test_the_words_stand_on_one_sheet_as_in_the_report():
    book = opened(write_workbook(Report(Dataset("cn-2021"), **TEXTS), TITLE), rich_text=True)
    assert book.sheetnames == ["报告正文", SHEETS[T2], SHEETS[T3], *book.sheetnames[3:]]
    assert lines_of(book["报告正文"]) == [
        TITLE,
        "根据《条例》编制。",
        "一、总体情况",
        "（一）主动公开",
        "一是加强管理。及时。",
        "二、主动公开政府信息情况",
        "（见工作表“二、主动公开政府信息情况”）",
        "三、收到和处理政府信息公开申请情况",
        "（见工作表“三、收到和处理政府信息公开申请情况”）",
        "四、政府信息公开行政复议、行政诉讼情况",
        "（见工作表“四、政府信息公开行政复议、行政诉讼情况”）",
        "五、存在的主要问题及改进情况",
        "问题。",
        "改进。",
        "六、其他需要报告的事项",
        "2024年未收取信息处理费。",
    ]
    bold = book["报告正文"]["A5"].value
    assert isinstance(bold, CellRichText)
    assert [piece.text for piece in bold if getattr(piece, "font", None) and piece.font.b] == [
        "加强管理。"
    ]
    assert lines_of(book["联系方式"])[1:] == TEXTS["contact"].splitlines()


def test_notes_are_in_their_cells_and_below_the_table():
    data = samples.dataset("suqian-2024").with_cells({NOTED: Cell(22, note="其中修订16件")})
    sheet = opened(write_workbook(Report(data), TITLE))[SHEETS[T2]]
    assert sheet["B5"].value == "22（其中修订16件）"
    assert lines_of(sheet)[-1] == "注：规章 · 本年制发件数：其中修订16件"


@pytest.mark.parametrize("number", ["59237.2449", "12.50", "0.1", "72755.2578"])
def test_amounts_arrive_as_the_same_numbers_with_their_decimals(number):
    cell = fees_cell(Decimal(number))
    assert isinstance(cell.value, float | int)
    assert Decimal(repr(cell.value)) == Decimal(number)
    assert cell.number_format == "0." + "0" * len(number.partition(".")[2])
    assert reread(
        write_workbook(report_of({FEES: Cell(Decimal(number))}), TITLE)
    ).dataset == Dataset("cn-2021", {FEES: Cell(Decimal(number))})


def test_numbers_beyond_a_spreadsheet_are_kept_as_text():
    assert fees_cell(10**17 + 1).value == "100000000000000001"


def test_blank_is_blank_and_zero_is_zero():
    sheet = opened(write_workbook(report_of({NOTED: Cell(0)}), TITLE))[SHEETS[T2]]
    assert sheet["B5"].value == 0
    assert sheet["C5"].value is None


@pytest.mark.parametrize("evil", ["=1+1", "{=1+1}", "+1", "-1", "@SUM(A1)", "http://example.org"])
def test_texts_are_never_formulas_or_links(evil):
    report = Report(
        Dataset("cn-2021", {NOTED: Cell(1, note=evil), FEES: Cell(text=evil)}),
        agency=evil,
        preamble=evil,
        sections={"overview": f"{evil}\n**{evil}**\n甲**{evil}**"},
        contact=evil,
    )
    book = opened(write_workbook(report, evil))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {evil, f"1（{evil}）", f"甲{evil}"} <= {cell.value for cell in cells}
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


def test_a_made_up_format_is_published_too(made_up):
    data = Dataset("made-up", {key: Cell(number) for number, key in enumerate(made_up.cells)})
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # XlsxWriter warns of what it leaves out
        content = write_workbook(Report(data), "试验")
    assert reread(content).dataset == data


def test_it_is_the_same_every_time():
    report = samples.report("suqian-2024", **TEXTS)
    assert write_workbook(report, TITLE) == write_workbook(report, TITLE)
