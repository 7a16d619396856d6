"""Bulk files read back and compared with the reports that they should hold."""

import csv
import io
from collections.abc import Sequence

from cms.models import BulkFile
from cms.models.bulk_file import BulkKind
from importers.reading import read_file
from report_blocks.rendering.neutral import neutral
from report_blocks.statutory import CellKey, Report, format_for
from report_blocks.statutory.codec import printed

from .bulk_files import Published, state_of
from .documents import document_of
from .faces import Difference, of_dataset, of_json


def of_bulk(content: bytes, file: BulkFile, published: Sequence[Published]) -> Difference | None:
    """The first difference of a bulk file, the report's office before the cell; None if none."""
    state = state_of(file.agency, file.year)
    if file.made_of != state:
        return Difference("", f"made of {state}", f"made of {file.made_of}")
    match file.kind:
        case BulkKind.CSV:
            return _of_csv(content, [report for _page, _office, report in published])
        case BulkKind.JSON_LINES:
            return _of_json_lines(content, published)
        case _:
            key = format_for(file.year).key
            reports = [report for _page, _office, report in published]
            return _of_workbook(content, [r for r in reports if r.dataset.format_key == key])


def _of_csv(content: bytes, reports: Sequence[Report]) -> Difference | None:
    text = io.StringIO(content.decode("utf-8-sig", errors="replace"), newline="")
    lines = csv.DictReader(text)
    for report in reports:
        for key in report.dataset.format.cells:
            line = next(lines, {})
            cell = report.dataset[key]
            expected = [
                *(neutral(report.agency or ""), str(report.year), report.dataset.format_key),
                *(str(key), neutral(printed(cell)) if cell.text else printed(cell)),
                neutral(cell.note),
            ]
            found = [
                *(line.get(name, "") for name in ("agency", "year", "format")),
                str(CellKey(*(line.get(n, "") for n in ("table", "row_key", "column_key")))),
                *(line.get(name, "") for name in ("value", "note")),
            ]
            if expected != found:
                place = f"{report.agency} {key}"
                return Difference(place, ",".join(expected[3:]), ",".join(found[3:]))
    return _count(len(reports), len(reports) + 1) if next(lines, None) else None


def _of_json_lines(content: bytes, published: Sequence[Published]) -> Difference | None:
    lines = content.splitlines()
    if len(lines) != len(published):
        return _count(len(published), len(lines))
    for line, (page, _office, report) in zip(lines, published, strict=True):
        if difference := of_json(line, document_of(page, report)):
            return _whose(report, difference)
    return None


def _of_workbook(content: bytes, reports: Sequence[Report]) -> Difference | None:
    found = [reading.report for reading in read_file(content, "data.xlsx").reports]
    if len(found) != len(reports):
        return _count(len(reports), len(found))
    for right, actual in zip(reports, found, strict=True):
        if difference := of_dataset(actual.dataset, right.dataset):
            return _whose(right, difference)
        if (actual.agency, actual.year) != (right.agency, right.year):
            named = [f"{one.agency} {one.year}" for one in (right, actual)]
            return Difference("", *named)
    return None


def _whose(report: Report, difference: Difference) -> Difference:
    return difference._replace(place=f"{report.agency} {difference.place}")


def _count(expected: int, found: int) -> Difference:
    return Difference("", f"{expected} reports", f"{found} reports")
