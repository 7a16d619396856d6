"""What an editor sees between two revisions: the cells that changed, by name."""

import pytest

from report_blocks.blocks import StatutoryTableBlock
from report_blocks.statutory import Cell, Dataset, TableData

from .tables import T2, key, real, table

BLOCK = StatutoryTableBlock()


def compared(before, after):
    return BLOCK.get_comparison_class()(BLOCK, True, True, before, after)


def changed(data, cells):
    return Dataset.of("cn-2021", [data]).with_cells(cells).table(data.key)


def test_only_the_changed_cell_is_listed_by_name():
    before = real()
    after = changed(before, {key("granted/business"): Cell(999)})
    comparison = compared(before, after)
    assert comparison.has_changed()
    assert comparison.htmldiff() == (
        "<p>三、收到和处理政府信息公开申请情况</p>"
        "<ul><li>（一）予以公开 · 商业企业: <del>21</del> → <ins>999</ins></li></ul>"
    )


def test_the_same_table_has_not_changed():
    assert not compared(real(), real()).has_changed()
    assert "<li>" not in compared(real(), real()).htmldiff()


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (Cell(), Cell(0), "<del>—</del> → <ins>0</ins>"),
        (Cell(3), Cell(), "<del>3</del> → <ins>—</ins>"),
        (Cell(3), Cell(3, note="注"), "<del>3</del> → <ins>3（注）</ins>"),
        (Cell(text="约30"), Cell(30), "<del>约30</del> → <ins>30</ins>"),
    ],
)
def test_blank_zero_and_notes_are_told_apart(before, after, shown):
    cells = table(granted__business=before), table(granted__business=after)
    assert shown in compared(*cells).htmldiff()


def test_texts_are_escaped():
    evil = "<script>alert(1)</script>"
    html = compared(table(), table(granted__business=Cell(1, note=evil))).htmldiff()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_hostile_names_of_tables_and_cells_are_escaped():
    evil = TableData("<img src=x>/<i>", {key("<b>/<u>", "<i>"): Cell(1)})
    shown = compared(TableData("<img src=x>/<i>"), evil).htmldiff()
    other = compared(real(), evil).htmldiff()
    assert "<img" not in shown + other
    assert "<b>" not in shown + other


def test_a_format_that_is_gone_is_compared_by_keys():
    before, after = TableData("cn-1999/t"), TableData("cn-1999/t", {key("a/b", "t"): Cell(3)})
    html = compared(before, after).htmldiff()
    assert html == "<p>cn-1999/t</p><ul><li>t/a/b: <del>—</del> → <ins>3</ins></li></ul>"


def test_a_cell_that_the_format_does_not_have_is_compared_by_its_key():
    after = table(nowhere__total=5)
    assert "information_requests/nowhere/total" in compared(table(), after).htmldiff()


def test_another_table_in_its_place_has_changed():
    comparison = compared(table(), table(T2))
    assert comparison.has_changed()
    assert "<del>三、" in comparison.htmldiff()
    assert "<ins>二、" in comparison.htmldiff()


def test_an_added_table_is_listed_whole():
    html = compared(table(), table(granted__business=0)).htmlvalue(table(granted__business=0))
    assert html.count("<li>") == 1
    assert "<ins>0</ins>" in html


def test_a_made_up_format_is_compared_by_its_own_names(made_up):
    before = TableData("made-up/stock")
    after = TableData("made-up/stock", {key("chairs/value", "stock"): Cell(5)})
    assert "椅子 · 金额（单位：元）" in compared(before, after).htmldiff()
