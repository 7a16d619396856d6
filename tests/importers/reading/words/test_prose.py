"""The prose sections of a workbook, whose sheets hold headings, texts and tables."""

import openpyxl
import pytest

from importers.reading.problems import Severity
from report_blocks.statutory import get_format

from ..books import errors, load, read

FORMAT = get_format("cn-2021")
TWO = FORMAT.sections[1].heading
ONE, FIVE, SIX = (section.heading for section in FORMAT.prose_sections)
TEXTS = [ONE, "总体很好。", FIVE, "问题不多。", "正在改进。", SIX, "没有其他。"]
SECTIONS = {
    "overview": "总体很好。",
    "problems_and_improvements": "问题不多。\n正在改进。",
    "other_matters": "没有其他。",
}


def book(*lines, column=1):
    """The real tables, and a sheet with these lines, one a cell."""
    book = load()
    sheet = book.create_sheet("文字")
    for row, line in enumerate(lines, start=1):
        sheet.cell(row, column).value = line
    return book


def sections(*lines):
    [report] = (reading := read(book(*lines))).reports
    return report.report.sections, errors(reading)


def test_below_their_headings():
    assert sections(*TEXTS) == (SECTIONS, [])


OTHER_WORDS = [
    "五、政府信息公开工作存在的主要问题及改进情况",
    "五、存在问题和改进措施",
    "存在的主要问题及改进情况",
]


@pytest.mark.parametrize("heading", OTHER_WORDS)
def test_a_heading_in_other_words(heading):
    reading = read(book(*(heading if text == FIVE else text for text in TEXTS)))
    [report] = reading.reports
    assert report.report.sections == SECTIONS
    told = [p.text.zh for p in report.problems if p.severity is Severity.NOTICE]
    assert any(f"按“{FIVE}”读取" in text for text in told) == heading.startswith("五")


def test_a_section_ends_at_a_heading_in_other_words():
    lines = [
        ONE,
        "总体很好。",
        TWO,
        "见表。",
        *TEXTS[2:5],
        "六、其他需要说明的事项",
        "没有其他。",
    ]
    assert sections(*lines) == (SECTIONS, [])


def test_heading_and_text_in_one_cell():
    lines = [f"{ONE}\n总体很好。", f"{FIVE}\n问题不多。", "正在改进。", f"{SIX}：没有其他。"]
    assert sections(*lines) == (SECTIONS, [])


def test_a_heading_over_two_lines_of_a_cell():
    assert sections(*(f"{t[:6]}\n{t[6:]}" if t == FIVE else t for t in TEXTS)) == (SECTIONS, [])


def test_one_section_in_two_places_is_an_error():
    found, said = sections(*TEXTS, ONE, "总体不好。")
    assert said == [f"“{ONE}”不止一处，不能确定用哪一处，请只保留一处"]
    assert found["overview"] == "总体很好。"


def test_a_list_of_contents_is_not_a_second_place():
    assert sections(ONE, FIVE, SIX, *TEXTS) == (SECTIONS, [])


def test_rows_of_a_table_are_no_headings():
    only = openpyxl.Workbook()
    only.active.append(["三、本年度办理结果"])
    only.active.append(["一、本年新收政府信息公开申请数量"])
    only.active.append(["不是第一部分。"])
    assert all(not report.report.sections for report in read(only).reports)
