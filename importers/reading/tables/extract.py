"""A located table → its cells with provenance, and what is wrong with their values."""

from collections.abc import Iterator
from dataclasses import replace

from report_blocks.statutory import Cell, Format, Origin, Severity, Table
from report_blocks.statutory.codec import NOTHING, doubt, read

from ..addresses import address_of
from ..labels import normal
from ..problems import Problem, error, notice, warning
from ..sheets import Workbook
from .extraction import Extraction, origin_at
from .locate import locate
from .located import Located
from .mending import labels_of, mended
from .shown import disguise
from .unread import unread


def extract(workbook: Workbook, format_: Format, file: str) -> Extraction:
    """Every table of the format that the workbook holds exactly once and completely."""
    extraction = Extraction()
    labels = labels_of(format_)
    sheets = tuple(mended(sheet, labels) for sheet in workbook.sheets)
    workbook = replace(workbook, sheets=sheets)
    fences = frozenset(normal(text) for text in _headings(format_) if normal(text))
    for table in format_.tables.values():
        candidates = [
            located
            for sheet in workbook.sheets
            if (located := locate(table, sheet, fences)) is not None
        ]
        extraction.problems += _table(table, candidates, file, extraction)
    extraction.problems += unread(workbook, format_, extraction, file)
    return extraction


def _headings(format_: Format) -> Iterator[str]:
    for section in format_.sections:
        yield section.heading
        if section.table is not None:
            yield section.table.title


def _table(
    table: Table, candidates: list[Located], file: str, extraction: Extraction
) -> Iterator[Problem]:
    if not candidates:
        extraction.absent.append(table)
        return
    extraction.refused |= {
        located.sheet.name for located in candidates if located.complaints or len(candidates) > 1
    }
    if len(candidates) > 1:
        sheets = "、".join(f"“{one.sheet.name}”" for one in candidates)
        noun = candidates[0].sheet.noun
        yield error(
            Origin(file, candidates[1].sheet.name),
            f"“{table.heading}”在{noun.zh}{sheets}中都有，不能确定用哪一张，请只保留一张",
            f"“{table.heading}” is on each {noun.en} of {sheets}; not certain which one counts",
        )
        return
    [located] = candidates
    if located.complaints:
        yield from _complaints(located, file)
        return
    problems = list(_cells(located, file, extraction))
    extraction.placed.add(table.key)
    extraction.positions.setdefault(located.sheet.name, set()).update(located.cells.values())
    if all(problem.severity is not Severity.ERROR for problem in problems):
        extraction.clean.add(table.key)
    yield from problems


def _complaints(located: Located, file: str) -> Iterator[Problem]:
    sheet, title = located.sheet, located.table.heading
    for complaint in located.complaints:
        yield error(
            origin_at(file, sheet, complaint.position),
            f"{sheet.called.zh}的“{title}”{complaint.zh}",
            f"“{title}” on the {sheet.called.en} {complaint.en}",
        )


def _cells(located: Located, file: str, extraction: Extraction) -> Iterator[Problem]:
    sheet, table = located.sheet, located.table
    nothing = []
    for key, position in located.cells.items():
        origin = origin_at(file, sheet, position)
        if position in sheet.broken:
            yield error(
                origin,
                f"{table.label(key)}：公式没有保存计算结果，也不是对数字的简单求和，"
                "请在 Excel 或 WPS 中打开并另存为 .xlsx",
                f"{table.label(key)}: the formula has no stored result and is no plain sum; "
                "open the file in Excel or WPS and save it as .xlsx",
            )
        raw = sheet.cells.get(position)
        cell, complaint = read(raw, table.column(key))
        complaint = complaint or disguise(sheet, position, table.column(key).unit)
        if complaint:
            yield error(
                origin,
                f"{table.label(key)}：{complaint.zh}",
                f"{table.label(key)}: {complaint.en}",
            )
        elif reason := doubt(cell, table.column(key)):
            yield warning(
                origin,
                f"{table.label(key)}：{reason.zh}",
                f"{table.label(key)}: {reason.en}",
            )
        elif cell.is_blank and isinstance(raw, str) and normal(raw) in _NOTHING:
            nothing.append(address_of(position))
        if cell.is_blank:
            extraction.blanks.setdefault(sheet.name, {})[position] = table
        else:
            extraction.cells[key] = Cell(cell.number, cell.note, cell.text, origin)
    if nothing:
        places = "、".join(nothing)
        yield notice(
            Origin(file, sheet.name, nothing[0]),
            f"“{table.heading}”中写“/”“—”“无”的单元格按空白读取，不当作 0：{places}",
            f"Cells of “{table.heading}” with “/”, “—” or “无” were read as blank: {places}",
        )


_NOTHING = frozenset(normal(sign) for sign in NOTHING)
