"""``Table`` + ``TableData`` → ``Grid``: the one place that computes spans. Pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from report_blocks.statutory import CellKey, Column, Group, Layout, Line, Table, TableData

from .grid import Grid, GridCell, GridRow, Note, Role, column_widths


def build_grid(table: Table, data: TableData | None = None) -> Grid:
    """The table as it is printed, with the data's cells in it."""
    empty = _empty_grid(table)
    if data is None or not data.cells:
        return empty

    def filled(rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
        return tuple(
            tuple(cell if cell.key is None else replace(cell, cell=data[cell.key]) for cell in row)
            for row in rows
        )

    return replace(empty, bodies=tuple(map(filled, empty.bodies)), notes=notes_of(table, data))


@lru_cache(maxsize=64)
def _empty_grid(table: Table) -> Grid:
    """The form itself, which is the same for every report."""
    return _line_grid(table) if table.layout is Layout.LINE else _matrix_grid(table)


@dataclass(frozen=True, slots=True)
class _Header:
    """A node of a header tree: it covers ``length`` lines from ``start``, ``depth`` levels."""

    level: int
    start: int
    length: int
    depth: int
    text: str
    is_leaf: bool


def _headers(paths: Sequence[tuple[str, ...]], depth: int) -> list[_Header]:
    """The header tree of these label paths; equal neighbours share their upper labels."""
    nodes = []
    for level in range(depth):
        start = 0
        while start < len(paths):
            path = paths[start]
            end = start + 1
            if len(path) > level + 1:
                while end < len(paths) and paths[end][: level + 1] == path[: level + 1]:
                    end += 1
                nodes.append(_Header(level, start, end - start, 1, path[level], False))
            elif len(path) == level + 1:
                nodes.append(_Header(level, start, 1, depth - level, path[level], True))
            start = end
    return nodes


def _covering(nodes: list[_Header], index: int) -> list[_Header]:
    return [node for node in nodes if node.start <= index < node.start + node.length]


def _depth(lines: Sequence[Line]) -> int:
    return max(len(line.path) for line in lines)


def _matrix_grid(table: Table) -> Grid:
    stub = max(_depth(group.rows) for group in table.groups)
    width = max(len(group.columns) for group in table.groups)
    parts = [_group(table, i, group, stub, width) for i, group in enumerate(table.groups)]
    stacked = len(parts) > 1
    head = () if stacked else parts[0][0]
    bodies = tuple(head + body if stacked else body for head, body in parts)
    return _placed(table, (head, *bodies), stub, width)


def _placed(table: Table, parts: tuple[tuple[GridRow, ...], ...], stub: int, values: int) -> Grid:
    """The grid, each cell told its place and width; ``parts`` are the head and the bodies."""
    widths = column_widths(stub, values)
    placed = []
    for rows in parts:
        taken: set[tuple[int, int]] = set()
        part = []
        for i, row in enumerate(rows):
            left, cells = 0, []
            for cell in row:
                while (i, left) in taken:
                    left += 1
                taken |= {
                    (i + down, left + right)
                    for down in range(cell.rowspan)
                    for right in range(cell.colspan)
                }
                width = round(widths[left], 2) if cell.colspan == 1 else 0
                cells.append(replace(cell, left=left, width=width))
            part.append(tuple(cells))
        placed.append(tuple(part))
    return Grid(table, placed[0], tuple(placed[1:]), stub, values)


def _group(
    table: Table, index: int, group: Group, stub: int, width: int
) -> tuple[tuple[GridRow, ...], tuple[GridRow, ...]]:
    """The header rows and the body rows of one group."""
    depth = _depth(group.columns)
    tops = _headers([column.path for column in group.columns], depth)
    sides = _headers([row.path for row in group.rows], stub)
    prefix = f"{table.key}-g{index}"
    title_id = f"{prefix}-title"
    # The last column of a narrow group takes the width that is left.
    spans = [1] * (len(group.columns) - 1) + [width - len(group.columns) + 1]

    def top_id(node: _Header) -> str:
        name = group.columns[node.start].key if node.is_leaf else f"{node.level}-{node.start}"
        return f"{prefix}-col-{name}"

    def side_id(node: _Header) -> str:
        if node.is_leaf:
            return f"{table.key}-row-{group.rows[node.start].key}"
        return f"{prefix}-row-{node.level}-{node.start}"

    head: list[GridRow] = []
    if group.label:
        title = GridCell(
            Role.TITLE, group.label, colspan=stub + width, scope="rowgroup", id=title_id
        )
        head.append((title,))
    for level in range(depth):
        corner = [GridCell(Role.STUB, group.stub, rowspan=depth, colspan=stub)] if not level else []
        head.append(
            (
                *corner,
                *(
                    GridCell(
                        Role.HEADER,
                        node.text,
                        rowspan=node.depth,
                        colspan=sum(spans[node.start : node.start + node.length]),
                        scope="col" if node.is_leaf else "colgroup",
                        id=top_id(node),
                        level=node.level,
                    )
                    for node in tops
                    if node.level == level
                ),
            )
        )
    body: list[GridRow] = []
    for i, row in enumerate(group.rows):
        own = ([title_id] if group.label else []) + [side_id(n) for n in _covering(sides, i)]
        labels = [
            GridCell(
                Role.HEADER,
                node.text,
                rowspan=node.length,
                colspan=node.depth,
                scope="row" if node.is_leaf else "rowgroup",
                id=side_id(node),
                level=node.level,
            )
            for node in sides
            if node.start == i
        ]
        values = [
            _value(table, row, column, (*own, *map(top_id, _covering(tops, j))), spans[j])
            for j, column in enumerate(group.columns)
        ]
        body.append((*labels, *values))
    return tuple(head), tuple(body)


def _line_grid(table: Table) -> Grid:
    crossings = [
        (row, column) for group in table.groups for row in group.rows for column in group.columns
    ]
    paths = [row.path + column.path for row, column in crossings]
    depth = max(map(len, paths))
    tops = _headers(paths, depth)

    def top_id(node: _Header) -> str:
        row, column = crossings[node.start]
        name = f"{row.key}-{column.key}" if node.is_leaf else f"{node.level}-{node.start}"
        return f"{table.key}-col-{name}"

    head = tuple(
        tuple(
            GridCell(
                Role.HEADER,
                node.text,
                rowspan=node.depth,
                colspan=node.length,
                scope="col" if node.is_leaf else "colgroup",
                id=top_id(node),
                level=node.level,
            )
            for node in tops
            if node.level == level
        )
        for level in range(depth)
    )
    values = tuple(
        _value(table, row, column, tuple(map(top_id, _covering(tops, i))))
        for i, (row, column) in enumerate(crossings)
    )
    return _placed(table, (head, (values,)), 0, len(crossings))


def _value(
    table: Table,
    row: Line,
    column: Column,
    headers: tuple[str, ...],
    colspan: int = 1,
) -> GridCell:
    key = CellKey(table.key, row.key, column.key)
    return GridCell(
        Role.VALUE,
        colspan=colspan,
        headers=headers,
        key=key,
        column=column,
        is_total=key in table.computed,
    )


def notes_of(table: Table, data: TableData) -> tuple[Note, ...]:
    """The notes of the data's cells, in the table's order."""
    return tuple(
        Note(key, table.label(key), data[key].note) for key in table.cells if data[key].note
    )
