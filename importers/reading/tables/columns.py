"""Which sheet column is which column of a table, by the labels above its values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..addresses import Position
from ..sheets import Sheet
from .located import Block, Located
from .names import Names, Side, lineage

HEADER_ROWS = 12  # a header has three or four; titles and remarks may stand above it
WIDEST_GAP = 3  # blank columns between the columns of one table


@dataclass(frozen=True)
class Part:
    """The values of a group, and what its columns are called: by key, and in how many rows."""

    block: Block
    names: Names
    labels: dict[str, str]
    depth: int


def find_columns(located: Located, parts: list[Part]) -> tuple[list[Block], int]:
    """The blocks with their columns, and the last column of all.

    A table ends at the first blank column, header and all. It goes on across a few of them only
    if its columns are all there then, each of them once; else the complaints are of what stands
    before the first.
    """
    edges = [list(_edges(located.sheet, part)) for part in parts]
    first = max((found[0] for found in edges), default=0)
    beyond = {edge for found in edges for edge in found if edge > first}
    tries = []
    for right in (first, *sorted(beyond)):
        trial = Located(located.table, located.sheet)
        blocks = [_with_columns(trial, part, right) for part in parts]
        if not trial.complaints:
            return blocks, right
        tries.append((trial.complaints, blocks))
    complaints, blocks = tries[0]
    located.complaints += complaints
    return blocks, first


def _edges(sheet: Sheet, part: Part) -> Iterator[int]:
    """The columns that a block may end with: each that has a blank one after it."""
    block = part.block
    rows = range(max(block.ceiling + 1, block.top - part.depth), block.bottom + 1)
    last = block.left - 1
    for column in range(block.left, sheet.last_column + 1):
        if any(sheet.covers((row, column)) for row in rows):
            if column > last + 1:
                yield last
            last = column
        elif column > last + WIDEST_GAP:
            break
    yield last


def _with_columns(located: Located, part: Part, right: int) -> Block:
    """Find the block's columns; what is missing, doubled or unknown is a complaint."""
    sheet, names, labels = located.sheet, part.names, part.labels
    block = replace(part.block, columns={}, unknown=set())
    block.header = _header_top(sheet, block, right)
    taken: dict[Position, str] = {}  # label → key, or "" if it is none of the table's
    for column in range(block.left, right + 1):
        leaf = _leaf(sheet, block, column)
        if leaf is None or leaf in taken or leaf[1] != column:
            _must_be_blank(located, block, column, leaf if leaf and not taken.get(leaf) else None)
            continue
        above = lineage(sheet, leaf, Side.TOP, (block.header, block.left))
        meant = names.meant(sheet.labels[leaf], above)
        taken[leaf] = meant[0] if len(meant) == 1 else ""
        if len(meant) != 1:
            _must_be_blank(located, block, column, leaf)
        elif meant[0] in block.columns:
            if next(_contents(sheet, block, column), None) is None:
                continue  # a label repeated over blanks, as some write what is merged in the form
            label = labels[meant[0]]
            located.complain(
                f"中“{label}”一列出现了两次，请只保留一列",
                f"has the column “{label}” twice; keep one",
                leaf,
            )
        else:
            block.columns[meant[0]] = column
    _must_be_complete(located, block, labels)
    return block


def _header_top(sheet: Sheet, block: Block, right: int) -> int:
    """The first row of the header: above it is a blank row, a number, or what can't be it."""
    row = block.top
    lowest = max(block.ceiling, block.top - HEADER_ROWS - 1)
    columns = range(block.left, right + 1)
    while row - 1 > lowest and not any(sheet.covers((row - 1, column)) for column in columns):
        row -= 1  # blank rows between the labels and the values
    while row - 1 > lowest:
        above = [(row - 1, column) for column in columns]
        if not any(map(sheet.covers, above)):
            break
        if any(sheet.holds(place) and place not in sheet.labels for place in above):
            break
        row -= 1
    return row


def _leaf(sheet: Sheet, block: Block, column: int) -> Position | None:
    """The label right above the column's values, its own or one merged over it."""
    for row in range(block.top - 1, block.header - 1, -1):
        anchor = sheet.anchor((row, column))
        if anchor in sheet.labels:
            return anchor
    return None


def _must_be_blank(located: Located, block: Block, column: int, label: Position | None) -> None:
    """A column without a name of the table's may stand there as long as it holds nothing."""
    first = next(_contents(located.sheet, block, column), None)
    if first is None:
        return
    block.unknown.add(column)
    if label is None:
        located.complain(
            "中有一列有数但没有列名，请补上列名或删除这些数",
            "has a column with numbers but without a name; name it or remove the numbers",
            first,
        )
    else:
        name = str(located.sheet.cells[label]).strip()
        located.complain(
            f"中的“{name}”不是这张表的列，或者不能确定是哪一列，请对照官方格式修改",
            f"has a column “{name}” that is not one of its own, or not certain which",
            label,
        )


def _contents(sheet: Sheet, block: Block, column: int) -> Iterator[Position]:
    for row in range(block.top, block.bottom + 1):
        if sheet.holds((row, column)):
            yield row, column


def _must_be_complete(located: Located, block: Block, labels: dict[str, str]) -> None:
    if not block.columns:
        located.complain(
            "的数据上方没有找到列名，请对照官方格式补上表头，表头与数据之间不要有其他数字",
            "has no column labels above its values; restore the header",
            (block.top, block.left),
        )
        return
    for key, label in labels.items():
        if key not in block.columns:
            located.complain(
                f"缺少“{label}”一列，请对照官方格式补上", f"lacks the column “{label}”"
            )
