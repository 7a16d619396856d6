"""The wide workbook: what is read of it, and what is refused, whatever kind of file it is."""

import random
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.reading import read_file
from importers.reading.wide import sheet as reader
from report_blocks.rendering.neutral import FORMULA_STARTS
from report_blocks.rendering.workbook import wide as writer
from report_blocks.statutory import Cell, CellKey, Dataset, Report
from tests import samples
from tests.importers.reading import writers

from .sheets import CODES, FIRST, FORMAT, KEYS, SECOND, Book, errors, reports, said, written

T2, T3, T4 = FORMAT.tables
GRANTED = CellKey(T3, "granted", "business")
FEES = CellKey(T2, "fees", "amount")
REPORTS = [report for _code, report in reports()]


def read_reports(reading):
    return [one.report for one in reading.reports]


class TestRoundTrip:
    def test_reports_come_back_as_they_were(self):
        reading = read_file(writer.write_wide(FORMAT, reports()), "汇总.xlsx")
        assert read_reports(reading) == REPORTS
        assert reading.problems == ()
        assert [one.agency_code for one in reading.reports] == list(CODES)
        for one in reading.reports:
            assert one.placed == one.tables == set(FORMAT.tables)
            assert one.file == "汇总.xlsx"

    def test_so_do_they_once_saved_by_another_program(self):
        reading = Book().read()
        assert read_reports(reading) == REPORTS
        assert reading.problems == ()

    @pytest.mark.parametrize("kind", ["as_xls", "as_ods"])
    def test_so_do_they_from_other_kinds_of_files(self, kind):
        """What opens as a workbook is read by its keys, not by the kind of its file."""
        book = Book()
        reading = read_file(getattr(writers, kind)(book.book), "x")
        assert [one.report.dataset for one in reading.reports] == [r.dataset for r in REPORTS]
        assert errors(reading) == []

    def test_where_each_number_stands(self):
        book = Book()
        [first, _second] = book.read().reports
        address = book.at(FIRST, str(GRANTED)).coordinate
        assert first.report.dataset[GRANTED].origin == ("x.xlsx", writer.DATA_SHEET, address)

    def test_an_office_without_code_or_year(self):
        data = writer.write_wide(FORMAT, [("", Report(REPORTS[0].dataset, "民政局"))])
        [reading] = read_file(data, "x.xlsx").reports
        assert (reading.agency_code, reading.report.agency) == (None, "民政局")
        assert (reading.report.year, reading.problems) == (None, ())

    def test_a_made_up_format_with_negative_numbers(self, made_up):
        change, value = CellKey("stock", "paper", "change"), CellKey("stock", "ink", "value")
        data = Dataset("made-up", {change: Cell(-5), value: Cell(Decimal("0.01"))})
        [reading] = read_file(written(data), "x.xlsx").reports
        assert reading.report.dataset == data
        assert reading.problems == ()

    @pytest.mark.parametrize(
        "cell",
        [
            Cell(0),
            Cell(22, note="其中修订16件"),
            Cell(22, note="=1+1"),
            Cell(22, note="两行\n注"),
            Cell(10**15 - 1),
        ],
    )
    def test_blank_zero_and_notes(self, cell):
        data = Dataset("cn-2021", {GRANTED: cell})
        [reading] = read_file(written(data), "x.xlsx").reports
        assert reading.report.dataset == data

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.text(st.sampled_from([*FORMULA_STARTS[:4], *"＝＋－＠'甲1（\t\n"]), max_size=6),
            min_size=4,
            max_size=4,
        ),
        st.dictionaries(st.sampled_from(list(FORMAT.cells)), st.integers(0, 10**15 - 1)),
    )
    def test_whatever_texts_begin_with(self, texts, numbers):
        texts = [text if text.strip() else "" for text in texts]
        preamble, overview, contact, note = texts
        sections = {"overview": overview} if overview else {}
        cells = {key: Cell(number) for key, number in numbers.items()}
        cells[GRANTED] = Cell(3, note=note.strip())
        report = Report(Dataset("cn-2021", cells), "民政局", 2024, preamble, sections, contact)
        [reading] = read_file(writer.write_wide(FORMAT, [("", report)]), "x.xlsx").reports
        assert reading.report == report

    def test_text_that_is_no_number_is_reported_and_its_table_left_out(self):
        data = Dataset("cn-2021", {GRANTED: Cell(text="约30"), FEES: Cell(2)})
        [reading] = read_file(written(data), "x.xlsx").reports
        [problem] = reading.problems
        assert "约30" in problem.text.zh
        assert reading.tables == {T2, T4}
        assert reading.placed == {T2, T3, T4}


class TestColumns:
    def test_in_any_order(self):
        book = Book()
        rows = [list(row) for row in book.sheet.iter_rows(values_only=True)]
        order = list(range(len(rows[0])))
        random.Random(1).shuffle(order)
        for number, row in enumerate(rows, start=1):
            for column, old in enumerate(order, start=1):
                book.sheet.cell(number, column).value = row[old]
        assert read_reports(book.read()) == REPORTS

    def test_a_whole_table_may_be_missing(self):
        book = Book()
        for key in FORMAT.tables[T3].cells:
            book.at(KEYS, str(key)).value = None
            for row in (FIRST, SECOND):
                book.at(row, str(key)).value = None
        reading = book.read()
        assert errors(reading) == []
        for one in reading.reports:
            assert one.tables == {T2, T4}
            assert {key.table for key in one.report.dataset.cells} <= {T2, T4}
        assert any("保持不变" in text for _at, text in said(reading, "warning"))

    def test_a_part_of_a_table_may_not(self):
        """A missing column is no blank one: taken for blank it would erase numbers."""
        book = Book()
        book.at(KEYS, str(GRANTED)).value = None
        reading = book.read()
        assert reading.reports == ()
        [text] = errors(reading)
        assert str(GRANTED) in text
        assert "缺 1 列" in text

    def test_an_unknown_key(self):
        book = Book()
        book.at(KEYS, "contact").value = "contatc"
        reading = book.read()
        assert reading.reports == ()
        [(at, text)] = said(reading, "error")
        assert at == book.at(KEYS, "contact").coordinate
        assert "contatc" in text

    def test_the_same_key_twice(self):
        book = Book()
        book.at(KEYS, "contact").value = "preamble"
        reading = book.read()
        assert reading.reports == ()
        assert "不止一列" in errors(reading)[0]

    def test_columns_of_ones_own_are_not_read_and_it_is_said(self):
        book = Book()
        book.sheet.cell(FIRST, book.sheet.max_column + 1).value = 7
        reading = book.read()
        assert read_reports(reading) == REPORTS
        [(_at, text)] = said(reading, "warning")
        assert "没有读取" in text

    def test_without_the_hidden_mark_the_keys_tell_the_format(self):
        book = Book()
        del book.book[writer.META_SHEET]
        assert read_reports(book.read()) == REPORTS

    @pytest.mark.parametrize(("row", "value"), [(1, "9"), (2, "cn-1999")])
    def test_of_another_version_or_an_unknown_format(self, row, value):
        book = Book()
        book.book[writer.META_SHEET].cell(row, 2).value = value
        reading = book.read()
        assert reading.reports == ()
        assert value in errors(reading)[0]

    def test_without_keys_at_all(self):
        book = Book()
        book.sheet.delete_rows(KEYS)
        reading = book.read()
        assert reading.reports == ()
        assert "代号" in errors(reading)[0]

    def test_two_sheets_with_keys(self):
        book = Book()
        book.book.copy_worksheet(book.sheet)
        reading = book.read()
        assert reading.reports == ()
        assert "只能有一张" in errors(reading)[0]

    def test_other_sheets_are_not_read_and_it_is_said(self):
        book = Book()
        book.book.create_sheet("草稿")["A1"] = 7
        reading = book.read()
        assert read_reports(reading) == REPORTS
        assert [text for _at, text in said(reading, "warning")] == [
            "工作表“草稿”没有代号，没有读取"
        ]


def test_writer_and_reader_agree_on_their_contract():
    names = ("MARK", "VERSION")
    assert [getattr(reader, name) for name in names] == [getattr(writer, name) for name in names]
    assert (reader.META, reader.GUIDE) == (writer.META_SHEET, writer.GUIDE_SHEET)


def test_the_statutory_form_is_not_wide():
    [one] = read_file(samples.workbook("suqian-2024"), "x.xlsx").reports
    assert one.agency_code is None
