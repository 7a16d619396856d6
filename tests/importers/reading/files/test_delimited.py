"""Plain text: what parts its columns is certain, or the file is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.reading import read_file
from importers.reading.files.delimited import open_delimited
from importers.reading.files.limits import Limits, Refused
from importers.reading.files.opening import open_file

from ..books import errors, load, same_cells, sheet_of
from ..writers import as_csv

LIMITS = Limits()
TABLE = "收到和处理,,\n,自然人,总计\n新收,3,5\n"


def cells(text):
    [sheet] = open_delimited(text if isinstance(text, bytes) else text.encode(), LIMITS).sheets
    return sheet.cells


def refusal(data):
    with pytest.raises(Refused) as refused:
        open_file(data if isinstance(data, bytes) else data.encode())
    return refused.value.text.zh


def test_cells_are_texts_and_blanks_are_not_there():
    assert cells("a,,007\n\n ,1.50,\n") == {(1, 1): "a", (1, 3): "007", (3, 2): "1.50"}


def test_quoted_fields_may_hold_anything():
    assert cells('"商业\n企业","1,234","""其他"""\n') == {
        (1, 1): "商业\n企业",
        (1, 2): "1,234",
        (1, 3): '"其他"',
    }


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks_of_every_system(line_break):
    text = line_break.join(("a,b", "c,d", ""))
    assert cells(text) == {(1, 1): "a", (1, 2): "b", (2, 1): "c", (2, 2): "d"}


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0c"])
def test_what_only_python_takes_for_a_line_break_breaks_no_row(separator):
    assert set(cells(f"a{separator}b,c\n")) == {(1, 1), (1, 2)}


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_delimiter_in_every_encoding(delimiter, encoding):
    text = TABLE.replace(",", delimiter)
    assert cells(text.encode(encoding)) == cells(TABLE)


def test_rare_characters_of_gb18030():
    assert cells("䶮㙍𠮷,1\n".encode("gb18030"))[1, 1] == "䶮㙍𠮷"


def test_the_delimiter_that_makes_the_rows_even():
    assert cells("甲；乙;丙,1\n丁,2\n") == {
        (1, 1): "甲；乙;丙",
        (1, 2): "1",
        (2, 1): "丁",
        (2, 2): "2",
    }


def test_thousands_separators_between_tabs():
    assert cells("甲\t1,234\t5\n乙\t6\t7\n")[1, 2] == "1,234"


@pytest.mark.parametrize("text", ["a,b;c\nd,e;f\n", "a,b\nc;d\ne\tf\n"])
def test_two_possible_delimiters(text):
    assert "不能确定是哪一种" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "这不是工作簿",
        "一，二，三\n四，五，六\n",
        "第一行\n第二行\n",
        '"没有结束的引号,1\n',
        "\n\n\n",
    ],
)
def test_text_without_a_table(text):
    assert "没有用逗号、制表符或分号分隔的表格" in refusal(text)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1,2\n3,4\n",
        b"{\\rtf1\\ansi a,b}",
        b'{"a": 1, "b": 2}',
        b'\xef\xbb\xbf <?xml version="1.0"?><Workbook/>',
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"a,b\0c,d\n",
        b"\xff\xfe\xff",
        b"\x00\x01,\x02",
    ],
)
def test_what_is_no_text_at_all(data):
    assert "不是能读取的文件" in refusal(data)


def test_a_thousands_separator_without_quotation_marks():
    """The row is longer than the others; the number before it would be read as 1."""
    assert "第 3 行的“1,234”" in refusal("甲,自然人,总计\n乙,3,5\n丙,1,234,6\n丁,7,8\n")


def test_the_same_two_numbers_where_every_row_has_its_length():
    assert cells("甲,自然人,总计\n乙,3,5\n丙,1,234\n")[3, 3] == "234"


def test_rows_that_excel_has_shortened():
    """Sixteen rows at a time have one length: 12 and 345 are two numbers."""
    first, second = "名,12,345\n" * 16, "名,12,345,6,7\n" * 8
    assert cells(first + second)[24, 5] == "7"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=2, max_size=4)))
def test_text_is_read_or_refused(rows):
    data = "\n".join(",".join(row) for row in rows).encode()
    assert read_file(data, "x.csv").reports == ()


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(data):
    assert read_file(data, "x.csv").reports == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n" * 25_000, "超过 20000 行"),
        ("\n" * 5_001 + "a,b\n", "很远的位置（A5002）"),
        (",".join("a" * 300), "很远的位置（IW1）"),
        ("," * 4_500_000, "内容过多"),
        ("a," + "b" * 200_000 + "\n", "没有用逗号"),
    ],
)
def test_too_much(text, said):
    assert said in refusal(text)


def test_one_table_of_a_report_and_what_is_missing():
    sheet = sheet_of(load("suqian-2023"), "（一）予以公开")
    reading = read_file(as_csv(sheet), "三.csv")
    assert same_cells(reading, "suqian-2023", ["information_requests"])
    assert sorted(problem.text.zh[:4] for problem in reading.problems) == ["文件中没"] * 2


@pytest.mark.parametrize(
    ("value", "said"),
    [("#N/A", "#N/A"), ("5%", "5%"), ("1月2日", "1月2日"), ("1.2E+05", "1.2E+05")],
)
def test_a_value_that_is_no_number(value, said):
    sheet = sheet_of(load("suqian-2023"), "（一）予以公开")
    sheet["E8"] = value
    [error] = errors(read_file(as_csv(sheet), "三.csv"))
    assert said in error
