"""Arithmetic: every relation of the real reports holds, and each broken one is one finding."""

import json
import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_blocks.statutory import (
    Cell,
    CellKey,
    Dataset,
    Report,
    Severity,
    TableData,
    get_format,
    rules,
)
from tests import samples
from tests.statutory.tables import check

T3, T4 = "information_requests", "review_and_litigation"


def cell(row, column, table=T3):
    return CellKey(table, row, column)


def findings(cells, name="suqian-2024"):
    return check(Report(samples.dataset(name).with_cells(cells)))


@pytest.mark.parametrize("name", [n for n in samples.NAMES if n != "shanghai-stcsm-2024"])
def test_a_correct_report_has_no_findings(name):
    assert check(samples.report(name)) == []


def test_the_report_published_with_a_blank_total_breaks_two_relations():
    first, second = check(samples.report("shanghai-stcsm-2024"))
    assert (first.rule, first.row, first.column) == ("A01", "carried_out", "total")
    assert (first.expected, first.found) == (1, None)
    assert first.message == "结转下年一行：自然人 1 = 1，总计为空白，相差 1"
    assert (second.rule, second.row, second.column) == ("A03", None, "total")
    assert (second.expected, second.found) == (36, 35)


def test_a03_says_what_an_editor_understands():
    data = {
        cell(row, "business"): Cell(number)
        for row, number in {"new_requests": 3, "granted": 2, "outcomes_total": 2}.items()
    }
    data |= {cell(r, "total"): data[cell(r, "business")] for r, _c in [(k.row, 0) for k in data]}
    broken = [f for f in check(Report(Dataset("cn-2021", data))) if f.column == "business"]
    [finding] = broken
    assert finding.rule == "A03"
    assert finding.message == (
        "商业企业一列：新收 3 + 上年结转 0 = 3，办理结果 2 + 结转下年 0 = 2，相差 1"
    )
    assert finding.severity is Severity.ERROR
    assert finding.cells == tuple(
        cell(row, "business")
        for row in ("new_requests", "carried_in", "outcomes_total", "carried_out")
    )
    assert "Column 商业企业" in finding.text.en


def test_every_single_cell_of_table_three_is_watched():
    """One more anywhere breaks at least one relation: no cell escapes the arithmetic."""
    table = get_format("cn-2021").tables[T3]
    data = samples.dataset("suqian-2024")
    for key in table.cells:
        found = check(Report(data.with_cells({key: Cell((data[key].number or 0) + 1)})))
        assert found, key
        assert all(key in finding.cells for finding in found), key


def test_every_cell_of_table_four_is_watched():
    data = samples.dataset("suqian-2024")
    for key in get_format("cn-2021").tables[T4].cells:
        [finding] = check(Report(data.with_cells({key: Cell(data[key].number + 1)})))
        assert finding.rule == "A04"


PARTS = ("natural_person", "business", "research_institute", "public_welfare_org")
PARTS += ("legal_service_org", "other_org")


def test_a01_a_wrong_total_of_a_row():
    key = cell("carried_in", "total")
    first, *others = findings({key: Cell(120)})
    assert first.message == ("上年结转一行：自然人 118 + 商业企业 3 = 121，总计填的是 120，相差 1")
    assert (first.rule, first.severity, first.table) == ("A01", Severity.ERROR, T3)
    assert (first.row, first.column) == ("carried_in", "total")
    assert (first.expected, first.found) == (121, 120)
    assert first.cells == (key, *(cell("carried_in", part) for part in PARTS))
    assert [f.rule for f in others] == ["A03"]


def test_a02_a_wrong_total_of_a_column():
    """Totals of the row and what the column carries over are mended, so that one rule is left."""
    data = samples.dataset("suqian-2024")
    total, carried = cell("outcomes_total", "business"), cell("carried_out", "business")
    row_total, row_carried = cell("outcomes_total", "total"), cell("carried_out", "total")
    first, second = findings(
        {total: Cell(74), carried: Cell(4), row_total: Cell(3522), row_carried: Cell(124)}
    )
    assert first.rule == second.rule == "A02"
    assert (first.row, first.column) == ("outcomes_total", "business")
    assert (first.expected, first.found) == (data[total].number, 74)
    assert first.message.startswith("商业企业一列：（一）予以公开 21 + （二）部分公开 9 + ")
    assert first.message.endswith(" = 73，（七）总计填的是 74，相差 1")
    assert len(first.cells) == 22
    assert second.column == "total"


def test_a04_a_wrong_total_in_one_of_the_three_groups():
    key = cell("litigation_direct", "total", T4)
    [finding] = findings({key: Cell(None)})
    assert finding.message == (
        "行政诉讼（未经复议直接起诉）一组：结果维持 7 + 其他结果 11 + 尚未审结 7 = 25，"
        "总计为空白，相差 25"
    )
    assert (finding.rule, finding.expected, finding.found) == ("A04", 25, None)
    assert finding.cells == (
        key,
        *(cell("litigation_direct", c, T4) for c in ("upheld", "corrected", "other", "pending")),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (Cell(-1), "-1 是负数"),
        (Cell(Decimal("2.5")), "2.5 不是整数"),
        (Cell(text="约30"), "“约30”不是数字"),
    ],
)
def test_a05_numbers_of_the_wrong_kind(content, said):
    key = cell("licensing", "decisions", "proactive_disclosure")
    [finding] = findings({key: content})
    assert (finding.rule, finding.cells) == ("A05", (key,))
    assert finding.message == f"行政许可 · 本年处理决定数量：{said}"


def test_a_relation_with_an_unreadable_cell_is_left_to_a05():
    rules_found = {f.rule for f in findings({cell("granted", "business"): Cell(text="?")})}
    assert rules_found == {"A05"}


def test_blank_counts_as_nothing_but_stays_blank():
    data = samples.dataset("shapotou-justice-2022")
    key = cell("reconsideration", "upheld", T4)
    assert data[key].is_blank
    assert data.numbers()[T4]["reconsideration"]["upheld"] is None
    assert data.numbers()[T4]["litigation_direct"]["upheld"] == 0


def test_a_cell_that_the_format_does_not_have_is_an_error():
    [finding] = findings({cell("granted", "aliens"): Cell(5)})
    assert finding.rule == "C00"


def test_a_check_that_crashes_is_an_error_of_its_own(monkeypatch):
    def broken(report):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(rules, "CHECKS", (*rules.CHECKS, broken))
    [finding] = check(samples.report("suqian-2024"))
    assert finding.severity is Severity.ERROR
    assert "ZeroDivisionError" in finding.message


def test_a_made_up_format_is_checked_by_the_same_code(made_up):
    data = {
        CellKey("stock", "paper", "value"): Cell(Decimal("0.10")),
        CellKey("stock", "ink", "value"): Cell(Decimal("0.20")),
        CellKey("stock", "both", "value"): Cell(Decimal("0.3")),
        CellKey("stock", "paper", "change"): Cell(-4),
        CellKey("stock", "both", "change"): Cell(-4),
        CellKey("cases", "new", "won"): Cell(2),
    }
    [finding] = check(Report(Dataset("made-up", data)))
    assert finding.rule == "A92"
    assert finding.message == "本地新案一组：胜 2 = 2，合计为空白，相差 2"


@pytest.mark.parametrize("name", samples.NAMES)
def test_datasets_are_values(name):
    data = samples.dataset(name)
    assert Dataset.from_json(json.loads(json.dumps(data.to_json()))) == data
    assert pickle.loads(pickle.dumps(data)) == data  # noqa: S301
    assert deepcopy(data) == data
    assert hash(deepcopy(data)) == hash(data)
    with pytest.raises(TypeError):
        data.cells[cell("granted", "total")] = Cell(1)
    assert data.numbers() == samples.numbers(name)


numbers = st.one_of(st.integers(0, 10**12), st.decimals(0, 10**6, places=2))
contents = st.builds(Cell, numbers, note=st.text("其中修订3件", max_size=6))


@given(st.dictionaries(st.sampled_from(list(get_format("cn-2021").cells)), contents))
def test_a_dataset_comes_back_from_json_whole(cells):
    data = Dataset("cn-2021", cells)
    back = Dataset.from_json(json.loads(json.dumps(data.to_json(), ensure_ascii=False)))
    assert back == data
    assert {k: str(c.number) for k, c in back.cells.items()} == {
        k: str(c.number) for k, c in data.cells.items()
    }


@pytest.mark.parametrize("bad", [{}, {"format": "cn-2021"}, {"format": "f", "cells": {"a": 1}}, []])
def test_json_of_another_shape_is_no_dataset(bad):
    with pytest.raises(ValueError, match="not a"):
        Dataset.from_json(bad)


def test_tables_are_values_and_know_their_changes():
    table = samples.dataset("suqian-2024").table(T3)
    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301
    assert deepcopy(table) is table
    assert {table: 1}[deepcopy(table)] == 1
    assert TableData(table.reference, {**table.cells, cell("granted", "x"): Cell()}) == table
    with pytest.raises(TypeError):
        table.cells[cell("granted", "total")] = Cell(1)
    with pytest.raises(FrozenInstanceError):
        table.reference = "x"
    key = cell("granted", "business")
    other = TableData(table.reference, {**table.cells, key: Cell(22, note="其中1件")})
    [change] = table.changes_to(other)
    assert (change.key, change.before, change.after) == (key, Cell(21), Cell(22, note="其中1件"))
    assert TableData.from_json(json.loads(json.dumps(other.to_json()))) == other
    assert other.to_json()["cells"]["granted/business"] == {"value": 22, "note": "其中1件"}
