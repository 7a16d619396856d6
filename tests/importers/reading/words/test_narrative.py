"""Running text: the title, the preamble, the prose sections and how to reach the office."""

import pytest

from importers.reading.sheets import Paragraph, Sheet, Workbook
from importers.reading.words.identity import Identity, identity_in
from importers.reading.words.narrative import words_in
from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import Severity, get_format

FORMAT = get_format("cn-2021")
TITLE = "某某局2024年政府信息公开工作年度报告"
PREAMBLE = "根据《条例》，现发布本报告。"
ONE, TWO, THREE, FOUR, FIVE, SIX = (section.heading for section in FORMAT.sections)
TEXTS = [ONE, "总体很好。", TWO, THREE, FOUR, FIVE, "问题不多。", SIX, "没有其他。"]
SECTIONS = {
    "overview": "总体很好。",
    "problems_and_improvements": "问题不多。",
    "other_matters": "没有其他。",
}


def workbook(*lines, sheets=()):
    paragraphs = [
        line if isinstance(line, Paragraph) else Paragraph(line, f"第{i}段")
        for i, line in enumerate(lines, start=1)
    ]
    return Workbook(tuple(sheets), paragraphs=tuple(paragraphs))


def read(*lines, sheets=()):
    book = workbook(*lines, sheets=sheets)
    identity, _problems = identity_in(book, "x.docx")
    return words_in(book, FORMAT, "x.docx", identity)


def replaced(old, *new):
    return [line for text in TEXTS for line in (new if text == old else [text])]


def problems(words, severity):
    return [p.text.zh for p in words.problems if p.severity is severity]


def test_a_whole_report():
    words = read(TITLE, PREAMBLE, *TEXTS)
    assert words.identity == Identity("某某局", 2024)
    assert words.preamble == PREAMBLE
    assert words.sections == SECTIONS
    assert (words.contact, words.problems) == ("", [])


# Titles


@pytest.mark.parametrize(
    "lines",
    [
        ["某某局", "2024年政府信息公开工作年度报告"],
        ["**某某局**", "**2024年**", "**政府信息公开工作年度报告**"],
        ["某某局2024年", "政府信息公开工作年度报告"],
        ["某某局2024年政府信息公开", "工作年度报告"],
        ["2024年政府信息公开工作年度报告", "某某局"],
        ["某某局\n2024年政府信息公开\n工作年度报告"],
    ],
)
def test_a_title_on_several_lines(lines):
    words = read(*lines, PREAMBLE, *TEXTS)
    assert words.identity == Identity("某某局", 2024)
    assert (words.preamble, words.problems) == (PREAMBLE, [])


@pytest.mark.parametrize("beside", ["附件1", "2024年", "各科室：", "（公开件）", PREAMBLE])
def test_what_stands_beside_a_title_is_no_office(beside):
    assert read(beside, "2024年政府信息公开工作年度报告", *TEXTS).identity == Identity(None, 2024)


def test_two_offices_beside_a_title_are_none():
    words = read("甲局", "2024年政府信息公开工作年度报告", "乙局", *TEXTS)
    assert words.identity.agency is None


def test_a_cover_and_dates_are_left_out_and_told():
    lines = ["附件", TITLE, "（2025年1月20日）", TITLE, "二〇二五年一月二十日", PREAMBLE]
    words = read(*lines, *TEXTS)
    assert words.preamble == PREAMBLE
    [told] = problems(words, Severity.NOTICE)
    assert "第1段“附件”、第3段“（2025年1月20日）”、第5段“二〇二五年一月二十日”" in told


def test_without_a_title_the_preamble_begins_with_a_sentence():
    words = read("政府信息公开年报", PREAMBLE, *TEXTS)
    assert words.preamble == PREAMBLE
    assert "政府信息公开年报" in problems(words, Severity.NOTICE)[0]


def test_a_preamble_ends_at_the_first_section_only():
    words = read(TITLE, "某些文字。", *TEXTS[2:])
    assert words.preamble == ""
    assert "某些文字。" in problems(words, Severity.NOTICE)[0]


# Headings


@pytest.mark.parametrize(
    "heading",
    [
        "**一、总体情况**",
        " 一、 总体情况 ",
        "一. 总体情况：",
        "总体情况",
        "1、总体情况",
        "第一部分 总体情况",
    ],
)
def test_headings_as_people_write_them(heading):
    words = read(TITLE, *replaced(ONE, heading))
    assert (words.sections, words.problems) == (SECTIONS, [])


@pytest.mark.parametrize(
    "line", [f"{SIX}：没有其他。", f"**{SIX}：**没有其他。", f"{SIX}\n没有其他。"]
)
def test_text_on_the_line_of_its_heading(line):
    words = read(TITLE, *TEXTS[:-2], line)
    assert (words.sections, words.problems) == (SECTIONS, [])


def test_a_heading_in_other_words_is_told():
    words = read(TITLE, *replaced(FIVE, "五、存在问题和改进措施"))
    assert words.sections == SECTIONS
    assert words.problems[0].severity is Severity.NOTICE
    assert (
        "“五、存在问题和改进措施”按“五、存在的主要问题及改进情况”读取" in words.problems[0].text.zh
    )


def test_a_list_in_a_section_is_no_heading():
    more = ["一、甲", "五、乙", "总体情况", "（一）主动公开政府信息情况", "五、存在的主要问题。"]
    words = read(TITLE, *replaced("总体很好。", *more))
    assert words.sections["overview"] == "\n".join(more)
    assert words.sections["other_matters"] == "没有其他。"


def test_two_places_for_a_section_are_an_error():
    words = read(TITLE, *TEXTS, ONE, "总体也行。")
    assert words.sections.keys() == SECTIONS.keys() - {"overview"}
    [sentence] = problems(words, Severity.ERROR)
    assert "“一、总体情况”不止一处（第2段、第11段）" in sentence


def test_two_places_in_other_words_are_an_error():
    words = read(TITLE, *replaced(FIVE, "五、存在问题", "甲。", "五、改进情况"))
    assert "problems_and_improvements" not in words.sections
    assert "不止一处" in problems(words, Severity.ERROR)[0]


def test_a_typed_table_of_contents():
    contents = ["目　录", f"{ONE}……………1", f"{TWO}\t2", f"{SIX} - 3"]
    words = read(TITLE, *contents, PREAMBLE, *TEXTS)
    assert (words.preamble, words.sections, words.problems) == (PREAMBLE, SECTIONS, [])


def test_missing_prose_is_told_once():
    words = read(TITLE, *TEXTS[:-2])
    [sentence] = problems(words, Severity.WARNING)
    assert sentence == f"没有读到“{SIX}”的文字"


def test_the_words_of_the_form_are_no_text():
    words = read(TITLE, *replaced("总体很好。", "（文字描述）"))
    assert "overview" not in words.sections


def test_headings_keep_no_asterisks_and_runs_do():
    lines = ["**（一）主动公开情况**", "**1.加强领导**", "一是**公开。**及时"]
    words = read(TITLE, *replaced("总体很好。", *lines))
    assert words.sections["overview"].splitlines() == ["（一）主动公开情况", *lines[1:]]


# Tables and pictures among the text


def sheet_for(table, name="表格1"):
    cells = {
        (i, cell.left + 1): cell.text
        for i, row in enumerate(build_grid(table).rows, start=1)
        for cell in row
        if cell.text
    }
    return Sheet(name, cells)


def test_remarks_beside_tables_are_told():
    words = read(TITLE, *replaced(THREE, "备注：甲。", THREE))
    assert words.sections == SECTIONS
    assert "第5段“备注：甲。”" in problems(words, Severity.NOTICE)[0]


def test_a_table_begins_its_section_without_a_heading():
    *_, table = FORMAT.tables.values()
    lines = [ONE, "总体很好。", Paragraph("", sheet="表格1"), "备注。", FIVE, "问题不多。"]
    words = read(TITLE, *lines, SIX, "没有其他。", sheets=[sheet_for(table)])
    assert words.sections == SECTIONS
    assert "备注。" in problems(words, Severity.NOTICE)[0]


def test_other_tables_and_pictures_in_prose_are_told():
    other = Sheet("表格1", {(1, 1): "项目", (1, 2): "3"})
    picture = Paragraph("", "第9段", has_picture=True)
    lines = replaced("总体很好。", "总体很好。", Paragraph("", sheet="表格1"), picture)
    words = read(TITLE, *lines, sheets=[other])
    assert words.sections == SECTIONS
    assert "“表格1”、第9段的图片" in problems(words, Severity.WARNING)[0]


def test_prose_in_cells_and_in_paragraphs_are_two_candidates():
    sheet = Sheet("表格1", {(1, 1): ONE, (2, 1): "总体在表中。"})
    words = read(TITLE, *TEXTS, sheets=[sheet])
    assert "不止一处（第2段、表格）" in problems(words, Severity.ERROR)[0]


# The last lines


@pytest.mark.parametrize(
    "lines",
    [
        ["联系地址：某路1号", "邮编：755000", "联系电话：0955-7630167", "电子邮箱：a@b.cn"],
        ["如对本报告有疑问，请与某某局联系", "联系电话：0955-7630167"],
        ["如有疑问和建议，请与某某局联系（地址：某路1号；邮编：755000）。办公时间：工作日。"],
    ],
)
def test_how_to_reach_the_office(lines):
    words = read(TITLE, *TEXTS, *lines)
    assert words.sections == SECTIONS
    assert words.contact == "\n".join(lines)
    assert words.problems == []


@pytest.mark.parametrize(
    "line",
    [
        "（二）联系方式：地址：某路1号；电话：0955-7630167。",
        "我局公开电话0955-7630167，地址在某路。",
        "本年度接听咨询电话35次。",
        "如有疑问，请与我局联系。",
    ],
)
def test_what_is_not_certainly_a_contact_stays_in_its_section(line):
    words = read(TITLE, *TEXTS, line)
    assert words.sections["other_matters"] == f"没有其他。\n{line}"
    assert words.contact == ""


@pytest.mark.parametrize(
    "signature", [["某某局", "2025年1月20日"], ["2025 年 1 月 20 日"], ["某某局"]]
)
def test_signatures_are_left_out_and_told(signature):
    words = read(TITLE, *TEXTS, *signature, "联系电话：0955-7630167")
    assert words.sections == SECTIONS
    assert words.contact == "联系电话：0955-7630167"
    assert signature[-1] in problems(words, Severity.NOTICE)[0]


def test_text_before_a_signature_is_no_signature():
    words = read(TITLE, *TEXTS, "感谢各单位", "2025年1月20日")
    assert words.sections["other_matters"] == "没有其他。\n感谢各单位"
