"""Nothing in a table's area may be left over: it could be a number that went astray."""

import re
from collections.abc import Container, Iterable

from report_blocks.statutory import CellKey

from ..addresses import Position
from ..labels import normal
from ..sheets import Sheet
from .located import Block, Located

ABOVE = 2  # rows above a blank table
LONGEST_NUMBER = 60  # characters, a note in brackets and all
BELOW = 10  # rows below a table where a number must not stand without any text
_NUMBER = re.compile(r"(?:[-+]|增加?|减少?)?\d[\d,.]*(?P<unit>[^\d(]{0,4})(\(.*\))?")


def complain_of_leftovers(located: Located, blocks: list[Block]) -> None:
    """What stands among the table's cells and is none of them, or is two of them."""
    known = set(located.cells.values())
    right = max((c for block in blocks for c in block.columns.values()), default=0)
    right = max(right, *(c for b in blocks for c in b.unknown), 0)
    for block in blocks:
        _beside(located, block, known, right)
        headers = [other.header for other in blocks if other.header > block.bottom]
        _below(located, block, right, min(headers, default=located.sheet.last_row + 1))
        _above(located, block, known, right)
    _no_shared_cells(located)


def _beside(located: Located, block: Block, known: set[Position], right: int) -> None:
    """Contents in the rows of the block, in none of its columns or in none of its rows."""
    sheet = located.sheet
    ends = {place[0]: sheet.end(place)[1] for place in block.rows.values()}
    _beyond(located, block, ends, right)
    for row in range(block.top, block.bottom + 1):
        first = ends.get(row, block.left - 1) + 1 if block.rows else max(1, block.left - 1)
        for column in range(first, right + 1):
            place = row, column
            if not sheet.holds(place) or place in known or column in block.unknown:
                continue
            if row in ends:
                _complain_of_column(located, place)
                continue
            if _repeats_header(sheet, block, row, range(first, right + 1)):
                break
            if not block.rows and not is_number(sheet, place, located.units):
                continue  # words at the left of the one line of values
            _complain_of_row(located, place)
            break


def _beyond(located: Located, block: Block, rows: Iterable[int], right: int) -> None:
    """A number at the right of a row that lacks one: the row may have slid, however far.

    Up to the first words, which may be another table's.
    """
    sheet = located.sheet
    for row in rows:
        if all(sheet.holds((row, column)) for column in block.columns.values()):
            continue
        for column in range(right + 1, sheet.last_column + 1):
            if is_number(sheet, (row, column), located.units):
                _complain_of_column(located, (row, column))
                break
            if (row, column) in sheet.labels:
                break


def _repeats_header(sheet: Sheet, block: Block, row: int, columns: Iterable[int]) -> bool:
    """Whether every cell of the row says what the header says above it, as on a second page."""
    return all(
        sheet.labels.get((row, column))
        in {sheet.label((header, column)) for header in range(block.header, block.top)}
        for column in columns
        if sheet.holds((row, column))
    )


def _below(located: Located, block: Block, right: int, end: int) -> None:
    """Numbers under the last row: next to it, or further down where no text explains them.

    Under a block that holds none however far down: they may be its own.
    """
    sheet = located.sheet
    last = sheet.last_row if _is_blank(sheet, block, right) else block.bottom + BELOW
    for row in range(block.bottom + 1, min(last + 1, end)):
        numbers = [
            (row, column)
            for column in range(block.left, right + 1)
            if is_number(sheet, (row, column), located.units)
        ]
        has_text = any(
            (row, column) in sheet.labels and (row, column) not in numbers
            for column in range(1, right + 1)
        )
        if has_text and row > block.bottom + 1:
            return
        if numbers:
            _complain_of_row(located, numbers[0])
            return


def _above(located: Located, block: Block, known: set[Position], right: int) -> None:
    """Numbers right over the header of a block that holds none: they may be its own."""
    sheet = located.sheet
    if not _is_blank(sheet, block, right):
        return
    for row in range(max(1, block.header - ABOVE), block.header):
        for column in range(block.left, right + 1):
            if is_number(sheet, (row, column), located.units) and (row, column) not in known:
                _complain_of_row(located, (row, column))
                return


def _is_blank(sheet: Sheet, block: Block, right: int) -> bool:
    return not any(
        sheet.holds((row, column))
        for row in range(block.top, block.bottom + 1)
        for column in range(block.left, right + 1)
    )


def _complain_of_column(located: Located, place: Position) -> None:
    located.complain(
        "中这个单元格的内容不属于表中任何一列，请检查是否填错了位置",
        "has something here that belongs to none of its columns",
        place,
    )


def _complain_of_row(located: Located, place: Position) -> None:
    sheet, row = located.sheet, place[0]
    names = [
        str(sheet.cells[row, column]).strip()
        for column in range(place[1] - 1, 0, -1)
        if (row, column) in sheet.labels
    ]
    if names:
        located.complain(
            f"中“{names[0]}”的内容不属于表中任何一行，请删除，或移到表外并与表隔一空行",
            f"has contents beside “{names[0]}” that belong to none of its rows; remove them, or "
            "move them away below a blank row",
            place,
        )
    else:
        located.complain(
            "中这个单元格的数不属于表中任何一行，请检查是否填错了位置",
            "has a number here that belongs to none of its rows",
            place,
        )


def is_number(sheet: Sheet, place: Position, units: Container[str]) -> bool:
    """Whether a number stands there, if only as a text: "3", "3件", "3（其中……）"."""
    match sheet.cells.get(place):
        case bool() | None:
            return False
        case int() | float():
            return True
        case str() as text:
            match = _NUMBER.fullmatch(normal(text)) if len(text) < LONGEST_NUMBER else None
            return match is not None and (not match["unit"] or match["unit"] in units)
        case _:
            return hasattr(sheet.cells[place], "as_tuple")  # a computed decimal


def _no_shared_cells(located: Located) -> None:
    """A merged cell that covers the places of two cells belongs to neither."""
    owners: dict[Position, CellKey] = {}
    label = located.table.label
    for key, position in located.cells.items():
        other = owners.setdefault(position, key)
        if other != key:
            located.complain(
                f"中合并的单元格同时占了“{label(other)}”和“{label(key)}”的位置，请取消合并",
                f"has a merged cell over both “{label(other)}” and “{label(key)}”; unmerge it",
                position,
            )
