"""The rules on a report of 2020: the same engine, from the 2019 format's own relations."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_blocks.statutory import Cell, CellKey, Dataset, Report, Severity, get_format
from tests import earlier
from tests.earlier import AMOUNT, T2, T3, T4
from tests.statutory.tables import check

FORMAT = get_format("cn-2019")
DATA = earlier.dataset()


def findings(cells):
    return check(Report(DATA.with_cells(cells), year=2020))


def test_a_correct_report_has_no_findings():
    assert check(earlier.report()) == []
    assert set(DATA.cells) == set(FORMAT.cells)


def test_every_single_cell_of_table_three_is_watched():
    for key in FORMAT.tables[T3].cells:
        found = findings({key: Cell(DATA[key].number + 1)})
        assert found, key
        assert all(key in finding.cells for finding in found), key


def test_every_cell_of_table_four_is_watched():
    for key in FORMAT.tables[T4].cells:
        assert [f.rule for f in findings({key: Cell(DATA[key].number + 1)})] == ["A04"]


def test_other_outcomes_are_one_row_and_part_of_the_total():
    key = CellKey(T3, "other", "business")
    found = {(f.rule, f.row, f.column) for f in findings({key: Cell(DATA[key].number + 5)})}
    assert found == {("A01", "other", "total"), ("A02", "outcomes_total", "business")}


def test_a_broken_balance_says_what_an_editor_understands():
    keys = [CellKey(T3, "carried_out", column) for column in ("natural_person", "total")]
    first, second = findings({key: Cell(DATA[key].number + 1) for key in keys})
    assert first.rule == second.rule == "A03"
    assert first.message.startswith("自然人一列：新收 ")
    assert first.message.endswith("，相差 1")


counts = st.one_of(st.none(), st.integers(0, 10**9))


@given(st.dictionaries(st.sampled_from(list(FORMAT.cells)), counts))
def test_exactly_the_broken_equations_are_found(numbers):
    """As addition says, not as the engine says."""
    data = Dataset("cn-2019", {k: Cell(n) for k, n in numbers.items() if n is not None})
    found = [f for f in check(Report(data)) if f.rule != "A07"]
    broken = [
        instance
        for table in FORMAT.tables.values()
        for instance in table.instances
        if sum(data[k].number or 0 for k in instance.left)
        != sum(data[k].number or 0 for k in instance.right)
    ]
    assert sorted(f.cells for f in found) == sorted(i.left + i.right for i in broken)


def test_changes_may_be_negative_and_nothing_else():
    for key, column in FORMAT.cells.items():
        rules = {f.rule for f in findings({key: Cell(-7)})}
        assert ("A05" in rules) is (column.key != "change"), key


def test_an_amount_without_its_unit_is_a_warning_and_can_be_published():
    [finding] = findings({AMOUNT: Cell(Decimal("6944.93"))})
    assert (finding.rule, finding.severity) == ("A07", Severity.WARNING)
    assert (finding.table, finding.row, finding.column) == AMOUNT
    assert finding.message == (
        "政府集中采购 · 采购总金额：6944.93 没有写明单位，请在数字后写上单位（元、万元、亿元）"
    )
    assert findings({AMOUNT: Cell(0)}) == findings({AMOUNT: Cell()}) == []
    assert findings({AMOUNT: Cell(251000, note="单位：元")}) == []


@pytest.mark.parametrize(("year", "known"), [(2018, 0), (2019, 1), (2020, 1), (2021, 0), (None, 1)])
def test_the_format_is_that_of_the_report_s_year(year, known):
    found = check(replace(earlier.report(), year=year))
    assert bool(found) is not bool(known)
    for finding in found:
        assert (finding.rule, finding.severity) == ("C01", Severity.ERROR)
        assert finding.message == f"{year} 年度报告不能使用国办公开办函〔2019〕60号的格式"


def test_no_row_of_table_two_adds_up():
    assert FORMAT.tables[T2].relations == ()
