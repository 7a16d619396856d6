"""What the command line offers without a database: ``read_report`` and ``check_report``.

Both take paths and return one JSON document. Severities are error, warning and notice; a table
with an error-level problem is left out of ``tables``; what a file does not say is null.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from importers.reading import FileReading, Problem, ReportReading, read_file
from report_blocks.rendering.printable import report_findings
from report_blocks.statutory import Context, Finding, Report
from report_blocks.statutory.codec import number_to_json
from report_blocks.statutory.rules.context import NOTHING

Document = dict[str, Any]


def read_report(files: Iterable[str | Path]) -> Document:
    """``{"files": [{"file", "reports": […], "problems": [{"severity", "where", "message"}]}]}``"""
    return {"files": [_file(path, read_path(path), _report) for path in files]}


def check_report(files: Iterable[str | Path]) -> Document:
    """The same plus the ``findings`` of each report; last year's is looked for among the files."""
    readings = [(path, read_path(path)) for path in files]
    contexts = contexts_of(report for _path, file in readings for report in file.reports)

    def checked(reading: ReportReading) -> Document:
        context = contexts.get((reading.report.agency or "", reading.report.year or 0), NOTHING)
        findings = [finding.as_dict() for finding in findings_of(reading, context)]
        return _report(reading) | {"findings": findings}

    return {"files": [_file(path, file, checked) for path, file in readings]}


def has_errors(document: Document) -> bool:
    """Whether a document of either function holds a problem or a finding that is an error."""
    problems = [problem for file in document["files"] for problem in file["problems"]]
    reports = [report for file in document["files"] for report in file["reports"]]
    findings = [finding for report in reports for finding in report.get("findings", ())]
    return any(item["severity"] == "error" for item in (*problems, *findings))


def read_path(path: str | Path) -> FileReading:
    """Read a file from disk. OSError if it is not there: a mistake of the caller's."""
    path = Path(path)
    return read_file(path.read_bytes(), path.name)


def findings_of(reading: ReportReading, context: Context = NOTHING) -> list[Finding]:
    """What does not hold in what was found; tables and prose that were not can't be checked."""
    return [
        finding
        for finding in report_findings(reading.report, "", context)
        if _is_of(finding, reading)
    ]


def _is_of(finding: Finding, reading: ReportReading) -> bool:
    if finding.table is not None:
        return finding.table in reading.placed
    is_of_prose = finding.section is not None or finding.rule == "C05"
    return not is_of_prose or any(reading.report.sections.values())


def contexts_of(readings: Iterable[ReportReading]) -> dict[tuple[str, int], Context]:
    """For each office and year, last year's report among these.

    A report that does not name its office is nobody's, and of two that differ neither is taken.
    """
    before: dict[tuple[str, int], Report | None] = {}
    for report in (reading.report for reading in readings):
        if report.agency and report.year is not None:
            place = report.agency, report.year + 1
            before[place] = report if before.get(place, report) == report else None
    return {place: Context(before=report) for place, report in before.items() if report}


def _file(path: str | Path, reading: FileReading, report: Any) -> Document:
    return {
        "file": str(path),
        "reports": [report(one) for one in reading.reports],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _problem(problem: Problem) -> Document:
    return {
        "severity": problem.severity.value,
        "where": str(problem.origin),
        "message": problem.text.zh,
    }


def _report(reading: ReportReading) -> Document:
    report, format_ = reading.report, reading.report.dataset.format
    numbers, notes = report.dataset.numbers(), report.dataset.notes()
    return {
        "agency": report.agency,
        "year": report.year,
        "format": format_.key,
        "tables": {
            table: {
                row: {column: number_to_json(number) for column, number in columns.items()}
                for row, columns in numbers[table].items()
            }
            for table in format_.tables
            if table in reading.tables
        },
        "notes": {table: rows for table, rows in notes.items() if table in reading.tables},
        "sections": {s.key: report.sections.get(s.key) for s in format_.prose_sections},
    }


__all__ = ["check_report", "findings_of", "has_errors", "read_path", "read_report"]
