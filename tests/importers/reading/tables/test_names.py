"""Lineage: the labels that a label stands under, merged, repeated or carried on."""

from importers.reading.sheets import Sheet
from importers.reading.tables.names import Named, Side, lineage, names_of

NAMES = names_of(
    (
        Named("a/x", ("甲", "甲一", "计"), ()),
        Named("a/y", ("甲", "甲二", "计"), ()),
        Named("b/x", ("乙", "计"), ()),
    )
)


def of(rows, leaf, side=Side.LEFT, merged=()):
    cells = {
        (i, j): text
        for i, row in enumerate(rows, start=1)
        for j, text in enumerate(row, start=1)
        if text
    }
    return lineage(Sheet("表", cells, merged), leaf, side, (1, 1))


def test_a_merged_label_counts_for_all_lines_it_covers():
    assert of([["甲", "一"], ["", "二"]], (2, 2), merged=[((1, 1), (2, 1))]) == ["甲"]


def test_a_merged_label_counts_for_no_other_line():
    rows = [["甲", "一"], ["", "二"], ["", "三"]]
    assert of(rows, (3, 2), merged=[((1, 1), (2, 1))]) == []


def test_a_label_that_is_not_merged_goes_on_over_blanks():
    assert of([["甲", "一"], ["", "二"], ["乙", "三"]], (2, 2)) == ["甲"]
    assert of([["甲", "一"], ["", "二"], ["乙", "三"]], (3, 2)) == ["乙"]


def test_a_label_goes_on_no_further_than_the_label_outside_it():
    rows = [["甲", "甲一", "计"], ["", "", "其他"], ["乙", "", "计"]]
    assert of(rows, (2, 3)) == ["甲一", "甲"]
    assert of(rows, (3, 3)) == ["乙"]


def test_numbers_end_a_lineage():
    assert of([["甲", 5, "一"]], (1, 3)) == []


def test_above_a_column():
    rows = [["甲", "", "乙"], ["甲一", "甲二", ""], ["计", "计", "计"]]
    assert of(rows, (3, 1), Side.TOP) == ["甲一", "甲"]
    assert of(rows, (3, 2), Side.TOP) == ["甲二", "甲"]
    assert of(rows, (3, 3), Side.TOP) == ["乙"]


def test_parents_decide_between_equals():
    assert NAMES.meant("计", ["甲一", "甲"]) == ["a/x"]
    assert NAMES.meant("计", ["乙"]) == ["b/x"]
    assert NAMES.meant("计", ["甲二"]) == ["a/y"]
    assert NAMES.meant("计", ["不相干", "乙"]) == ["b/x"]


def test_what_fits_several_or_none_is_not_certain():
    assert NAMES.meant("计", []) == ["a/x", "a/y", "b/x"]
    assert NAMES.meant("计", ["甲"]) == ["a/x", "a/y"]
    assert NAMES.meant("计", ["乙", "甲"]) == []
    assert NAMES.meant("小计", ["甲"]) == []
