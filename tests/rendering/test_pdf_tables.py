"""Statutory tables over pages: whole where it can be, cut between rows where it must be."""

import re
from pathlib import Path

import pypdfium2
import pytest

from report_blocks.rendering.pdf import render_pdf

HTML = (Path(__file__).parent / "data" / "report.html").read_text(encoding="utf-8")
PAGE = (
    '<html lang="zh-CN"><head><title>甲</title></head>'
    "<body><h1>甲</h1>{}<p>表后。</p></body></html>"
)
TABLE_THREE = re.search(
    r'<section class="report-section" id="information_requests">.*?</section>', HTML, re.DOTALL
).group()
HEADING = "三、收到和处理政府信息公开申请情况"
# The first and the last words of the table's rows, in order.
ROWS = re.findall(r'scope="row"[^>]*>([^<]+)</th>', TABLE_THREE)

REFUSED = ROWS[ROWS.index("1.属于国家秘密") :][:8]


def pages(content: str) -> list[str]:
    """Each page's text without white space."""
    document = pypdfium2.PdfDocument(render_pdf(PAGE.format(content)))
    return [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in document]


@pytest.mark.parametrize("lines", range(19))
def test_table_three_after_any_text_loses_no_row_and_repeats_its_header(lines):
    found = pages("<p>正文。</p>" * lines + TABLE_THREE)
    with_table = [page for page in found if "申请人情况" in page]
    assert 1 <= len(with_table) <= 2
    assert HEADING in with_table[0]
    for page in with_table:
        assert "社会公益组织" in page or "商业" in page  # all three rows of the header
    for row in ROWS:
        holders = [page for page in with_table if row[:6] in page]
        assert len(holders) == 1, row
    # Both parts are worth their page.
    for page in with_table:
        assert sum(row[:6] in page for row in ROWS) >= 2
        # A label of two lines has two rows to stand in.
        if "（三）不予" in page:
            assert sum(row[:6] in page for row in REFUSED) >= 2


def test_a_cell_over_the_page_break_has_its_label_on_both_pages():
    first, second = (
        page for page in pages("<p>正文。</p>" * 9 + TABLE_THREE) if "申请人情况" in page
    )
    assert "（三）不予" in first
    assert "（三）不予" in second
    assert "1.属于国家秘密" in first
    assert "8.属于行政查询事项" in second


def test_table_three_stays_whole_if_little_is_left_of_the_page():
    [page] = [page for page in pages("<p>正文。</p>" * 15 + TABLE_THREE) if "申请人情况" in page]
    assert HEADING in page
    assert "四、结转下年度继续办理" in page


@pytest.mark.parametrize("rows", range(20, 36))
def test_no_part_of_a_table_is_a_single_row(rows):
    cells = [f"<td>第{i}行</td>" for i in range(rows)]
    label = f'<th rowspan="{rows}" class="row">组</th>'
    body = "".join(f"<tr>{'' if i else label}{cell}</tr>" for i, cell in enumerate(cells))
    for page in pages(f'<h2>一、表</h2><table class="statutory"><tbody>{body}</tbody></table>'):
        assert len(re.findall(r"第\d+行", page)) != 1


def test_a_span_longer_than_a_page_goes_over_as_many_as_it_needs():
    rows = "".join(
        f'<tr><th rowspan="90" class="row" style="width:20%">长组</th><td>第{i}行</td></tr>'
        if i == 0
        else f"<tr><td>第{i}行</td></tr>"
        for i in range(90)
    )
    head = '<thead><tr><th style="width:20%">表头</th><th style="width:80%">数</th></tr></thead>'
    found = pages(f'<table class="statutory">{head}<tbody>{rows}</tbody></table>')
    assert len(found) >= 3
    assert all("表头" in page and "长组" in page for page in found)
    assert all(sum(f"第{i}行" in page for page in found) == 1 for i in range(90))


def test_a_title_row_is_not_the_last_of_its_page():
    group = (
        '<tr><th colspan="2">组{0}</th></tr><tr><th style="width:50%">名{0}</th>'
        '<th style="width:50%">数{0}</th></tr><tr><th class="row">行{0}</th><td>0</td></tr>'
    )
    table = "".join(group.format(f"{i:02d}") for i in range(30))
    found = pages(f'<table class="statutory"><tbody>{table}</tbody></table>')
    assert len(found) > 2
    for i in range(30):
        assert any(all(f"{part}{i:02d}" in page for part in "组名数行") for page in found), i


def test_a_caption_is_not_printed_beside_the_heading_that_says_the_same():
    table = (
        '<table class="statutory"><caption>题目</caption><tbody><tr><td>7</td></tr></tbody></table>'
    )
    [page] = pages(table)
    assert "7" in page
    assert "题目" not in page
