"""D05: a figure that the prose takes from a cell is there, or the report is not published."""

import pytest

from report_blocks.statutory import Cell, CellKey, Dataset, Report, Severity, check
from report_blocks.statutory.figures import key_of, mark, marked_cells

TOTAL = "information_requests/new_requests/total"


def findings(text, **cells):
    report = Report(Dataset("cn-2021", cells.get("cells", {})), sections={"overview": text})
    return [finding for finding in check(report) if finding.rule == "D05"]


def test_plain_numbers_are_no_marks():
    assert findings("新收申请 713 件，{ }，{{}}，{{甲 乙}}") == []


def test_a_blank_cell_is_named_by_its_row_and_column():
    [found] = findings(f"新收申请 {mark(TOTAL)} 件")
    assert found.severity is Severity.ERROR
    assert found.section == "overview"
    assert found.message == (
        "“一、总体情况”一节引用的数据为空：一、本年新收政府信息公开申请数量 · 总计"
    )


@pytest.mark.parametrize("cell", ["information_requests/renamed/total", "x", "a/b/c/d", ""])
def test_a_cell_that_the_format_does_not_have_is_named_by_its_key(cell):
    [found] = findings(f"新收申请 {mark(cell)} 件")
    assert found.message.startswith("“一、总体情况”一节引用的数据不存在：")
    assert (cell or "?") in found.message


def test_a_value_under_an_unknown_key_does_not_help():
    key = CellKey("information_requests", "renamed", "total")
    assert findings(mark(str(key)), cells={key: Cell(7)})


def test_each_cell_is_one_finding_however_often_it_is_used():
    assert len(findings(f"{mark(TOTAL)}、{mark(TOTAL)}、{mark('a/b/c')}")) == 2


@pytest.mark.parametrize("cell", ["a}}b", "<b>/&/\n", "a b/c/d", "\0", "{{"])
def test_a_mark_is_a_mark_whatever_is_stored(cell):
    assert len(list(marked_cells(f"前{mark(cell)}后"))) == 1


def test_keys():
    assert key_of(TOTAL) == CellKey("information_requests", "new_requests", "total")
    assert key_of("a/b") is None
