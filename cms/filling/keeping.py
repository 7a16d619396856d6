"""Previews as they are kept with their run, and shown again."""

from typing import Any

from cms.models import ImportFile, ImportItem, ImportRun
from importers.reading import Problem, ReportReading
from report_blocks.statutory import Finding, Report
from report_blocks.statutory.codec import show

from .preview import Preview


def item_of(preview: Preview, run: ImportRun, file: ImportFile, number: int = 0) -> ImportItem:
    """A preview as an item of a run, not saved."""
    reading = preview.reading
    report = preview.report or (reading.report if reading else None)
    return ImportItem(
        run=run,
        file=file,
        number=number,
        source=preview.file[-500:],
        named=((reading.report.agency if reading else "") or "")[:255],
        **columns_of(preview, report),
        tables=sorted(reading.tables) if reading else [],
        original_date=reading.publication.day if reading else None,
        original_url=reading.publication.address if reading else "",
        problems=[problem_json(problem) for problem in preview.problems],
    )


def columns_of(preview: Preview, report: Report | None) -> dict[str, Any]:
    """What a choice of the office changes in an item."""
    return {
        "agency": preview.agency,
        "year": preview.year,
        "page_id": preview.page.pk if preview.page else None,
        "seen_revision_id": preview.seen_revision_id,
        "outcome": preview.outcome,
        "is_chosen": not preview.is_refused,
        "report": report.to_json() if report else None,
        "changes": [
            [str(key), show(before), show(after), after.origin.place if after.origin else ""]
            for key, before, after in preview.changes
        ],
        "texts": list(preview.changed_texts),
        "doubts": [problem_json(problem) for problem in preview.doubts],
        "findings": [finding_json(finding) for finding in preview.findings],
    }


def reading_of(item: ImportItem) -> ReportReading | None:
    """What an item's file holds, as far as it is needed to ask again whose report it is."""
    report = item.value
    if report is None:
        return None
    tables = frozenset(item.tables)
    return ReportReading(report, placed=tables, tables=tables, file=item.source)


def problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "where": str(problem.origin),
        "message": problem.text.zh,
        "english": problem.text.en,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    return finding.as_dict() | {"english": finding.text.en}
