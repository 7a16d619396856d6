"""The printed form: spans tile the rectangle, every value knows its headers."""

import pytest

from report_blocks.rendering.grid import Role
from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import Cell, CellKey, TableData, get_format


def grids(made_up):
    tables = [*get_format("cn-2021").tables.values(), *made_up.tables.values()]
    return [build_grid(table) for table in tables]


def test_spans_tile_each_part_exactly(made_up):
    for grid in grids(made_up):
        for rows in (grid.head, *grid.bodies):
            taken = [
                (i + down, cell.left + right)
                for i, row in enumerate(rows)
                for cell in row
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            ]
            assert len(taken) == len(set(taken)) == len(rows) * grid.columns, grid.table.reference


def test_every_value_points_to_headers_that_exist(made_up):
    for grid in grids(made_up):
        ids = [cell.id for row in grid.rows for cell in row if cell.id]
        assert len(ids) == len(set(ids))
        values = list(grid.values)
        assert [cell.key for cell in values] == list(grid.table.cells)
        for cell in values:
            assert cell.headers
            assert set(cell.headers) <= set(ids)


def test_the_headers_of_a_value_say_its_whole_path(made_up):
    """What a screen reader says for a cell: the group, the row's labels, the column's labels."""
    for grid in grids(made_up):
        labels = {cell.id: cell.text for row in grid.rows for cell in row if cell.id}
        for group in grid.table.groups:
            title = [group.label] if group.label else []
            for cell in grid.values:
                row = {line.key: line for line in group.rows}.get(cell.key.row)
                if row:
                    path = [*title, *row.path, *cell.column.path]
                    assert [labels[header] for header in cell.headers] == path


def test_values_hold_the_data_and_totals_are_marked(made_up):
    data = TableData("made-up/stock", {CellKey("stock", "ink", "change"): Cell(-4, note="盘亏")})
    grid = build_grid(made_up.tables["stock"], data)
    assert [(c.key.row, c.printed) for c in grid.values if c.printed] == [("ink", "-4")]
    assert {c.key.row for c in grid.values if c.is_total} == {"both"}
    assert [(n.label, n.text) for n in grid.notes] == [("墨水 · 本年增/减", "盘亏")]


def test_widths_fill_the_page(made_up):
    for grid in grids(made_up):
        assert len(grid.widths) == grid.columns
        assert sum(grid.widths) == pytest.approx(100)


def test_table_three_has_the_head_of_the_official_form():
    grid = build_grid(get_format("cn-2021").tables["information_requests"])
    head = [[(c.text, c.rowspan, c.colspan) for c in row] for row in grid.head]
    assert head[0] == [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
        ("申请人情况", 1, 7),
    ]
    assert head[1] == [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)]
    assert [text for text, *_spans in head[2]] == [
        "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他",
    ]  # fmt: skip
    assert len(grid.head) == 3
    results = grid.bodies[0][2][0]
    assert (results.text, results.rowspan, results.scope) == ("三、本年度办理结果", 22, "rowgroup")


def test_table_four_is_one_line_below_three_rows_of_headers():
    grid = build_grid(get_format("cn-2021").tables["review_and_litigation"])
    assert [len(row) for row in grid.head] == [2, 7, 10]
    assert [cell.role for cell in grid.bodies[0][0]] == [Role.VALUE] * 15
    assert grid.head[1][0].rowspan == 2


def test_table_two_stacks_its_groups():
    grid = build_grid(get_format("cn-2021").tables["proactive_disclosure"])
    assert grid.head == ()
    assert [body[0][0].text for body in grid.bodies] == [
        "第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项",
    ]  # fmt: skip
    assert grid.bodies[1][2][1].colspan == 3
