"""Finds a statutory table on a sheet by its labels, never by position.

A row is where its label stands; a column is named by the text above its values; labels above
those decide between equals. A table is read only if every one of its lines is there once and
nothing in its area is left over.
"""

from functools import lru_cache

from report_blocks.statutory import CellKey, Group, Layout, Table

from ..addresses import Position
from ..labels import normal
from ..sheets import Sheet
from .columns import Part, find_columns
from .leftovers import complain_of_leftovers, is_number
from .located import Block, Located
from .names import Names, Side, columns_of, line_of, lineage, names_of, rows_of

# Of a table's labels, so many must be on a sheet for it to be that table, complete or not.
ENOUGH = 1 / 3
HIGHEST_GAP = 2  # blank rows between the header of a line and its values
MOST_PLACES = 50  # that are looked at for one label; it is not certain long before


def locate(table: Table, sheet: Sheet, fences: frozenset[str]) -> Located | None:
    """The table on this sheet, with what is wrong with it; None if it is not there.

    ``fences`` are normalised headings: no table goes on across one.
    """
    if not is_on(table, sheet):
        return None
    located = Located(table, sheet)
    if sheet.disorder:
        located.complain(*sheet.disorder)
        return located
    rows = sorted(row for fence in fences for row, _column in sheet.places.get(fence, ()))
    find = _line if table.layout is Layout.LINE else _matrix
    blocks = find(located, rows)
    if not located.cells and not located.complaints:
        return None
    complain_of_leftovers(located, blocks)
    return located


def is_on(table: Table, sheet: Sheet) -> bool:
    """Whether enough of the table's labels are there, complete or not."""
    leaves = _leaves(table)
    return sum(leaf in sheet.places for leaf in leaves) >= ENOUGH * len(leaves)


@lru_cache(maxsize=256)
def _leaves(table: Table) -> frozenset[str]:
    return frozenset(
        normal(line.label) for group in table.groups for line in (*group.rows, *group.columns)
    )


# Rows at the left, columns on top, groups stacked


def _matrix(located: Located, fences: list[int]) -> list[Block]:
    sheet, pairs = located.sheet, []
    for group in located.table.groups:
        if block := _block(located, group, fences):
            pairs.append((group, block))
    parts = []
    for group, block in pairs:
        bottoms = [other.bottom for _group, other in pairs if other.bottom < block.top]
        above = [row for row in fences if row < block.top]
        block.ceiling = max((*bottoms, *above), default=0)
        labels = {column.key: column.label for column in group.columns}
        depth = max(len(column.path) for column in group.columns)
        parts.append(Part(block, names_of(columns_of(group)), labels, depth))
    blocks, _right = find_columns(located, parts)
    for block in blocks:
        for row_key, (row, _column) in block.rows.items():
            for column_key, column in block.columns.items():
                key = CellKey(located.table.key, row_key, column_key)
                located.cells[key] = sheet.anchor((row, column))
    return blocks


def _block(located: Located, group: Group, fences: list[int]) -> Block | None:
    """The group's rows, or complaints; None if there are none of them."""
    sheet = located.sheet
    names = names_of(rows_of(group))
    all_places = _places(sheet, names, Side.LEFT)
    places = _within_one_table(sheet, all_places, fences)
    others = [(set(found) - set(places[key])) for key, found in all_places.items()]
    if len(others := [other for other in others if other]) >= max(2, ENOUGH * len(group.rows)):
        located.complain(
            "的各行在同一张表中有不止一处，请只保留一处",
            "has its rows more than once on the sheet; keep one",
            min(others[0]),
        )
    rows: dict[str, Position] = {}
    for row in group.rows:
        found = places.get(row.key, [])
        if len(found) == 1:
            rows[row.key] = found[0]
        elif found:
            located.complain(
                f"中“{row.label}”一行出现了 {len(found)} 次，请只保留一行",
                f"has the row “{row.label}” {len(found)} times; keep one",
                found[1],
            )
        else:
            located.complain(
                f"缺少“{row.label}”一行，请对照官方格式补上", f"lacks the row “{row.label}”"
            )
    if not rows:
        return None
    ends = [sheet.end(place) for place in rows.values()]
    return Block(
        top=min(row for row, _column in rows.values()),
        bottom=max(row for row, _column in ends),
        left=max(column for _row, column in ends) + 1,
        rows=rows,
    )


def _places(sheet: Sheet, names: Names, side: Side) -> dict[str, list[Position]]:
    """Where labels stand that can mean only one line, by the line's key."""
    places: dict[str, list[Position]] = {}
    for label in names.lines:
        for place in sheet.places.get(label, [])[:MOST_PLACES]:
            if side is Side.LEFT and _goes_on(sheet, place):
                continue
            meant = names.meant(label, lineage(sheet, place, side, (1, 1)))
            if len(meant) == 1:
                places.setdefault(meant[0], []).append(place)
    return places


def _goes_on(sheet: Sheet, place: Position) -> bool:
    """Whether the label is repeated in the next cell, as some write what is merged in the form."""
    _row, last = sheet.end(place)
    return sheet.labels.get((place[0], last + 1)) == sheet.labels[place]


def _within_one_table(
    sheet: Sheet, places: dict[str, list[Position]], fences: list[int]
) -> dict[str, list[Position]]:
    """Of labels found more than once, only those among the ones found once.

    总计 may end the rows of several tables of a sheet, or head a column as well.
    """
    certain = [found[0] for found in places.values() if len(found) == 1]
    if not certain:
        return places
    top, bottom = min(certain)[0], max(certain)[0]
    right = max(sheet.end(place)[1] for place in certain)
    before = max((row for row in fences if row <= top), default=0)
    after = min((row for row in fences if row > bottom), default=bottom + len(sheet.cells))
    return {
        key: found
        if len(found) == 1
        else [p for p in found if before <= p[0] < after and sheet.end(p)[1] <= right]
        for key, found in places.items()
    }


# Rows and columns both on top, one line of values


def _line(located: Located, fences: list[int]) -> list[Block]:
    sheet, table = located.sheet, located.table
    keys = {str(key): key for key in table.cells}
    named = line_of(table)
    names = names_of(named)
    places = [p for found in _places(sheet, names, Side.TOP).values() for p in found]
    if not places:
        located.complain("的表头不完整，请对照官方格式补上", "has an incomplete header")
        return []
    row = max(sheet.end(place)[0] for place in places) + 1
    if row - 1 - min(sheet.end(place)[0] for place in places) > len(named[0].path):
        located.complain(
            "在同一张表中有不止一处，请只保留一处",
            "stands more than once on the sheet; keep one",
            max(places),
        )
        return []
    row = _values(located, row, [column for _row, column in places])
    block = Block(
        top=row,
        bottom=row,
        left=min(column for _row, column in places),
        ceiling=max((fence for fence in fences if fence < row), default=0),
    )
    labels = {name: table.label(key) for name, key in keys.items()}
    depth = max(len(path) for _key, path, _units in named)
    blocks, right = find_columns(located, [Part(block, names, labels, depth)])
    if beyond := [place for place in places if place[1] > right]:
        located.complain(
            "在同一张表中有不止一处，或者被空白列隔开，请只保留连续的一处",
            "stands more than once on the sheet, or is parted by a blank column",
            min(beyond),
        )
    for name, column in blocks[0].columns.items():
        located.cells[keys[name]] = sheet.anchor((blocks[0].top, column))
    return blocks


def _values(located: Located, row: int, columns: list[int]) -> int:
    """The row of the values: the one below the header, or one below blank rows if it is full.

    Some numbers below a blank row can be anything; one below each label can't.
    """
    for below in range(row, row + HIGHEST_GAP + 1):
        places = [(below, column) for column in columns]
        if any(map(located.sheet.covers, places)):
            is_full = all(is_number(located.sheet, place, located.units) for place in places)
            return below if is_full else row
    return row
