"""Which line of a table a label names: by its text, and by the labels it stands under.

Labels repeat: 总计 ends several groups of table four. What decides between equals is their
lineage, the labels above a column or left of a row, nearest first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from report_blocks.statutory import CellKey, Column, Group, Table

from ..addresses import Position
from ..labels import normal
from ..sheets import Sheet

FARTHEST = 60  # cells that a label which is not merged can go on for
OUTERMOST = 16  # cells between a label and the outermost one above it


@dataclass(frozen=True)
class Names:
    """The lines of one side of a table: normalised label → (key, labels above, nearest first)."""

    lines: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    parents: frozenset[str]

    def meant(self, label: str, lineage: Iterable[str]) -> list[str]:
        """The keys that a label in this lineage can mean: one if it is certain.

        Labels that the table does not know do not count; known ones must be the line's own,
        in their order.
        """
        known = [above for above in lineage if above in self.parents]
        return [key for key, above in self.lines.get(label, ()) if _is_part_of(known, above)]


def _is_part_of(some: Sequence[str], all_: Sequence[str]) -> bool:
    remaining = iter(all_)
    return all(one in remaining for one in some)


class Named(NamedTuple):
    """A line of a table by its key: its labels from the top, and the units of its numbers."""

    key: str
    path: tuple[str, ...]
    units: tuple[str, ...]


@lru_cache(maxsize=256)
def names_of(named: tuple[Named, ...]) -> Names:
    """The names of these lines, however they are spelt."""
    lines: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for key, path, units in named:
        above = tuple(normal(label) for label in reversed(path[:-1]))
        for leaf in spellings(path[-1], units):
            lines[leaf] = (*lines.get(leaf, ()), (key, above))
    parents = {
        label for namesakes in lines.values() for _key, above in namesakes for label in above
    }
    return Names(lines, frozenset(parents))


def rows_of(group: Group) -> tuple[Named, ...]:
    """The rows of a group; their unit is that of all of its columns, if these have the same."""
    units = {_units(column) for column in group.columns}
    unit = units.pop() if len(units) == 1 else ()
    return tuple(Named(row.key, row.path, unit) for row in group.rows)


def columns_of(group: Group) -> tuple[Named, ...]:
    return tuple(Named(column.key, column.path, _units(column)) for column in group.columns)


def line_of(table: Table) -> tuple[Named, ...]:
    """The columns of a table of one line, each under the key of its one cell."""
    return tuple(
        Named(str(CellKey(table.key, row.key, column.key)), row.path + column.path, _units(column))
        for group in table.groups
        for row in group.rows
        for column in group.columns
    )


def _units(column: Column) -> tuple[str, ...]:
    """What a label may say of its numbers. Of an open unit each number must say its own."""
    return () if column.open_units else column.units


def spellings(label: str, units: Iterable[str]) -> frozenset[str]:
    """A label, normalised, and what else people write for it.

    With the unit in brackets, or however they say it: 本年收费金额（万元）. It is never left out
    where the form has it. A remark in brackets may be: （二）部分公开（区分处理的，……）. 合计 is
    another word for 总计, which no form has in another sense.
    """
    text = normal(label)
    remarks = [remark + unit + end for unit in units for remark, end in _UNIT_REMARKS]
    bare = next((text.removesuffix(remark) for remark in remarks if text.endswith(remark)), text)
    remark = _REMARK.fullmatch(text)
    own = {text, remark["label"] if remark else text, *(bare + remark for remark in remarks)}
    return frozenset(own | {one.replace(TOTAL, SUM) for one in own if bare.endswith(TOTAL)})


TOTAL, SUM = "总计", "合计"
_UNIT_REMARKS = (("(", ")"), ("(单位:", ")"), ("单位:", ""))
_REMARK = re.compile(r"(?P<label>.+)\((?!单位)[^()]{8,}\)")  # longer than any unit


class Side(Enum):
    """Where a line's labels stand: (step away from the values, step back along the labels).

    A label that is not merged goes on to the blank cells after it, so it is looked for *back*.
    """

    LEFT = ((0, -1), (-1, 0))
    TOP = ((-1, 0), (0, -1))

    @property
    def along(self) -> int:
        """The index of the position that counts along the labels."""
        return 0 if self is Side.LEFT else 1


class _Ancestor(NamedTuple):
    label: str
    start: int  # where it begins, along the labels
    is_carried: bool


def lineage(sheet: Sheet, leaf: Position, side: Side, first: Position) -> list[str]:
    """The labels that the label at ``leaf`` stands under, none before ``first``; nearest first."""
    found = list(_ancestors(sheet, leaf, side, first))
    # A label carried past the beginning of one further out belongs to what came before that.
    return [
        ancestor.label
        for i, ancestor in enumerate(found)
        if not ancestor.is_carried or all(outer.start <= ancestor.start for outer in found[i:])
    ]


def _ancestors(sheet: Sheet, leaf: Position, side: Side, first: Position) -> Iterator[_Ancestor]:
    away, _back = side.value
    seen = leaf
    place = leaf
    for _ in range(OUTERMOST):
        place = _step(place, away)
        if place[0] < first[0] or place[1] < first[1]:
            return
        anchor = sheet.anchor(place)
        if anchor not in sheet.cells:
            carried = _carried(sheet, place, side, first)
            if carried and carried != seen:
                seen = carried
                yield _Ancestor(sheet.labels[carried], carried[side.along], is_carried=True)
        elif anchor not in sheet.labels:
            return  # a number or prose: what stands beyond it is another table's
        elif anchor != seen:
            seen = anchor
            yield _Ancestor(sheet.labels[anchor], anchor[side.along], is_carried=False)


def _carried(sheet: Sheet, place: Position, side: Side, first: Position) -> Position | None:
    """The label whose blank continuation this place is; a merged one says itself where it ends."""
    _away, back = side.value
    for _ in range(FARTHEST):
        place = _step(place, back)
        if place[0] < first[0] or place[1] < first[1]:
            return None
        anchor = sheet.anchor(place)
        if anchor in sheet.labels:
            is_single = sheet.end(anchor)[side.along] == anchor[side.along]
            return anchor if is_single else None
        if anchor in sheet.cells:
            return None
    return None


def _step(place: Position, step: tuple[int, int]) -> Position:
    return place[0] + step[0], place[1] + step[1]
