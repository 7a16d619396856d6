"""Reads and checks files, and keeps of them what a page shows. Knows no framework."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from importers.reading import Problem, ReportReading, members, read_member
from importers.reading.problems import error
from importers.service import contexts_of, findings_of
from report_blocks.statutory import Finding, Origin
from report_blocks.statutory.rules.context import NOTHING

FILES = 5  # those within archives are counted too
REPORTS = 20  # a wide workbook can hold thousands
SHOWN = 200  # findings of a report, and problems


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A report, what does not hold in it, and what could not be read of it.

    ``before`` is the year of the report that it was compared with. Of findings and problems the
    first are kept; ``left_out`` is the number of the others.
    """

    file: str
    agency: str | None
    year: int | None
    format_key: str
    filled: int
    unread: tuple[str, ...]  # tables
    before: int | None
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Checked:
    """All reports of some files; ``rest`` are the problems that belong to none."""

    reports: tuple[CheckedDraft, ...] = ()
    rest: tuple[Problem, ...] = ()


def check_files(files: Iterable[tuple[str, bytes]]) -> Checked:
    """Check the reports of ``(name, content)``; last year's are looked for among them."""
    ahead = (member for name, content in files for member in members(content, name))
    readings = [read_member(member) for member in islice(ahead, FILES)]
    rest = [problem for reading in readings for problem in reading.rest]
    if too_many := next(ahead, None):
        rest.append(
            error(
                Origin(too_many.name),
                f"一次最多核对 {FILES} 个文件（含压缩包中的文件），从这个文件起没有读取",
                f"At most {FILES} files are checked at a time, those in archives included; "
                "this one and what follows were not read",
            )
        )
    reports = [report for reading in readings for report in reading.reports]
    if len(reports) > REPORTS:
        rest.append(
            error(
                Origin(reports[REPORTS].file),
                f"一次最多核对 {REPORTS} 份报告，其余 {len(reports) - REPORTS} 份没有核对",
                f"At most {REPORTS} reports are checked at a time; "
                f"the other {len(reports) - REPORTS} were not",
            )
        )
    contexts = contexts_of(reports)
    checked = []
    for reading in reports[:REPORTS]:
        context = contexts.get((reading.report.agency or "", reading.report.year or 0), NOTHING)
        before = context.before.year if context.before else None
        checked.append(_checked(reading, findings_of(reading, context), before))
    return Checked(tuple(checked), tuple(rest[:SHOWN]))


def _checked(reading: ReportReading, findings: list[Finding], before: int | None) -> CheckedDraft:
    report, problems = reading.report, sorted(reading.problems, key=lambda p: p.severity.rank)
    return CheckedDraft(
        file=reading.file,
        agency=report.agency,
        year=report.year,
        format_key=report.dataset.format_key,
        filled=sum(cell.number is not None for cell in report.dataset.cells.values()),
        unread=tuple(key for key in report.dataset.format.tables if key not in reading.placed),
        before=before,
        findings=tuple(findings[:SHOWN]),
        problems=tuple(problems[:SHOWN]),
        left_out=max(0, len(findings) - SHOWN) + max(0, len(problems) - SHOWN),
    )
