"""Numbers that Word puts before paragraphs: they stand in no paragraph's text."""

import pytest

from importers.reading.files.word.numbering import chinese

from ...documents import cell, opened, paragraph, table

STYLES = (
    '<w:style w:type="paragraph" w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    "</w:pPr></w:style>"
)


def level(ilvl, kind, text, more=""):
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def numbering(*levels, overrides=""):
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
    )


def numbered(text, ilvl=0, num=1):
    properties = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraph(text, properties)


def texts(*paragraphs, numbering, styles=STYLES):
    workbook = opened("".join(paragraphs), numbering=numbering, styles=styles)
    return [one.text for one in workbook.paragraphs]


HEADINGS = numbering(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
)


def test_levels_begin_anew_below_their_heading():
    lines = [numbered("甲"), numbered("乙", 1), numbered("丙", 1), numbered("丁", 2)]
    lines += [numbered("戊"), numbered("己", 1), numbered("庚", 2)]
    expected = ["一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己", "1.庚"]
    assert texts(*lines, numbering=HEADINGS) == expected


def test_numbers_from_a_style_and_without_one():
    lines = [paragraph("甲", '<w:pStyle w:val="h1"/>'), paragraph("乙"), numbered("丙", num=0)]
    lines += [paragraph("", '<w:pStyle w:val="h1"/>'), paragraph("丁", '<w:pStyle w:val="h1"/>')]
    assert texts(*lines, numbering=HEADINGS) == ["一、甲", "乙", "丙", "二、丁"]


def test_a_list_that_goes_on_and_one_that_starts_anew():
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    going_on = [numbered("甲"), numbered("乙", num=2), numbered("丙")]
    levels = level(0, "decimal", "%1．")
    assert texts(*going_on, numbering=numbering(levels)) == ["1．甲", "2．乙", "3．丙"]
    anew = numbering(levels, overrides=start)
    assert texts(*going_on, numbered("丁", num=2), numbering=anew) == [
        "1．甲", "5．乙", "6．丙", "7．丁"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("decimal", "%1.", "1.甲"),
        ("decimalFullWidth", "%1．", "１．甲"),
        ("decimalEnclosedCircle", "%1", "① 甲"),
        ("upperLetter", "%1.", "A.甲"),
        ("lowerRoman", "(%1)", "(i)甲"),
        ("chineseCounting", "第%1条", "第一条 甲"),
        ("bullet", "\uf0b7", "甲"),
        ("none", "", "甲"),
    ],
)
def test_kinds_of_numbers(kind, text, said):
    assert texts(numbered("甲"), numbering=numbering(level(0, kind, text))) == [said]


def test_a_kind_that_is_not_known_is_told():
    unknown = numbering(level(0, "hebrew1", "%1."))
    workbook = opened(numbered("甲"), numbering=unknown, styles=STYLES)
    assert workbook.paragraphs[0].text == "□甲"
    assert "自动编号" in workbook.remarks[0].zh


def test_a_bold_heading_has_a_bold_number():
    assert texts(numbered("**甲**"), numbering=HEADINGS) == ["**一、甲**"]


def test_labels_of_a_table_are_numbered_too():
    rows = table([[cell(numbered("属于国家秘密")), "1"], [cell(numbered("重复申请")), "2"]])
    [sheet] = opened(rows, numbering=numbering(level(0, "decimal", "%1."))).sheets
    assert (sheet.cells[1, 1], sheet.cells[2, 1]) == ("1.属于国家秘密", "2.重复申请")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (105, "一百零五"), (110, "一百一十")],
)  # fmt: skip
def test_counting_in_chinese(count, said):
    assert chinese(count) == said
