"""Tables of pages: their cells where a browser shows them."""

import pytest

from importers.reading import read_file
from importers.reading.files.opening import open_file

from ... import pages
from ...books import errors, same_cells

NAME = "suqian-2023"


def sheets(html, head=""):
    return open_file(pages.page(html, head)).sheets


def sheet(html, head=""):
    [only] = sheets(html, head)
    return only


def cell(content, head="", attributes=""):
    """What stands in a cell with that content, and whether it is marked."""
    read = sheet(f"<table><tr><td>甲</td><td{attributes}>{content}</td></tr></table>", head)
    return read.cells.get((1, 2), ""), (1, 2) in read.marked


def test_merged_cells_go_to_the_first_free_place():
    read = sheet(
        "<table><tr><th rowspan=2>甲<th colspan='2 '>乙<tr><td>1<td>2<tr><td colspan=3>丙</table>"
    )
    assert read.cells == {
        (1, 1): "甲", (1, 2): "乙", (2, 2): "1", (2, 3): "2", (3, 1): "丙",
    }  # fmt: skip
    assert set(read.merged) == {((1, 1), (2, 1)), ((1, 2), (1, 3)), ((3, 1), (3, 3))}
    assert read.disorder is None


def test_a_cell_does_not_reach_out_of_its_rows():
    read = sheet(
        "<table><thead><tr><td rowspan=9>甲<td>乙</thead><tr><td rowspan=0>1<td>2<tr><td>3</table>"
    )
    assert read.merged == (((2, 1), (3, 1)),)
    assert read.cells[3, 2] == "3"


def test_head_and_foot_are_where_a_browser_shows_them():
    read = sheet(
        "<table><tfoot><tr><td>总计<td>3</tfoot><tbody><tr><td>甲<td>1</tbody>"
        "<thead><tr><td>名称<td>数</thead><thead><tr><td>乙<td>2</thead></table>"
    )
    assert [read.cells[row, 1] for row in range(1, 5)] == ["名称", "甲", "乙", "总计"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("&nbsp;\n 12 &nbsp;", "12"),
        ("<p>1<p>2", "1\n2"),
        ("1<br>2", "1\n2"),
        ("<b>1</b><i>2</i>", "12"),
        ("行政\n规范性\n 文件", "行政规范性文件"),
        ("in\nforce", "in force"),
        ("1<script>2</script><!-- 3 --><style>4</style><noscript>5</noscript>", "1"),
        ("&minus;1&#50;", "−12"),
        ("<table><tr><td>7</td></tr></table>", "7"),
        ("<ol><li>5</ol>", "1. 5"),
        ("<input value=5>", "［输入框：5］"),
        ("<input type=hidden value=5>6", "6"),
        ("<select><option>5<option selected>6</select>", "［输入框：6］"),
        ("<textarea>5</textarea>", "［输入框：5］"),
        ("<img src=5.gif width=20>", "［图片］"),
        ("<img src=5.gif width=1 height=1>", ""),
        ("<a href=1><img src=5.gif width=20></a>", "［图片］"),
        ("１\n２", "１ ２"),
        ("<a href=1.html>5</a>", "5"),
    ],
)
def test_a_cell_says_what_a_browser_shows(content, text):
    assert cell(content) == (text, False)


@pytest.mark.parametrize(
    "content",
    [
        "<s>3</s>5", "<del>3</del>5", "<strike>3</strike>", "5<sup>1</sup>", "5<sub>1</sub>",
        "<span style='text-decoration: line-through'>3</span>5",
        "5<span style='VERTICAL-ALIGN: super'>[1]</span>", "5<a style='vertical-align:3pt'>1</a>",
        "5<span style='display :none'>3</span>", "<i hidden>3</i>5",
        "5<font style='font-size:0px'>3</font>", "<span style='visibility:hidden'>3</span>",
        "<bdo dir=rtl>35</bdo>", "5<span class='x dele'>3</span>", "5<p id=gone>3",
        "1<img src=5.gif>",
    ],
)  # fmt: skip
def test_a_number_that_may_be_seen_otherwise_is_marked(content):
    head = "<style><!-- .dele,i {text-decoration:line-through} td #gone{display:none}--></style>"
    assert cell(content, head)[1]


@pytest.mark.parametrize(
    "content",
    [
        "<span style='vertical-align:baseline;font-size:10.5pt;mso-text-raise:0pt'>5</span>",
        "<p style='vertical-align:middle;text-decoration:none'>5", "<s></s>5", "<sup> </sup>5",
        "<span class=note>5</span>", "<span style='font-size:0.9em'>5</span>",
        "<span style='display:none'> </span>5", "<script hidden>3</script>5",
    ],
)  # fmt: skip
def test_a_number_that_is_seen_as_it_is_is_not_marked(content):
    head = "<style>.note{color:red} .a .note b{display:none} .note:hover{display:none}</style>"
    assert cell(content, head) == ("5", False)


def test_hidden_rows_and_cells_are_not_there_and_said_so():
    data = pages.page(
        "<table><tr style='display:none'><td>甲<td>1</tr>"
        "<tr><td>乙<td hidden>2</td><td>3</tr></table>"
    )
    workbook = open_file(data)
    assert workbook.sheets[0].cells == {(1, 1): "乙", (1, 2): "3"}
    assert "隐藏" in workbook.remarks[0].zh


def test_a_hidden_table_is_not_read_and_said_so():
    table = pages.tables_of(NAME)[0]
    reading = read_file(pages.page(f"<div style='display:none'>{table}</div>{table}"), "x.html")
    assert same_cells(reading, NAME, ["proactive_disclosure"])
    assert any("隐藏的表格" in problem.text.zh for problem in reading.problems)


@pytest.mark.parametrize(
    "change",
    [
        ("<td>88</td>", "88<td></td>"),  # a text between cells
        ("<td>88</td>", "<p>88</p><td></td>"),
        ("<td>88</td>", "</table><td>88</td>"),  # cells outside of a table
        ("<td>88</td>", "</html><td>88</td>"),
        ("<td>88</td>", "<colgroup><td>88</td></colgroup>"),
        ("<td>88</td>", "<td><thead><tr><td>88</td>"),
        ("<td>88</td>", "<table><tr><td>88</td></tr></table>"),
        ("<td>89</td>", ""),  # a row that is too short
        (
            "<td>309</td><td>17</td>",
            "<td rowspan=2>309</td><td>17</td></tr><tr><td colspan=3>",
        ),
    ],
)
def test_a_table_in_disorder_is_an_error(change):
    table = pages.tables_of(NAME)[2]
    assert change[0] in table
    reading = read_file(pages.page(table.replace(*change)), "x.html")
    assert errors(reading)
    assert not any(report.tables for report in reading.reports)


def test_what_browsers_leave_out_of_a_table_harms_nothing():
    table = pages.tables_of(NAME)[2].replace("<table><tr>", "<table><form><input type=hidden><tr>")
    table = table.replace("<td>88</td>", "<font color=red><td>88</td></font><br>")
    assert same_cells(read_file(pages.page(table), "x.html"), NAME, ["review_and_litigation"])


def test_tags_that_people_forget():
    tables = "".join(pages.tables_of(NAME)).replace("</td>", "").replace("</tr>", "")
    assert same_cells(read_file(pages.page(tables), "x.html"), NAME)


def test_a_layout_is_no_table():
    assert sheets("<table><tr><td>一、总体情况<tr><td>正文</table>") == ()
    assert sheets(f"<table><tr><td>菜单<td>{'正文' * 600}</table>") == ()
    [inner] = sheets("<table><tr><td>菜单<td><table><tr><td>甲<td>1</table></table>")
    assert inner.cells == {(1, 1): "甲", (1, 2): "1"}


def test_a_table_in_a_cell_makes_no_layout_of_a_table_with_numbers():
    table = pages.tables_of(NAME)[1]
    label = "<td><table><tr><td>商业</td><td>企业</td></tr></table></td>"
    reading = read_file(pages.page(table.replace("<td>商业企业</td>", label)), "x.html")
    assert same_cells(reading, NAME, ["information_requests"])
    number = "<td><table><tr><td>11</td><td>8</td></tr></table></td>"
    assert "<td>118</td>" in table
    reading = read_file(pages.page(table.replace("<td>118</td>", number)), "x.html")
    assert any("四、结转下年度继续办理" in sentence for sentence in errors(reading))


def test_an_input_in_place_of_a_number_is_an_error():
    table = pages.tables_of(NAME)[2].replace("<td>88</td>", "<td><input value=88></td>")
    [sentence] = errors(read_file(pages.page(table), "x.html"))
    assert "［输入框：88］" in sentence


def test_a_picture_in_place_of_a_table():
    tables = pages.tables_of("shapotou-justice-2022")
    body = pages.article().replace(tables[1], "<p><img src=table3.png width=700></p>")
    reading = read_file(pages.site(body=body), "x.html")
    [sentence] = errors(reading)
    assert "三、收到和处理政府信息公开申请情况" in sentence
    assert "图片" in sentence


def test_logos_and_icons_are_no_tables():
    icons = "<a href=/><img src=logo.png></a><img src=i.gif width=16><img src=s.gif height='1px'>"
    reading = read_file(pages.page(icons + pages.tables_of(NAME)[0]), "x.html")
    assert errors(reading) == []
