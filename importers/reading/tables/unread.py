"""What of a workbook was not read: nothing is left out in silence.

Tables that are not there, and numbers that are in no table. Where these could be the very
numbers that a table lacks, that is an error.
"""

from collections.abc import Iterator, Mapping

from report_blocks.statutory import Format, Origin, Table

from ..addresses import Position, address_of
from ..labels import normal
from ..problems import Problem, error, warning
from ..sheets import Paragraph, Sheet, Workbook
from .extraction import Extraction, origin_at
from .fitting import vocabulary
from .leftovers import BELOW, is_number
from .located import units_of

SHOWN = 10  # places named in one sentence
MANY = 3  # numbers on a sheet without any table: fewer are a year, a postcode


def unread(
    workbook: Workbook, format_: Format, extraction: Extraction, file: str
) -> Iterator[Problem]:
    """The problems of it. A table that a number may be missing from is no longer clean."""
    units = units_of(*format_.tables.values())
    outside: dict[str, list[Position]] = {}
    for sheet in workbook.sheets:
        known = extraction.positions.get(sheet.name, ())
        outside[sheet.name] = [
            place
            for place in sorted(sheet.cells)
            if place not in known and is_number(sheet, place, units)
        ]
    for table in extraction.absent:
        yield _absent(table, workbook, format_, extraction, file, outside)
    for sheet in workbook.sheets:
        if sheet.name in extraction.positions:
            yield from _beside(sheet, outside[sheet.name], extraction, file)


def _absent(
    table: Table,
    workbook: Workbook,
    format_: Format,
    extraction: Extraction,
    file: str,
    outside: dict[str, list[Position]],
) -> Problem:
    names = _names(table, format_)
    used = extraction.refused | set(extraction.positions)
    for sheet in workbook.sheets:
        numbers = outside[sheet.name]
        is_named = normal(sheet.name) in names or bool(names & sheet.places.keys())
        is_other = sheet.name not in used and len(numbers) >= MANY
        if numbers and (is_named or is_other):
            return error(
                origin_at(file, sheet, numbers[0]),
                f"没有认出“{table.heading}”，而{sheet.called.zh}中有数没有读取："
                "如果是这张表，请对照官方格式补全行名和列名",
                f"“{table.heading}” was not made out, and the {sheet.called.en} holds numbers "
                "that were not read: if that is the table, restore its labels",
            )
    for sheet in workbook.sheets:
        if workbook.has_pictures and sheet.has_drawing and sheet.name not in used:
            return error(
                Origin(file, sheet.name),
                f"文件中没有“{table.heading}”，而{sheet.called.zh}中只有图片："
                "表格须为可编辑的单元格，不能是图片",
                f"The file does not hold “{table.heading}”, but a picture on the "
                f"{sheet.called.en}: tables must be cells",
            )
    if picture := _picture_below(table, workbook, format_):
        return error(
            Origin(file, picture.place),
            f"文件中没有“{table.heading}”，而这个标题下有图片：表格须为可编辑的单元格，不能是图片",
            f"The file does not hold “{table.heading}”, but a picture below that heading: tables "
            "must be cells",
        )
    return warning(
        Origin(file),
        f"文件中没有“{table.heading}”",
        f"The file does not hold “{table.heading}”",
    )


def _picture_below(table: Table, workbook: Workbook, format_: Format) -> Paragraph | None:
    """The first picture between a table's heading in running text and the next section's."""
    headings = {normal(section.heading) for section in format_.sections}
    is_below = False
    for paragraph in workbook.paragraphs:
        label = normal(paragraph.text.replace("**", ""))
        is_below = label == normal(table.heading) or (is_below and label not in headings)
        if is_below and paragraph.has_picture:
            return paragraph
    return None


def _names(table: Table, format_: Format) -> frozenset[str]:
    """The table's names, and those of its labels that no other table of the format has."""
    others = [vocabulary(other) for other in format_.tables.values() if other is not table]
    own = vocabulary(table).difference(*others)
    return own | {normal(table.heading), normal(table.title)} - {""}


def _beside(
    sheet: Sheet, places: list[Position], extraction: Extraction, file: str
) -> Iterator[Problem]:
    """Numbers beside the tables of a sheet: those near a blank cell may be meant for it."""
    rest: list[Position] = []
    astray: dict[str, tuple[Table, list[Position]]] = {}
    blanks = _Blanks(sheet, places, extraction.blanks.get(sheet.name, {}))
    for place in places:
        table = blanks.table_near(place)
        (astray.setdefault(table.key, (table, []))[1] if table else rest).append(place)
    for table, near in astray.values():
        extraction.clean.discard(table.key)
        yield error(
            origin_at(file, sheet, near[0]),
            f"“{table.heading}”外有数与表中空白的单元格同行或同列，可能填错了位置，"
            f"请移到表内或删除：{_named(near)}",
            f"Numbers outside of “{table.heading}” stand in line with a blank cell of it, "
            f"perhaps in the wrong place; move or remove them: {_named(near)}",
        )
    if rest and sheet.name not in extraction.refused:
        yield warning(
            origin_at(file, sheet, rest[0]),
            f"{sheet.called.zh}中有些数不在任何表内，没有读取，请确认：{_named(rest)}",
            f"Some numbers on the {sheet.called.en} are in no table and were not read: "
            f"{_named(rest)}",
        )


class _Blanks:
    """The blank cells of a sheet's tables, and which of them a number outside may be meant for."""

    def __init__(
        self, sheet: Sheet, numbers: list[Position], blanks: Mapping[Position, Table]
    ) -> None:
        self.rows: dict[int, Table] = {}
        self.columns: dict[int, list[tuple[int, Table]]] = {}
        for (row, column), table in blanks.items():
            self.rows[row] = table
            self.columns.setdefault(column, []).append((row, table))
        self.explained = {row for row, _column in sheet.labels.keys() - set(numbers)}

    def table_near(self, number: Position) -> Table | None:
        """The table of a blank cell in the same row, or not far above if no text is beside it."""
        row, column = number
        if row in self.rows or row in self.explained:
            return self.rows.get(row)
        return next((t for r, t in self.columns.get(column, ()) if 0 < row - r <= BELOW), None)


def _named(places: list[Position]) -> str:
    more = f" …（{len(places)}）" if len(places) > SHOWN else ""
    return "、".join(map(address_of, places[:SHOWN])) + more
