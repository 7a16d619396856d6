"""The pieces of a workbook that can belong to different reports: sheets, or parts of one sheet."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from report_blocks.statutory import Format, formats

from ..addresses import Position
from ..sheets import Sheet, Workbook
from ..tables.extract import extract
from ..tables.fitting import best_format
from ..tables.leftovers import ABOVE, BELOW, is_number
from ..tables.locate import is_on
from ..tables.located import units_of
from ..words.titles import is_agency, title_of

LONGEST_NAME = 31  # characters: spreadsheets cut off longer names of sheets
_SHORT_OFFICE = re.compile(r"[\u4e00-\u9fff]{1,30}(?:镇|乡|街道|办|苏木)")
# What may follow the office's name: 民政局（2）, 民政局-依申请公开, 民政局表三, 民政局2024.
_MORE = re.compile(r"[-_—–.·(\d]|附?表")


class Key(NamedTuple):
    """Whose report of which year; or, of one that nothing names, on which sheet it is."""

    agency: str | None
    year: int | None = None
    sheet: str = ""


@dataclass(frozen=True)
class Piece:
    """A sheet or rows of one, the titles there, and its tables with their place in the form."""

    sheet: Sheet
    titles: tuple[Key, ...]
    tables: dict[str, int]
    format: Format | None
    is_cut: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether every table is there."""
        return self.format is not None and len(self.tables) == len(self.format.tables)

    @property
    def office(self) -> str | None:
        return office_in(self.sheet.name)


def pieces_of(workbook: Workbook) -> Iterator[Piece]:
    """Every sheet, or its parts below different titles if it can be cut between them."""
    for sheet in workbook.sheets:
        titles = list(_titles(sheet))
        parts = [_piece(part) for part in _cut(sheet, titles)]
        if parts and _is_clean_cut(parts):
            yield from (replace(part, is_cut=True) for part in parts)
        else:
            yield _piece(sheet)


def office_in(name: str) -> str | None:
    """The office that a sheet is named after, or None if that is not certain."""
    squeezed = "".join(unicodedata.normalize("NFKC", name).split())
    office = _MORE.split(squeezed, maxsplit=1)[0]
    is_whole = len(name) < LONGEST_NAME
    if is_whole and (is_agency(office) or _SHORT_OFFICE.fullmatch(office)):
        return office
    return None


def is_short_for(short: str, name: str) -> bool:
    """Whether an office can be called so: 发改委 for 宿迁市发展和改革委员会."""
    remaining = iter(name)
    return all(character in remaining for character in short)


def _piece(sheet: Sheet) -> Piece:
    titles = tuple(dict.fromkeys(key for _position, key in _titles(sheet)))
    year = titles[0].year if titles else None
    format_ = best_format(formats().values(), Workbook((sheet,)), year)
    keys = format_.tables if format_ else {}
    tables = {key: i for i, key in enumerate(keys) if is_on(keys[key], sheet)}
    return Piece(sheet, titles, tables, format_)


def _titles(sheet: Sheet) -> Iterator[tuple[Position, Key]]:
    """The titles that name an office."""
    for position in sorted(sheet.labels):
        if "信息公开" in sheet.labels[position]:
            title = title_of(str(sheet.cells[position]))
            if title and title.agency:
                yield position, Key(title.agency, title.year)


def _cut(sheet: Sheet, titles: list[tuple[Position, Key]]) -> Iterator[Sheet]:
    """The sheet cut before each title that another report begins with; none if it can't be.

    The titles must stand in one column, and nothing be merged across a cut. What stands above
    the first one is a part of its own if it holds a table: then titles may stand below tables.
    """
    starts = [
        position for i, (position, key) in enumerate(titles) if i == 0 or key != titles[i - 1][1]
    ]
    rows = [row for row, _column in starts]
    if len(starts) < 2 or len({column for _row, column in starts}) > 1:
        return
    if any(first[0] < row <= last[0] for row in rows for first, last in sheet.merged):
        return
    if _piece(_rows(sheet, 1, rows[0])).tables:
        return
    ends = [*rows[1:], sheet.last_row + 1]
    for start, end in zip([1, *rows[1:]], ends, strict=True):
        yield _rows(sheet, start, end)


def _is_clean_cut(parts: list[Piece]) -> bool:
    """Whether no number can have gone astray across a cut.

    Each part holds tables, and each number is in one of them or has a text in its row; near a cut
    that is not enough.
    """
    cuts = [min(part.sheet.cells)[0] for part in parts[1:]]
    for part in parts:
        if part.format is None or not part.tables:
            return False
        units = units_of(*part.format.tables.values())
        placed = extract(Workbook((part.sheet,)), part.format, "").positions
        known = placed.get(part.sheet.name, set())
        numbers = {place for place in part.sheet.cells if is_number(part.sheet, place, units)}
        explained = {row for row, _column in part.sheet.labels.keys() - numbers}
        for row, _column in numbers - known:
            if row not in explained or any(-ABOVE <= row - cut < BELOW for cut in cuts):
                return False
    return True


def _rows(sheet: Sheet, start: int, end: int) -> Sheet:
    """The rows of a sheet before ``end``, at their places."""

    def is_in(position: Position) -> bool:
        return start <= position[0] < end

    return replace(
        sheet,
        cells={place: value for place, value in sheet.cells.items() if is_in(place)},
        merged=tuple(area for area in sheet.merged if is_in(area[0])),
        hidden_rows=frozenset(row for row in sheet.hidden_rows if start <= row < end),
        broken={place: formula for place, formula in sheet.broken.items() if is_in(place)},
        marked=frozenset(filter(is_in, sheet.marked)),
    )
