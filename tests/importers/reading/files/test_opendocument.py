"""An .ods gives what people see in it; where that is not what it stores, a problem."""

import datetime
import io

import pytest
import python_calamine

from importers.reading import read_file
from importers.reading.files.opening import open_file
from importers.reading.tables.shown import disguise
from tests import samples

from ..books import errors, load
from ..writers import as_ods, ods, ods_cell, ods_package, ods_row, ods_table, ods_tables

STYLES = """
<style:style style:name="struck" style:family="table-cell">
 <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="heir" style:family="table-cell" style:parent-style-name="struck"/>
<style:style style:name="freed" style:family="table-cell" style:parent-style-name="struck">
 <style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="loop" style:family="table-cell" style:parent-style-name="loop"/>
<style:style style:name="high" style:family="text">
 <style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="level" style:family="text">
 <style:text-properties style:text-position="0% 100%"/></style:style>
<style:style style:name="crossed" style:family="text">
 <style:text-properties style:text-line-through-type="single"/></style:style>
<style:style style:name="away" style:family="table">
 <style:table-properties table:display="false"/></style:style>
"""


def sheet_of(*rows, attributes="", **parts):
    [sheet] = open_file(ods(ods_table("表", *rows, attributes=attributes), **parts)).sheets
    return sheet


def cell(kind, shown="", attributes=""):
    """A cell of which the first sheet row is made: ``kind`` is its type and value."""
    return f"<table:table-cell {kind} {attributes}>{shown}</table:table-cell>"


def value_of(text, **parts):
    return sheet_of(ods_row(text), **parts).cells.get((1, 1))


def number(value, shown):
    return cell(f'office:value-type="float" office:value="{value}"', f"<text:p>{shown}</text:p>")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (number("3525", "3,525"), 3525),
        (number("59237.2449", "59237.24"), 59237.2449),
        (number("1E3", "1000"), 1000),
        (cell('office:value-type="float" office:value="7"'), 7),
        (cell('office:value-type="float" office:value="1_0"'), "1_0"),
        (cell('office:value-type="float" office:value="NaN"'), "NaN"),
        (cell('office:value-type="boolean" office:boolean-value="true"'), True),
        (
            cell('office:value-type="date" office:date-value="2024-01-02"'),
            datetime.datetime(2024, 1, 2),
        ),
        (cell('office:value-type="date" office:date-value="?"'), "?"),
        (cell('office:value-type="string" office:string-value="3件"'), "3件"),
        (cell('office:value-type="string"', "<text:p>甲</text:p><text:p>乙</text:p>"), "甲\n乙"),
        (cell("", "<text:p>没有类型</text:p>"), "没有类型"),
        (cell('office:value-type="string"', "<text:p>  </text:p>"), None),
        (cell(""), None),
    ],
)
def test_values(text, value):
    found = value_of(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('商业<text:line-break/>企业<text:s text:c="2"/>1<text:tab/>2', "商业\n企业  1\t2"),
        ("2<text:span>1</text:span>", "21"),
        ("三\n     四", "三 四"),
        ("3<office:annotation><text:p>99</text:p></office:annotation>", "3"),
        ("3<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>", "3"),
        ("<text:ruby>字<text:ruby-text>zi</text:ruby-text></text:ruby>", "字"),
    ],
)
def test_texts(inner, text):
    assert value_of(cell('office:value-type="string"', f"<text:p>{inner}</text:p>")) == text


def test_a_comment_on_a_cell_is_no_part_of_it():
    comment = "<office:annotation><text:p>99</text:p></office:annotation>"
    assert value_of(cell("", f"{comment}<text:p>3</text:p>")) == "3"


def test_an_error_is_not_blank():
    kind = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    assert value_of(cell(kind, "<text:p>#N/A</text:p>", 'table:formula="of:=1/0"')) == "#N/A"
    assert value_of(cell(kind)) == "#VALUE!"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("35", "35"),
        ("35", "35件"),
        ("35", " 35 "),
        ("-5", "-5"),
        ("1234567", "1,234,567"),
        ("2.5", "3"),
        ("5", "¥5.00"),
        ("0", "-"),
        ("0", ""),
    ],
)
def test_numbers_that_are_shown(value, shown):
    assert disguise(sheet_of(ods_row(number(value, shown))), (1, 1), "件") is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("30000", "3万"),
        ("0.05", "5%"),
        ("7", ""),
        ("5", "无"),
        ("1", "TRUE"),
        ("0", "#DIV/0!"),
        ("0", "Err:502"),
        ("35", "35 36"),
        ("35", "35万"),
        ("3.6", "3"),
        ("12", "1 2"),
        ("100000000000000000000", "1E+20"),
    ],
)
def test_numbers_that_are_shown_as_something_else(value, shown):
    assert disguise(sheet_of(ods_row(number(value, shown))), (1, 1), "件") is not None


@pytest.mark.parametrize(
    ("style", "is_marked"), [("struck", True), ("heir", True), ("freed", False), ("loop", False)]
)
def test_cells_that_are_struck_out(style, is_marked):
    name = f'table:style-name="{style}"'
    sheet = sheet_of(ods_row(ods_cell(5, name)), styles=STYLES)
    assert ((1, 1) in sheet.marked) is is_marked


@pytest.mark.parametrize(
    ("style", "is_marked"), [("high", True), ("crossed", True), ("level", False)]
)
def test_parts_of_a_text(style, is_marked):
    text = f'<text:p>21<text:span text:style-name="{style}">1</text:span></text:p>'
    sheet = sheet_of(ods_row(cell('office:value-type="string"', text)), styles=STYLES)
    assert ((1, 1) in sheet.marked) is is_marked


def test_the_style_of_a_column_or_row():
    column = '<table:table-column table:default-cell-style-name="struck"/>'
    sheet = sheet_of(column, ods_row(ods_cell(5), ods_cell(6)), styles=STYLES)
    assert sheet.marked == {(1, 1)}
    attributes = 'table:default-cell-style-name="struck"'
    sheet = sheet_of(ods_row(ods_cell(5), attributes=attributes), styles=STYLES)
    assert sheet.marked == {(1, 1)}


def formula(text, rest=""):
    return cell(f'table:formula="{text}"', rest)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("of:=SUM([.A1:.$B$1])", 7),
        ("of:=SUM([.A1];[.B1])", 7),
        ("oooc:=[.A1]+[.B1]", 7),
        ("msoxl:=SUM(A1:B1)", 7),
        ("of:=SUM([.X1:.Y1])", None),
        ("of:=IF(COUNT([.A1:.B1])=0;&quot;&quot;;SUM([.A1:.B1]))", 7),
    ],
)
def test_plain_sums_without_a_result(text, value):
    sheet = sheet_of(ods_row(ods_cell(3), ods_cell(4), formula(text)))
    assert (sheet.cells.get((1, 3)), sheet.broken) == (value, {})


@pytest.mark.parametrize("text", ["of:=[.A1]*2", "of:=SUM([Other.A1])", "of:=1/0", ""])
def test_other_formulas_without_a_result(text):
    assert set(sheet_of(ods_row(ods_cell(3), formula(text))).broken) == {(1, 2)}


def test_formulas_that_give_nothing():
    """As LibreOffice writes them; a sum that shows nothing has not been calculated."""
    nothing = formula("of:=&quot;&quot;", "<text:p/>")
    a_sum = formula("of:=SUM([.A1:.A1])", "<text:p/>")
    sheet = sheet_of(ods_row(ods_cell(3), nothing, a_sum))
    assert (sheet.cells, sheet.broken) == ({(1, 1): 3, (1, 3): 3}, {})


def test_a_result_that_is_stored_is_taken():
    kind = 'table:formula="of:=[.B1]*2" office:value-type="float" office:value="8"'
    assert value_of(cell(kind, "<text:p>8</text:p>")) == 8


def test_one_formula_for_several_cells():
    several = cell('table:formula="of:=[.A1]" table:number-columns-repeated="2"')
    assert set(sheet_of(ods_row(ods_cell(3), several)).broken) == {(1, 2), (1, 3)}


def test_repeated_cells_and_rows():
    row = ods_row(
        cell("", attributes='table:number-columns-repeated="2"'),
        ods_cell(5, 'table:number-columns-repeated="2"'),
        attributes='table:number-rows-repeated="2"',
    )
    sheet = sheet_of(ods_row(attributes='table:number-rows-repeated="3"'), row)
    assert set(sheet.cells) == {(4, 3), (4, 4), (5, 3), (5, 4)}


def test_rows_in_groups_and_headings():
    inner = f"<table:table-header-rows>{ods_row(ods_cell('a'))}</table:table-header-rows>"
    group = f"<table:table-row-group>{ods_row(ods_cell('b'))}</table:table-row-group>"
    assert sheet_of(inner, group, ods_row(ods_cell("c"))).cells == {
        (1, 1): "a",
        (2, 1): "b",
        (3, 1): "c",
    }


def test_blanks_to_the_end_of_the_sheet():
    """LibreOffice writes them; they are no content."""
    blank = cell("", attributes='table:number-columns-repeated="16384"')
    rest = ods_row(blank, attributes='table:number-rows-repeated="1048575"')
    assert sheet_of(ods_row(ods_cell(1)), rest).cells == {(1, 1): 1}


def test_hidden_sheets_rows_and_columns():
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = [
        ods_row(ods_cell(1), ods_cell(2)),
        ods_row(ods_cell(3), attributes='table:visibility="filter"'),
    ]
    sheet = sheet_of(columns, *rows, attributes='table:style-name="away"', styles=STYLES)
    assert sheet.is_hidden
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


def test_defined_names():
    more = (
        '<table:named-expressions><table:named-range table:name="a"'
        " table:cell-range-address=\"$'甲''乙'.$B$2:.$C$3\"/>"
        '<table:named-range table:name="b" table:cell-range-address="$表.$B$2"/>'
        "</table:named-expressions>"
    )
    names = open_file(ods(ods_table("表"), more=more)).names
    assert names == {"a": ("甲'乙", "B2:C3"), "b": ("表", "B2")}


def test_kept_copies_of_other_files_are_no_sheets():
    """Formulas that refer to them have them; no one sees them."""
    other = ods_table("'file:///a.ods'#$表", ods_row(ods_cell(1)))
    assert [s.name for s in open_file(ods(ods_table("表"), other)).sheets] == ["表"]


def test_a_document_of_another_kind():
    data = ods_package("<document-content/>")
    [problem] = read_file(data, "x.odt").problems
    assert "不是电子表格" in problem.text.zh


@pytest.mark.parametrize("name", samples.NAMES)
def test_calamine_reads_the_same(name):
    data = as_ods(load(name))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for sheet in open_file(data).sheets:
        rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        theirs = {
            (r, c): value
            for r, row in enumerate(rows, start=1)
            for c, value in enumerate(row, start=1)
            if value != ""
        }
        assert theirs == sheet.cells


def test_a_number_that_is_shown_otherwise_keeps_its_table_out():
    book = load("suqian-2023")
    book.worksheets[1]["E8"] = 30000
    shown = [t.replace("<text:p>30000<", "<text:p>3万<") for t in ods_tables(book)]
    reading = read_file(ods(*shown), "x.ods")
    [error] = errors(reading)
    assert "3万" in error
    assert "information_requests" not in reading.reports[0].tables
