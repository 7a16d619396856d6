"""Key figures: sums of cells, unknown where a cell is blank, the same in both formats."""

import pytest

from report_blocks.statutory import Cell, CellKey, formats, get_format
from tests import samples


def figures(format_key):
    return {figure.key: figure for figure in get_format(format_key).key_figures}


def test_those_of_a_real_report():
    dataset = samples.report("suqian-2024").dataset
    found = {key: figure.value(dataset.cells) for key, figure in figures("cn-2021").items()}
    total = dataset[CellKey("information_requests", "new_requests", "total")].number
    assert found["new_requests"] == total
    assert found["granted"] == sum(
        dataset[CellKey("information_requests", row, "total")].number
        for row in ("granted", "partially_granted")
    )


def test_a_blank_part_is_not_zero():
    litigation = figures("cn-2021")["litigation"]
    one = litigation.cells[0]
    assert litigation.value({one: Cell(2)}) is None
    assert litigation.value(dict.fromkeys(litigation.cells, Cell(2))) == 4
    assert (
        litigation.value({**dict.fromkeys(litigation.cells, Cell(2)), one: Cell(text="约2")})
        is None
    )


@pytest.mark.parametrize("key", figures("cn-2019"))
def test_both_formats_call_the_same_the_same(key):
    assert figures("cn-2019")[key].label == figures("cn-2021")[key].label


def test_every_shipped_format_has_some():
    assert all(format_.key_figures for format_ in formats().values())


@pytest.mark.parametrize("key", ["cn-2019", "cn-2021"])
def test_the_parts_of_the_outcomes_are_all_of_them(key):
    known = figures(key)
    parts = {cell.row for part in known["outcomes"].parts for cell in known[part].cells}
    table = get_format(key).tables["information_requests"]
    of_one_column = table.computed[CellKey(table.key, "outcomes_total", "natural_person")]
    assert parts == {cell.row for cell in of_one_column}
