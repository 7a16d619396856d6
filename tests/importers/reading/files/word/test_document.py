"""Word documents as whole reports, and those that are refused."""

import io
import zipfile
from pathlib import Path

import pytest

from importers.reading import read_file
from importers.reading.files.limits import Limits
from importers.reading.files.word.document import open_document
from report_blocks.statutory import Dataset, Report
from tests import samples

from ...books import errors, same_cells
from ...documents import (
    PICTURE,
    cell,
    document,
    opened,
    paragraph,
    read,
    run,
    statutory_tables,
    table,
    word_table,
    written,
)
from ..test_hostile import read_in_child

DATA = Path(__file__).parents[4] / "data"
AGENCY, YEAR = "测试市人民政府", 2024


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_published_report_is_read_exactly(name):
    reading = read(written(Report(samples.dataset(name), agency=AGENCY, year=YEAR)))
    assert same_cells(reading, name)
    assert errors(reading) == []
    assert (reading.reports[0].report.agency, reading.reports[0].report.year) == (AGENCY, YEAR)


def test_a_whole_report_is_read_exactly_prose_and_all():
    [truth] = read_file(samples.filled(), "填报.xlsx").reports
    reading = read(written(truth.report))
    assert reading.problems == ()
    assert reading.reports[0].report == truth.report


def test_the_official_form_is_blank_and_complete():
    """Copied from the State Council office's own form, as offices pass it on."""
    reading = read((DATA / "official-form.docx").read_bytes())
    [report] = reading.reports
    assert report.tables == set(report.report.dataset.format.tables)
    assert report.report == Report(Dataset("cn-2021"))
    assert [problem.severity for problem in reading.problems] == ["warning", "notice"]
    assert "没有读到“一、总体情况”" in reading.problems[0].text.zh


def test_the_part_may_have_any_name():
    body = paragraph("一、总体情况") + paragraph("无。")
    workbook = open_document(document(body, main="document2"), Limits())
    assert [p.text for p in workbook.paragraphs] == ["一、总体情况", "无。"]


# What is refused


CHANGES = [
    f"<w:p><w:ins>{run('35')}</w:ins></w:p>",
    "<w:p><w:del><w:r><w:delText>35</w:delText></w:r></w:del></w:p>",
    f"<w:p><w:moveFrom>{run('35')}</w:moveFrom></w:p>",
    table([[cell("35", "<w:cellIns/>"), "x"]]),
    table([["35", "x"]]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1),
    table([[cell(f"<w:p><w:ins>{run('35')}</w:ins></w:p>"), "x"]]),
]


@pytest.mark.parametrize("body", CHANGES)
def test_changes_that_nobody_accepted(body):
    [sentence] = errors(read(document(paragraph("甲") + body)))
    assert "请先接受或拒绝修订后再上传" in sentence


def test_the_change_is_named():
    [sentence] = errors(read(document(CHANGES[1])))
    assert "如“35”" in sentence


def test_a_change_of_looks_is_none():
    look = "<w:b/><w:rPrChange><w:rPr/></w:rPrChange>"
    assert opened(f"<w:p>{run('甲', look)}</w:p>").paragraphs[0].text == "**甲**"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<w:altChunk r:id="x"/>', "其他文件的内容"),
        (table([[cell("3", '<w:gridSpan w:val="300"/>')], ["1", "2"]]), "表格过大"),
        (table([[cell("3", '<w:gridSpan w:val="很多"/>')], ["1", "2"]]), "无法打开"),
        (table([["1", "2"]]) * 301, "表格过多"),
        (table([[cell("", '<w:gridSpan w:val="250"/>'), "x"]] * 100), "合并的单元格过多"),
        ("<w:p>" * 200 + "</w:p>" * 200, "嵌套过深"),
        (paragraph("甲") * 80_000, "内容过多"),
    ],
)
def test_a_document_that_is_too_much(body, reason):
    [sentence] = errors(read(document(body)))
    assert reason in sentence


def test_a_field_that_never_ends():
    begin = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    assert "损坏" in errors(read(document(begin + paragraph("甲"))))[0]


def test_what_is_legal_and_absurd_is_read_within_bounds():
    body = '<w:p w:rsidR="1" w:rsidP="2"/>' * 90_000 + paragraph("甲") * 20_000
    assert "没有找到" in read_in_child(document(body))


def test_a_truncated_one():
    data = written(Report(samples.dataset("suqian-2024")))
    assert "损坏" in errors(read(data[: len(data) // 2]))[0]


def test_macros_are_refused_in_words_that_fit():
    output = io.BytesIO(document(paragraph("甲")))
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr("word/vbaProject.bin", "")
    assert "不含宏的文件（.xlsx、.docx）" in errors(read(output.getvalue()))[0]


# Pictures


def test_a_picture_in_place_of_a_table():
    report = Report(samples.dataset("suqian-2024"), agency=AGENCY, year=YEAR)
    tables = statutory_tables(report)
    t2, t3, t4 = report.dataset.format.tables.values()
    body = [paragraph(t2.heading), word_table(tables[t2.key]), paragraph(t3.heading)]
    body += [f"<w:p>{PICTURE}</w:p>", paragraph(t4.heading), word_table(tables[t4.key])]
    reading = read(document("".join(body)))
    assert same_cells(reading, "suqian-2024", {t2.key, t4.key})
    [sentence] = errors(reading)
    assert t3.heading in sentence
    assert "不能是图片" in sentence


def test_sentences_about_tables_call_them_by_their_names():
    tables = statutory_tables(Report(samples.dataset("suqian-2024")))
    body = "".join(word_table(rows) for rows in tables.values())
    reading = read(document(body.replace("2.重复申请", "2.重复的")))
    assert any(one.startswith("“表格2”的“三、收到") for one in errors(reading))
