"""The fill-in workbook: what goes in reads back exactly."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.reading import read_file
from report_blocks.rendering.preamble import standard_preamble
from report_blocks.rendering.workbook import write_template
from report_blocks.rendering.workbook.sheets import sheet_names
from report_blocks.statutory import Cell, CellKey, Dataset, Report, Section
from tests import samples

from .workbooks import FORMAT, T3, TEXTS, opened, reread


def filled_by_script(data: Dataset) -> bytes:
    """The empty fill-in workbook with the inputs of a dataset put in, totals left to formulas."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(FORMAT)))
    prefilled = openpyxl.load_workbook(
        io.BytesIO(write_template(FORMAT, report=Report(data))), data_only=True
    )
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked and type(cell).__name__ == "Cell":
                    cell.value = prefilled[sheet.title][cell.coordinate].value
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize("name", [n for n in samples.NAMES if n != "shanghai-stcsm-2024"])
def test_what_was_filled_in_reads_back_exactly(name):
    data = samples.dataset(name)
    assert reread(filled_by_script(data)).dataset == data


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_report_with_its_texts_comes_back_from_the_fill_in_workbook(name):
    report = samples.report(name, agency="甲局", year=2024, **TEXTS)
    back = reread(write_template(FORMAT, report=report))
    if name == "shanghai-stcsm-2024":  # its blank total is a formula there, which fills it
        key = CellKey(T3, "carried_out", "total")
        report = Report(report.dataset.with_cells({key: Cell(1)}), "甲局", 2024, **TEXTS)
    assert back == report


counts = st.one_of(st.none(), st.integers(0, 10**9))
inputs = [k for k in FORMAT.cells if k not in FORMAT.tables[k.table].computed]


@settings(max_examples=10, deadline=None)
@given(st.dictionaries(st.sampled_from(inputs), counts, max_size=40))
def test_any_input_reads_back_and_blank_is_not_zero(numbers):
    data = Dataset("cn-2021", {k: Cell(n) for k, n in numbers.items() if n is not None})
    back = reread(filled_by_script(data)).dataset
    assert {k: back[k] for k in inputs} == {k: data[k] for k in inputs}
    for table in FORMAT.tables.values():
        for total, parts in table.computed.items():
            known = [back[p].number for p in parts if back[p].number is not None]
            assert back[total].number == (sum(known) if known else None)


def test_the_workbook_is_the_same_every_time():
    assert write_template(FORMAT) == write_template(FORMAT)


def test_the_names_are_those_the_reader_knows_and_their_cells_are_open():
    book = opened(write_template(FORMAT))
    names = {name: list(one.destinations) for name, one in book.defined_names.items()}
    prose = [f"section_{section.key}" for section in FORMAT.prose_sections]
    identity = ["identity_agency", "identity_year", "identity_preamble"]
    contact = [
        f"contact_{n}" for n in ("address", "postcode", "telephone", "email", "hours", "other")
    ]
    assert set(names) == {*prose, *identity, *contact}
    for name, [(sheet, address)] in names.items():
        area = book[sheet][address.replace("$", "")]
        cells = [row[0] for row in area] if isinstance(area, tuple) else [area]
        assert len(cells) == (200 if name in prose else 1)
        assert all(not cell.protection.locked for cell in cells)
        assert cells[0].parent.title == {"i": "基本信息", "c": "联系方式"}.get(name[0], sheet)


def test_there_is_room_below_a_long_text():
    text = "\n".join(f"第{n}段。" for n in range(300))
    content = write_template(FORMAT, report=Report(Dataset("cn-2021"), sections={"overview": text}))
    [(_sheet, address)] = opened(content).defined_names["section_overview"].destinations
    assert address == "$A$4:$A$503"
    assert reread(content).sections == {"overview": text}


def test_agency_and_year_give_the_preamble_unless_there_is_one():
    standard = standard_preamble(FORMAT, "甲局", 2025)
    assert reread(write_template(FORMAT, agency="甲局", year=2025)).preamble == standard
    assert reread(write_template(FORMAT, year=2025)).preamble == ""
    own = Report(Dataset("cn-2021"), "乙局", 2024, preamble="引言。")
    back = reread(write_template(FORMAT, report=own, agency="甲局"))
    assert (back.agency, back.year, back.preamble) == ("甲局", 2024, "引言。")


def test_contact_lines_of_the_same_label_are_all_kept():
    contact = "地址：甲路1号\n地址：乙路2号\n地址：乙路2号\n电话：12345"
    report = Report(Dataset("cn-2021"), contact=contact)
    assert reread(write_template(FORMAT, report=report)).contact == contact


def test_sheet_names_are_such_as_spreadsheets_take():
    headings = ["一、[表]: 甲/乙?*", "联系方式", "Data", "DATA", "长" * 40, "长" * 41, "'"]
    sections = [Section(f"s{i}", heading, "", None) for i, heading in enumerate(headings)]
    names = list(sheet_names(sections, ["联系方式"]).values())
    assert names == [
        "一、表 甲乙", "联系方式2", "Data", "DATA2", "长" * 31, "长" * 30 + "2", "s6",
    ]  # fmt: skip


def test_a_made_up_format_has_a_workbook_too(made_up):
    data = {key: Cell(n) for n, key in enumerate(made_up.cells)}
    report = Report(Dataset("made-up", data))
    reading = read_file(write_template(made_up, report=report), "x.xlsx")
    assert reading.reports[0].report.dataset == report.dataset


def test_totals_of_a_made_up_format_are_computed(made_up):
    numbers = {"paper": "0.1", "ink": "0.2"}
    data = {CellKey("stock", row, "value"): Cell(Decimal(n)) for row, n in numbers.items()}
    data[CellKey("stock", "ink", "change")] = Cell(-3)
    back = reread(write_template(made_up, report=Report(Dataset("made-up", data)))).dataset
    assert back[CellKey("stock", "both", "value")] == Cell(Decimal("0.3"))
    assert back[CellKey("stock", "both", "change")] == Cell(-3)
    assert back[CellKey("stock", "both", "count")].is_blank
