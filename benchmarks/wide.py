"""The wide workbook: reading its rows, and passing over those that change nothing.

Reading is held against a bare openpyxl load of the same bytes; unchanged rows, which go through
django-import-export, against comparing the same cells in a plain loop; many against few.
"""

import io
import time
from collections.abc import Iterator
from functools import partial

import openpyxl

from cms.demo.service import REPORTS
from importers.reading import ReportReading, read_file
from importers.resources import merge_reports
from report_blocks.rendering.workbook.wide import write_wide
from report_blocks.statutory import Cell, Dataset, Report

from .measuring import Result, compare

READ, FEW, MANY = 300, 100, 5_000
RUNS = 7
LIMIT_READING, LIMIT_UNCHANGED, LIMIT_LINEAR = 1.5, 2.0, 1.5
LIMIT_SECONDS = MANY / 2_000

Pair = tuple[Report, ReportReading]


def measure() -> Iterator[Result]:
    report = _real_report()
    data = write_wide(report.dataset.format, [("", _like(report, i)) for i in range(READ)])
    assert [one.report.dataset for one in read_file(data, "x.xlsx").reports] == (
        [report.dataset] * READ
    )
    compared = compare(partial(read_file, data, "x.xlsx"), partial(_bare, data), runs=RUNS)
    yield Result(
        f"wide workbook of {READ} offices : openpyxl alone",
        compared.ratio,
        LIMIT_READING,
        detail=str(compared),
    )
    pairs = [_unchanged(report, i) for i in range(MANY)]
    few = pairs[:FEW]
    compared = compare(partial(merge_reports, few), partial(_plain, few), runs=RUNS * 3)
    yield Result(
        f"{FEW} unchanged rows : plain comparison",
        compared.ratio,
        LIMIT_UNCHANGED,
        detail=str(compared),
    )
    part = pairs[: MANY // 10]
    _seconds(part)  # warm
    short, long = _seconds(part), _seconds(pairs)
    rate = f"{MANY / long:.0f} a second"
    yield Result(f"{MANY} unchanged rows, on one core", long, LIMIT_SECONDS, "s", rate)
    yield Result(f"a row of {MANY} : a row of {len(part)}", long / short / 10, LIMIT_LINEAR)


def _real_report() -> Report:
    path = REPORTS / "suqian-2024" / "workbook.xlsx"
    [reading] = read_file(path.read_bytes(), path.name).reports
    return reading.report


def _like(report: Report, number: int) -> Report:
    """The report of another office, which shares no cell with this one."""
    cells = {key: Cell(cell.number, cell.note) for key, cell in report.dataset.cells.items()}
    return Report(Dataset(report.dataset.format_key, cells), f"第{number}局", 2024)


def _unchanged(report: Report, number: int) -> Pair:
    tables = frozenset(report.dataset.format.tables)
    return _like(report, number), ReportReading(_like(report, number), tables, tables)


def _plain(pairs: list[Pair]) -> None:
    for current, reading in pairs:
        assert not current.dataset.changes_to(reading.report.dataset)


def _seconds(pairs: list[Pair]) -> float:
    """Of computing: others may use the core as well."""
    start = time.process_time()
    merges = merge_reports(pairs)
    taken = time.process_time() - start
    assert not any(merge.changes or merge.errors for merge in merges)
    return taken


def _bare(data: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return sum(
        value is not None
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
    )
