"""Saved pages: every real report in every dress and encoding, exact."""

import pytest

from importers.reading import read_file
from importers.reading.files.kinds import Kind, kind_of
from importers.reading.files.limits import Limits, Refused
from importers.reading.files.opening import open_file
from tests import samples

from ... import pages
from ...books import errors, same_cells

NAME = "suqian-2024"


def shown(data):
    """The cells of a page's only table."""
    [sheet] = open_file(data).sheets
    return sheet.cells


DRESSES = {
    "our own page": lambda name: pages.page(pages.published(name)),
    "web page of Word": pages.word,
    "tables in a layout of tables": pages.in_layout,
    "archive": lambda name: pages.archive(pages.in_layout(name)),
    "archive of Word": lambda name: pages.archive(pages.word(name), charset="gb2312"),
    "archive in base64": lambda name: pages.archive(pages.word(name), encoding="base64"),
    "frames of an archive": lambda name: pages.archive(
        pages.page("<frameset><frame src=1.html></frameset>"),
        *map(pages.page, pages.tables_of(name)),
    ),
}


@pytest.mark.parametrize("name", samples.NAMES)
@pytest.mark.parametrize("dress", DRESSES)
def test_a_real_report(name, dress):
    reading = read_file(DRESSES[dress](name), "年报.xls")
    assert same_cells(reading, name)
    assert errors(reading) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("meta", ["", '<meta charset="gb2312">', '<meta charset="utf-8">'])
def test_the_bytes_say_how_they_are_encoded_whatever_the_page_says(encoding, meta):
    html = f"<html><head>{meta}</head><body>{''.join(pages.tables_of(NAME))}</body></html>"
    assert same_cells(read_file(html.encode(encoding), "x.htm"), NAME)


def test_bytes_in_no_encoding_are_refused():
    with pytest.raises(Refused, match="不是能读取的文件"):
        open_file(pages.page("<p>年度报告") + b"\xff\xff")
    with pytest.raises(Refused, match="编码无法确定"):
        open_file(pages.archive(b"<html>\xff\xff"))


def test_characters_beyond_gbk():
    assert (
        open_file("<p>㐂𠮷镇人民政府</p>".encode("gb18030")).paragraphs[0].text == "㐂𠮷镇人民政府"
    )


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html><html>",
        "\ufeff\n <HTML xmlns:x='urn:schemas-microsoft-com:office:excel'>",
        "<?xml version='1.0' encoding='gb2312'?><!DOCTYPE html PUBLIC '-//W3C//DTD'><html>",
        "<!-- saved from url=(0022)http://www.gov.cn/ -->\n<html>",
        "<!--[if IE]><script></script><![endif]--><table>",
        "<meta charset=gb2312><table>",
        "<table>",
        "<div>",
    ],
)
def test_a_page_is_known_by_its_content(start):
    assert kind_of(start.encode(), Limits()) is Kind.WEBPAGE


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Table/>',
        '<?xml version="1.0"?><rss><title>年报</title></rss>',
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        "<",
    ],
)
def test_other_markup_is_no_page(text):
    with pytest.raises(Refused):
        kind_of(text.encode(), Limits())


def test_a_text_about_html_is_no_page():
    assert kind_of("标签,说明\n<table>,表格\n".encode(), Limits()) is Kind.DELIMITED


def test_an_archive_is_known_whatever_is_in_its_parts():
    data = pages.archive(pages.page("<p>年报")) + b"\xff\xfe\x00"
    assert kind_of(data, Limits()) is Kind.WEBPAGE


def test_an_archive_without_a_page():
    with pytest.raises(Refused, match="没有网页"):
        open_file(pages.archive())


def test_one_page_that_is_a_message():
    data = b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + pages.page("<p>年报</p>")
    assert [paragraph.text for paragraph in open_file(data).paragraphs] == ["年报"]


def test_an_unclosed_element_does_not_swallow_the_next_frame():
    data = pages.archive(pages.page("<script>"), pages.page("<table><tr><td>甲<td>1</table>"))
    assert shown(data) == {(1, 1): "甲", (1, 2): "1"}


@pytest.mark.parametrize(
    ("head", "body", "first"),
    [
        (f"<title>{pages.TITLE}_沙坡头区政府</title>", "<p>全文", f"{pages.TITLE}_沙坡头区政府"),
        (f"<meta name=ArticleTitle content={pages.TITLE}><title>正文</title>", "全文", pages.TITLE),
        (f"<title>{pages.TITLE}_政府</title>", f"<h1>{pages.TITLE}</h1>", pages.TITLE),
        (f"<title>{pages.TITLE}</title>", "中卫市沙坡头区司法局<br>2022年政府信息公开工作年度报告",
         "中卫市沙坡头区司法局"),
    ],
)  # fmt: skip
def test_the_title_of_the_head_is_read_if_the_body_has_none(head, body, first):
    assert open_file(pages.page(body, head)).paragraphs[0].text == first


def test_agency_and_year_of_a_page():
    body = "".join(pages.tables_of(NAME))
    for data in (
        pages.page(f"<h1>宿迁市人民政府<br>2024年政府信息公开工作年度报告</h1>{body}"),
        pages.page(body, "<title>宿迁市人民政府2024年政府信息公开工作年度报告</title>"),
    ):
        [report] = read_file(data, "x.html").reports
        assert (report.report.agency, report.report.year) == ("宿迁市人民政府", 2024)


def test_a_page_without_tables():
    reading = read_file(pages.page("<p>通知"), "x.html")
    assert errors(reading) == ["没有找到政府信息公开年度报告的表格"]


def test_a_page_of_pictures():
    reading = read_file(pages.page("<p>年报<p><img src=1.jpg><p><img src=2.jpg>"), "x.html")
    assert "只有图片" in errors(reading)[0]
