"""Word's tables: every one a sheet, its cells where people see them."""

import pytest

from report_blocks.statutory import Report
from tests import samples

from ...books import errors
from ...documents import (
    GOES_ON,
    PICTURE,
    RAISED,
    RESTART,
    cell,
    document,
    opened,
    paragraph,
    read,
    run,
    statutory_tables,
    table,
    word_table,
)

LIFTED = '<w:position w:val="12"/>'


def sheet_of(rows):
    return opened(table(rows)).sheets[0]


def test_merged_cells_across_and_down():
    wide = cell("甲", '<w:gridSpan w:val="2"/>')
    sheet = sheet_of([[wide, cell("乙", RESTART)], ["1", "2", cell("", GOES_ON)], ["3", "4", "5"]])
    assert sheet.cells == {
        (1, 1): "甲", (1, 3): "乙", (2, 1): "1", (2, 2): "2", (3, 1): "3", (3, 2): "4", (3, 3): "5"
    }  # fmt: skip
    assert set(sheet.merged) == {((1, 1), (1, 2)), ((1, 3), (2, 3))}
    assert sheet.marked == frozenset()


def test_cells_that_old_programs_merge_across():
    start, end = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    sheet = sheet_of([[cell("甲", start), cell("", end), "乙"], ["1", "2", "3"]])
    assert sheet.merged == (((1, 1), (1, 2)),)
    assert sheet.cells[1, 3] == "乙"


def test_a_cell_goes_on_only_one_of_its_own_width():
    wide = f'<w:gridSpan w:val="2"/>{GOES_ON}'
    sheet = sheet_of([[cell("甲", RESTART), "乙", "丙"], [cell("1", wide), "2"]])
    assert sheet.merged == (((2, 1), (2, 2)),)
    assert sheet.cells[2, 1] == "1"


def test_columns_that_a_row_leaves_out():
    rows = table([["甲", "乙", "丙"], ["1"]])
    skipping = '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>'
    head, sep, tail = rows.rpartition("<w:tr>")
    sheet = opened(f"{head}{skipping}{tail}" if sep else "").sheets[0]
    assert sheet.cells[2, 3] == "1"


def test_text_under_a_merged_cell_makes_it_uncertain():
    sheet = sheet_of([[cell("3", RESTART), "甲"], [cell("5", GOES_ON), "乙"]])
    assert sheet.cells[1, 1] == "3"
    assert (1, 1) in sheet.marked


def test_paragraphs_and_breaks_of_a_cell():
    content = paragraph("商业") + paragraph("企\n业")
    assert sheet_of([[cell(content), "x"]]).cells[1, 1] == "商业\n企\n业"


def test_a_cell_in_a_content_control():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('3')}</w:sdtContent></w:sdt>"
    rows = table([["甲", "乙", "丙"], ["1", "2", "x"]]).replace(cell("2"), control)
    assert opened(rows).sheets[0].cells[2, 2] == "3"


def test_a_control_that_nobody_filled_in_is_blank_and_keeps_its_place():
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    empty = cell("单击输入")
    rows = table([["1", empty, "3"]]).replace(empty, prompt.format(empty))
    assert opened(rows).sheets[0].cells == {(1, 1): "1", (1, 3): "3"}


def test_a_table_in_a_cell_is_a_sheet_of_its_own():
    inner = table([["1", "2"]])
    workbook = opened(table([[cell(paragraph("甲") + inner), "乙"]]) + table([["丙", "丁"]]))
    assert [sheet.name for sheet in workbook.sheets] == ["表格1", "表格2", "表格3"]
    assert [sheet.cells[1, 1] for sheet in workbook.sheets] == ["甲", "1", "丙"]
    assert (1, 1) in workbook.sheets[0].marked


def test_a_table_of_one_column_is_a_frame_around_text():
    framed = table([[cell(paragraph("甲") + table([["1", "2"]]))], ["乙"]])
    workbook = opened(framed)
    assert [(p.text, p.sheet) for p in workbook.paragraphs] == [
        ("甲", ""), ("", "表格1"), ("乙", "")
    ]  # fmt: skip
    assert workbook.sheets[0].cells == {(1, 1): "1", (1, 2): "2"}


@pytest.mark.parametrize(
    "content",
    [
        paragraph("35", look="<w:strike/>"),
        paragraph("35", look="<w:dstrike/>"),
        f"<w:p>{run('3')}{run('5', RAISED)}</w:p>",
        f"<w:p>{run('3')}{run('5', LIFTED)}</w:p>",
        f"<w:p>{run('3')}{run('5', '<w:vanish/>')}</w:p>",
        f'<w:p>{run("3")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
        f"<w:p>{PICTURE}</w:p>",
        f"<w:p>{run('3')}{PICTURE}</w:p>",
        f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph('3')}</w:txbxContent>"
        "</v:textbox></w:pict></w:r></w:p>",
        paragraph("3") + table([["5", "6"]]),
    ],
)
def test_a_number_that_people_may_see_otherwise(content):
    sheet = sheet_of([[cell(content), "x"]])
    assert sheet.marked == {(1, 1)}


def test_what_is_switched_off_marks_nothing():
    look = '<w:strike w:val="0"/><w:vertAlign w:val="baseline"/><w:vanish w:val="false"/>'
    sheet = sheet_of([[cell(paragraph("35", look=look)), "x"]])
    assert (sheet.cells[1, 1], sheet.marked) == ("35", frozenset())


def test_a_marked_number_of_the_form_is_an_error():
    tables = statutory_tables(Report(samples.dataset("suqian-2024")))
    body = "".join(word_table(rows) for rows in tables.values())
    fees = str(samples.numbers("suqian-2024")["proactive_disclosure"]["fees"]["amount"])
    struck = body.replace(run(fees), run(fees, "<w:strike/>"))
    reading = read(document(struck))
    [sentence] = errors(reading)
    assert "删除线" in sentence
    assert reading.problems[-1].origin.sheet == "表格1"


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "□"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "①"),
        ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "□"),
        ("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t><w:tab/><w:t>6</w:t></w:r>", "3-5\t6"),
        ("<w:r><w:t>3</w:t><w:br/><w:t>5</w:t></w:r>", "3\n5"),
        ('<w:r><w:t>3</w:t><w:br w:type="page"/><w:t>5</w:t></w:r>', "35"),
        (f"<w:hyperlink>{run('35')}</w:hyperlink><w:smartTag>{run('件')}</w:smartTag>", "35件"),
        (f'<w:fldSimple w:instr="=SUM(ABOVE)">{run("35")}</w:fldSimple>', "35"),
        ("<w:ruby><w:rt><w:r><w:t>sān</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>三</w:t></w:r>"
         "</w:rubyBase></w:ruby>", "三"),
    ],
)  # fmt: skip
def test_what_a_cell_says(inner, said):
    assert sheet_of([[cell(f"<w:p>{inner}</w:p>"), "x"]]).cells[1, 1] == said


def field(code: str, result: str | None) -> str:
    parts = [f"<w:instrText>{code}</w:instrText>"]
    if result is not None:
        parts += ['<w:fldChar w:fldCharType="separate"/>', f"<w:t>{result}</w:t>"]
    ends = '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>'
    return "".join(f"<w:r>{part}</w:r>" for part in (ends[0], *parts, ends[1]))


def test_a_formula_is_its_result_and_without_one_it_is_broken():
    row = [cell(f"<w:p>{field('=SUM(ABOVE)', result)}</w:p>") for result in ("35", None)]
    sheet = sheet_of([row])
    assert sheet.cells == {(1, 1): "35"}
    assert sheet.broken == {(1, 2): "=SUM(ABOVE)"}


def test_hidden_rows_are_told():
    rows = table([["甲", "1"], ["乙", "2"]])
    hidden = rows.replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>", 1)
    assert opened(hidden).sheets[0].hidden_rows == {1}
