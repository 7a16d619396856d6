"""Labels that are split over cells, put together as though the cells had been merged.

“（三）不予” above or beside “公开” is （三）不予公开: cells of one width or height, none of them a
label or a number by itself, that are a label of the form together. Where that can be read in two
ways, nothing is put together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from report_blocks.statutory import Format

from ..addresses import Position
from ..labels import normal
from ..sheets import Sheet
from .fitting import vocabulary
from .leftovers import is_number

MOST_PARTS = 3


@dataclass(frozen=True)
class Labels:
    """The labels of a format, normalised, and how they begin."""

    whole: frozenset[str]
    begun: frozenset[str]


class _Join(NamedTuple):
    parts: tuple[Position, ...]
    last: Position
    text: str


@lru_cache(maxsize=32)
def labels_of(format_: Format) -> Labels:
    whole = frozenset().union(*(vocabulary(table) for table in format_.tables.values()))
    beginnings = {normal(label[:end]) for label in whole for end in range(1, len(label))}
    return Labels(whole, frozenset(beginnings) - whole)


def mended(sheet: Sheet, labels: Labels) -> Sheet:
    """The sheet with its split labels put together; itself if there are none."""
    joins = [join for place in sheet.labels for join in _joins(sheet, place, labels)]
    uses = Counter(part for join in joins for part in join.parts)
    certain = [join for join in joins if all(uses[part] == 1 for part in join.parts)]
    if not certain:
        return sheet
    parts = {part for join in certain for part in join.parts}
    cells = {place: value for place, value in sheet.cells.items() if place not in parts}
    merged = [area for area in sheet.merged if area[0] not in parts]
    for join in certain:
        cells[join.parts[0]] = join.text
        merged.append((join.parts[0], join.last))
    return replace(sheet, cells=cells, merged=tuple(merged))


def _joins(sheet: Sheet, place: Position, labels: Labels) -> Iterator[_Join]:
    """What the label there begins: with the cells below it, with those at its right, or nothing."""
    if sheet.labels[place] not in labels.begun or is_number(sheet, place, ()):
        return
    for axis in (0, 1):
        parts, text = [place], str(sheet.cells[place])
        for part in _next(sheet, place, axis):
            if sheet.labels.get(part, "") in {"", *labels.whole} or is_number(sheet, part, ()):
                break
            parts.append(part)
            text += str(sheet.cells[part])
            if normal(text) in labels.whole:
                yield _Join(tuple(parts), sheet.end(part), text)
                break


def _next(sheet: Sheet, place: Position, axis: int) -> Iterable[Position]:
    """The cells after this one along an axis, as long as they are as wide (or as high) as it."""
    end = sheet.end(place)
    for _ in range(MOST_PARTS - 1):
        after = (end[0] + 1, place[1]) if axis == 0 else (place[0], end[1] + 1)
        if sheet.anchor(after) != after or sheet.end(after)[1 - axis] != end[1 - axis]:
            return
        yield after
        end = sheet.end(after)
