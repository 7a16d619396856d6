"""Reports as rows for django-import-export: what is taken over, left, and refused."""

from decimal import Decimal

import pytest
import tablib

from importers.reading import ReportReading
from importers.resources import COLUMNS, CONTENT, ReportResource, merge_reports
from report_blocks.statutory import Cell, CellKey, Change, Dataset, Report, get_format
from tests import samples

FORMAT = get_format("cn-2021")
T2, T3, T4 = FORMAT.tables
ALL = frozenset(FORMAT.tables)
FEES, ISSUED = CellKey(T2, "fees", "amount"), CellKey(T2, "regulations", "issued")
GRANTED = CellKey(T3, "granted", "business")


def data(cells):
    return Dataset("cn-2021", cells)


EMPTY = data({})


def merged(current, incoming, tables=ALL):
    """Of reports, or of datasets for reports without any words."""
    before, after = (
        one if isinstance(one, Report) else Report(one, "民政局", 2024)
        for one in (current, incoming)
    )
    [merge] = merge_reports([(before, ReportReading(after, tables, tables))])
    return merge


def types(pairs):
    """What import-export calls the rows."""
    rows = ReportResource().import_data(_rows(pairs), use_transactions=False).rows
    return [row.import_type for row in rows]


def _rows(pairs):
    rows = tablib.Dataset(headers=COLUMNS)
    for current, incoming in pairs:
        rows.append((current, ALL, *(getattr(incoming, name) for name in CONTENT)))
    return rows


class TestNumbers:
    def test_a_whole_report_into_nothing(self):
        whole = samples.dataset("suqian-2024")
        merge = merged(EMPTY, whole)
        assert merge.report.dataset == whole
        assert {change.key for change in merge.changes} == set(whole.cells)
        assert not merge.errors

    def test_the_same_again_changes_nothing(self):
        whole = samples.dataset("suqian-2024")
        merge = merged(whole, whole)
        assert (merge.changes, merge.texts, merge.errors) == ((), (), ())
        assert merge.report.dataset == whole

    def test_only_what_differs_is_a_change(self):
        merge = merged(
            data({GRANTED: Cell(3), ISSUED: Cell(1)}), data({GRANTED: Cell(4), ISSUED: Cell(1)})
        )
        assert merge.changes == (Change(GRANTED, Cell(3), Cell(4)),)

    def test_changes_are_in_the_order_of_the_form(self):
        merge = merged(data({GRANTED: Cell(3)}), data({ISSUED: Cell(1), FEES: Cell(2)}))
        assert [change.key for change in merge.changes] == [ISSUED, FEES, GRANTED]

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (Cell(3), Cell()),
            (Cell(), Cell(0)),
            (Cell(0), Cell()),
            (Cell(3), Cell(3, note="注")),
            (Cell(3, note="注"), Cell(3)),
            (Cell(3, note="甲"), Cell(3, note="乙 ")),
            (Cell(text="约30"), Cell(30)),
        ],
    )
    def test_blank_zero_and_notes_are_told_apart(self, before, after):
        """A blank in the file overwrites a number: the office has taken it out."""
        merge = merged(data({GRANTED: before}), data({GRANTED: after}))
        assert merge.report.dataset == data({GRANTED: after})
        assert merge.changes == (Change(GRANTED, before, after),)

    def test_decimals_are_taken_over_exactly(self):
        amount = Cell(Decimal("59237.2449"))
        assert merged(EMPTY, data({FEES: amount})).report.dataset[FEES] == amount

    def test_a_table_that_was_not_read_is_left_alone(self):
        current = data({GRANTED: Cell(3), ISSUED: Cell(1)})
        merge = merged(current, data({ISSUED: Cell(2)}), frozenset({T2}))
        assert merge.report.dataset == data({GRANTED: Cell(3), ISSUED: Cell(2)})
        assert [change.key for change in merge.changes] == [ISSUED]

    def test_numbers_of_a_table_with_errors_are_not_taken(self):
        merge = merged(EMPTY, data({GRANTED: Cell(3), ISSUED: Cell(1)}), frozenset({T2}))
        assert merge.report.dataset == data({ISSUED: Cell(1)})

    def test_nothing_read_changes_nothing(self):
        current = samples.dataset("suqian-2024")
        assert merged(current, EMPTY, frozenset()).report.dataset == current

    def test_where_a_number_was_read_comes_along(self):
        merge = merged(EMPTY, data({GRANTED: Cell(3, origin=("x.xlsx", "表", "B2"))}))
        assert merge.changes[0].after.origin == ("x.xlsx", "表", "B2")

    def test_current_and_incoming_are_left_as_they_were(self):
        current, incoming = data({GRANTED: Cell(3)}), data({GRANTED: Cell(4)})
        merged(current, incoming)
        assert current == data({GRANTED: Cell(3)})
        assert incoming == data({GRANTED: Cell(4)})


class TestWords:
    CURRENT = Report(
        data({GRANTED: Cell(3)}),
        preamble="旧引言",
        sections={"overview": "旧", "other_matters": "无"},
        contact="旧电话",
    )

    def test_what_the_file_has_is_taken_and_named(self):
        incoming = Report(
            self.CURRENT.dataset,
            "民政局",
            2024,
            preamble="新引言",
            sections={"overview": "新"},
            contact="新电话",
        )
        merge = merged(self.CURRENT, incoming)
        assert merge.texts == ("overview", "preamble", "contact")
        assert merge.report.sections == {"overview": "新", "other_matters": "无"}
        assert (merge.report.preamble, merge.report.contact) == ("新引言", "新电话")
        assert (merge.report.agency, merge.report.year) == ("民政局", 2024)
        assert merge.changes == ()

    def test_what_the_file_does_not_have_stays(self):
        incoming = Report(self.CURRENT.dataset, sections={"overview": "", "other_matters": "无"})
        merge = merged(self.CURRENT, incoming)
        assert merge.texts == ()
        assert merge.report == self.CURRENT


class TestRefusal:
    @pytest.mark.parametrize(
        "cell", [Cell(-1), Cell(Decimal("2.5")), Cell(text="约30"), Cell(10**15)]
    )
    def test_what_is_no_proper_number_is_named_and_nothing_is_taken(self, cell):
        merge = merged(EMPTY, data({GRANTED: cell, ISSUED: Cell(1)}))
        assert (merge.report, merge.changes) == (None, ())
        [error] = merge.errors
        assert error.zh.startswith(f"{FORMAT.tables[T3].label(GRANTED)}：")
        assert error.en

    def test_a_number_of_another_kind_of_column_may_be_proper(self):
        assert merged(EMPTY, data({FEES: Cell(Decimal("2.5"))})).report.dataset[FEES].number

    def test_what_was_wrong_before_in_another_table_does_not_refuse_the_file(self):
        current = data({GRANTED: Cell(text="约30")})
        merge = merged(current, data({ISSUED: Cell(2)}), frozenset({T2}))
        assert merge.report.dataset == data({GRANTED: Cell(text="约30"), ISSUED: Cell(2)})

    def test_a_cell_that_the_format_does_not_have(self):
        merge = merged(EMPTY, data({CellKey(T3, "granted", "nobody"): Cell(3)}))
        assert merge.report is None
        assert f"{T3}/granted/nobody" in merge.errors[0].zh

    def test_one_bad_report_does_not_harm_the_others(self):
        good, bad = Report(data({GRANTED: Cell(3)})), Report(data({GRANTED: Cell(-3)}))
        merges = merge_reports(
            (Report(EMPTY), ReportReading(one, ALL, ALL)) for one in (good, bad, good)
        )
        assert [merge.report for merge in merges] == [good, None, good]

    def test_a_failure_is_an_error_of_its_report(self, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError("砸了")

        monkeypatch.setattr("importers.resources.Sections.clean", fail)
        merge = merged(EMPTY, data({GRANTED: Cell(3)}))
        assert merge.report is None
        assert "砸了" in merge.errors[0].zh


class TestImportExport:
    def test_rows_are_called_new_changed_or_skipped(self):
        one, other, none = (Report(data(c)) for c in ({GRANTED: Cell(3)}, {GRANTED: Cell(4)}, {}))
        assert types([(none, one), (one, other), (one, one)]) == ["new", "update", "skip"]

    def test_nothing_comes_back_of_nothing(self):
        assert merge_reports([]) == []

    def test_a_thousand_in_their_order(self):
        reports = [Report(data({GRANTED: Cell(i)}), str(i), 2024) for i in range(1000)]
        merges = merge_reports((Report(EMPTY), ReportReading(one, ALL, ALL)) for one in reports)
        assert [merge.report for merge in merges] == reports


class TestFormats:
    def test_a_file_in_another_format_brings_its_own_tables(self, made_up):
        change = CellKey("stock", "paper", "change")
        incoming = Report(Dataset("made-up", {change: Cell(-2)}))
        current = Report(
            data({GRANTED: Cell(3)}), preamble="引言", sections={"overview": "旧"}, contact="电话"
        )
        merge = merged(current, incoming, frozenset({"stock"}))
        assert merge.report == Report(incoming.dataset, preamble="引言", contact="电话")
        assert merge.changes == (Change(change, Cell(), Cell(-2)),)
