"""The wide sheet → a report for each of its rows, whatever kind of file it is in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from report_blocks.statutory import Format, Origin, Severity, UnknownFormat, get_format

from ..addresses import letters_of
from ..problems import FileReading, Problem, error, notice, warning
from ..sheets import Workbook
from .between import Readings, merged, twice
from .columns import Columns, columns_of, likely_format
from .reports import RowReading
from .rows import Rows, Wide, find, rows_of

META, MARK, VERSION = "_wide", "disclosure-report-wide", "1"
GUIDE = "填写说明"
SHOWN = 20


def is_wide(workbook: Workbook) -> bool:
    """Whether one of its sheets has a row of keys."""
    return any(find(rows_of(sheet)) for sheet in workbook.sheets)


def wide_reports(workbook: Workbook, file: str) -> FileReading:
    """The reports of a workbook that ``is_wide``."""
    return read_sheets((rows_of(sheet) for sheet in workbook.sheets), file)


def read_sheets(sheets: Iterable[Rows], file: str) -> FileReading:
    """The reports of the one sheet that has a row of keys."""
    found: list[Wide] = []
    problems: list[Problem] = []
    mark: dict[str, str] | None = None
    for sheet in sheets:
        if sheet.name == META:
            mark = _pairs(sheet)
        elif wide := find(sheet):
            found.append(wide)
        elif sheet.name != GUIDE:
            problems.append(_unread(sheet, file))
    if len(found) != 1:
        return FileReading(file, rest=(_not_one(found, file), *problems))
    [wide] = found
    origin = Origin(file, wide.sheet.name)
    format_ = _format(wide, mark)
    if format_ is None:
        return FileReading(file, rest=(_no_format(mark, origin), *problems))
    columns = columns_of(wide.keys, format_, wide.row, origin)
    problems = [*columns.problems, *problems]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return FileReading(file, rest=tuple(problems))
    return _reports(wide, columns, origin, problems)


def _reports(wide: Wide, columns: Columns, origin: Origin, problems: list[Problem]) -> FileReading:
    """Each row below the keys."""
    readings: Readings = {}
    empty = []
    for number, row in wide.sheet.rows:
        if reading := RowReading(row, number, columns, origin.file).report():
            readings[number] = reading
        else:
            empty.append(number)
    # Only now is everything known of how the rows stand to each other.
    for number, problem in (*merged(wide, readings, origin), *twice(readings, origin)):
        reading = readings[number]
        readings[number] = replace(reading, problems=(*reading.problems, problem))
    remarks = _remarks(wide, columns, empty, origin)
    return FileReading(origin.file, tuple(readings.values()), (*problems, *remarks))


def _pairs(sheet: Rows) -> dict[str, str]:
    """The first two columns of the hidden sheet."""
    cells = {at: str(value) for _row, row in sheet.rows for at, value in row.cells.items()}
    return {value: cells.get((row, 2), "") for (row, column), value in cells.items() if column == 1}


def _format(wide: Wide, mark: Mapping[str, str] | None) -> Format | None:
    """The one that the hidden sheet names, else the one that the keys are of."""
    if mark is None:
        return likely_format(wide.keys.values())
    try:
        return get_format(mark.get("format", "")) if mark.get(MARK) == VERSION else None
    except UnknownFormat:
        return None


def _no_format(mark: Mapping[str, str] | None, origin: Origin) -> Problem:
    if mark is None:
        return error(
            origin,
            "不能从列的代号确定报告的格式，请在本系统导出的汇总工作簿中填写",
            "The keys of the columns don't tell the format; fill in the workbook as exported",
        )
    version, key = mark.get(MARK, ""), mark.get("format", "")
    return error(
        origin,
        f"汇总工作簿的版本“{version}”或格式“{key}”本系统没有，请重新导出",
        f"The wide workbook is of version “{version}”, format “{key}”, which this system does "
        "not have; export it again",
    )


def _not_one(found: list[Wide], file: str) -> Problem:
    if not found:
        return error(
            Origin(file),
            "没有找到写有代号的一行（如 agency、year），请在本系统导出的汇总工作簿中填写",
            "There is no row of keys such as agency, year; fill in the workbook as exported",
        )
    names = "、".join(f"“{wide.sheet.name}”" for wide in found)
    return error(
        Origin(file, found[1].sheet.name),
        f"工作表{names}都有代号，一个文件只能有一张，请分开上传",
        f"The sheets {names} all have keys; a file can have one such sheet, upload them apart",
    )


def _unread(sheet: Rows, file: str) -> Problem:
    return warning(
        Origin(file, sheet.name),
        f"工作表“{sheet.name}”没有代号，没有读取",
        f"The sheet “{sheet.name}” has no keys and was not read",
    )


def _remarks(wide: Wide, columns: Columns, empty: list[int], origin: Origin) -> Iterator[Problem]:
    if empty:
        named = "、".join(str(row) for row in empty[:SHOWN])
        yield notice(
            origin._replace(address=f"A{empty[0]}"),
            f"有 {len(empty)} 行没有填写数据，没有读取：第 {named} 行",
            f"{len(empty)} rows hold no data and were not read: {named}",
        )
    hidden = sorted(column for column in columns.known if column in wide.sheet.hidden_columns)
    if hidden:
        named = "、".join(letters_of(column) for column in hidden[:SHOWN])
        yield notice(
            origin,
            f"有隐藏的列，也已读取：{named}",
            f"There are hidden columns, which were read too: {named}",
        )
