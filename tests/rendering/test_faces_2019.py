"""A report of 2020 in each of its faces: workbooks that read back, data, the printed grid."""

import csv
import io
from decimal import Decimal

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_blocks.rendering.data import report_json, table_csv
from report_blocks.rendering.html import table_context
from report_blocks.rendering.layout import build_grid
from report_blocks.rendering.pdf import render_pdf
from report_blocks.rendering.printable import unprintable
from report_blocks.rendering.workbook import write_template, write_workbook
from report_blocks.statutory import Cell, CellKey, Dataset, Report, get_format
from tests import earlier
from tests.earlier import AMOUNT, T2, T3

from .workbooks import opened, reread

FORMAT = get_format("cn-2019")
REPORT = earlier.report()
CHANGE = CellKey(T2, "licensing", "change")


def test_its_fill_in_workbook_reads_back_exactly_words_and_all():
    assert reread(write_template(FORMAT, report=REPORT)) == REPORT
    assert reread(write_template(FORMAT, year=2020)).dataset == Dataset("cn-2019")


def test_its_download_reads_back():
    back = reread(write_workbook(REPORT, earlier.TITLE))
    assert back.dataset == REPORT.dataset
    assert (back.agency, back.year) == (REPORT.agency, 2020)


inputs = [key for key in FORMAT.cells if key not in FORMAT.tables[key.table].computed]
numbers = st.one_of(st.none(), st.integers(0, 10**9))


@settings(max_examples=10, deadline=None)
@given(
    st.dictionaries(st.sampled_from(inputs), numbers, max_size=40),
    st.integers(-(10**9), 10**9),
    st.decimals(0, 10**6, places=2),
    st.sampled_from(["", "单位：元", "单位：万元；其中货物类 3 项"]),
)
def test_whatever_is_filled_in_reads_back(counts, change, amount, unit):
    cells = {key: Cell(number) for key, number in counts.items() if number is not None}
    cells |= {CHANGE: Cell(change), AMOUNT: Cell(amount, note=unit)}
    back = reread(write_template(FORMAT, report=Report(Dataset("cn-2019", cells)))).dataset
    data = Dataset("cn-2019", cells)
    assert {key: back[key] for key in inputs} == {key: data[key] for key in inputs}
    for table in FORMAT.tables.values():
        for total, parts in table.computed.items():
            known = [back[p].number for p in parts if back[p].number is not None]
            assert back[total].number == (sum(known) if known else None)


def test_a_change_may_be_negative_there_and_an_amount_be_written_with_its_unit():
    sheet = opened(write_template(FORMAT))[FORMAT.tables[T2].heading]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    change, amount, decisions = rules["C9"], rules["C20"], rules["D9"]
    assert (change.type, change.formula1) == ("whole", "-999999999999999")
    assert (decisions.type, decisions.operator, decisions.formula1) == (
        "whole", "greaterThanOrEqual", "0",
    )  # fmt: skip
    assert amount.type in (None, "none")  # Excel would refuse 25.1万元 as no number
    assert "在其后写明单位（元、万元、亿元）" in amount.prompt


@pytest.mark.parametrize(("typed", "note"), [("25.1万元", "单位：万元"), ("251000元", "单位：元")])
def test_what_is_typed_in_the_workbook_keeps_its_unit(typed, note):
    book = opened(write_template(FORMAT, report=REPORT))
    book[FORMAT.tables[T2].heading]["C20"].value = typed
    output = io.BytesIO()
    book.save(output)
    cell = reread(output.getvalue()).dataset[AMOUNT]
    assert (str(cell.number), cell.note) == (typed.rstrip("万元"), note)


def test_its_data_have_the_unit_beside_the_number():
    document = report_json(REPORT)
    assert (document["format"], document["citation"]) == ("cn-2019", "国办公开办函〔2019〕60号")
    assert document["tables"][T2]["central_procurement"] == {"projects": 31, "amount": 25.1}
    assert document["notes"] == {T2: {"central_procurement": {"amount": "单位：万元"}}}
    assert document["tables"][T2]["licensing"]["change"] == -3
    rows = {
        (row["row_key"], row["column_key"]): (row["value"], row["unit"], row["note"])
        for row in csv.DictReader(
            io.StringIO(table_csv(REPORT.dataset.table(T2)).decode("utf-8-sig"))
        )
    }
    assert len(rows) == 22
    assert rows["central_procurement", "amount"] == ("25.1", "", "单位：万元")
    assert rows["licensing", "change"] == ("-3", "项", "")


def test_its_tables_are_printed_as_the_form_prints_them():
    two, three = build_grid(FORMAT.tables[T2]), build_grid(FORMAT.tables[T3])
    assert [body[0][0].text for body in two.bodies] == [
        f"第二十条第（{number}）项" for number in "一五六八九"
    ]
    assert [[cell.text for cell in body[1]] for body in two.bodies[1:]] == [
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["信息内容", "上一年项目数量", "本年增/减"],
        ["信息内容", "采购项目数量", "采购总金额"],
    ]
    [other] = [c for row in three.rows for c in row if c.text == "（六）其他处理"]
    assert (other.rowspan, other.colspan, other.scope) == (1, 2, "row")


def test_every_character_of_it_can_be_printed():
    assert list(unprintable(REPORT, earlier.TITLE)) == []


def test_its_table_two_stands_whole_in_the_pdf():
    context = table_context(REPORT.dataset.table(T2), is_print=True)
    rows = "".join(f"<tbody>{body}</tbody>" for body in context["bodies"])
    html = f"<html><head><title>甲</title></head><body><table>{rows}</table></body></html>"
    text = " ".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(render_pdf(html))
    )
    for line in ("行政许可 17 -3 19", "政府集中采购 31 25.1", "行政事业性收费 29 2"):
        assert line in " ".join(text.split())


def test_a_decimal_amount_keeps_its_places():
    report = Report(REPORT.dataset.with_cells({AMOUNT: Cell(Decimal("12.50"), note="单位：元")}))
    cell = reread(write_workbook(report, "甲")).dataset[AMOUNT]
    assert (str(cell.number), cell.note) == ("12.50", "单位：元")
