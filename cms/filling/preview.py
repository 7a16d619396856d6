"""What an import would do to the offices' reports, seen before it is done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TypeVar

from django.db.models import F
from django.db.models.functions import Substr

from cms.models import AgencyPage, AnnualReportPage
from cms.models.import_run import ImportItem
from cms.models.measure import BY_ITSELF, Measure, Place, measures_of
from importers.reading import FileReading, Problem, ReportReading
from importers.reading.problems import error
from importers.resources import Merge, merge_reports
from report_blocks.rendering.printable import report_findings
from report_blocks.statutory import (
    Change,
    Finding,
    Origin,
    Report,
    Severity,
    UnknownFormat,
    format_for,
)

from .matching import Offices

Outcome = ImportItem.Outcome
CHUNK = 100  # reports that are compared together
S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class Preview:
    """One report before it is imported: what would change, and what is wrong.

    ``page`` is the office's report of that year with its newest draft, if there is one;
    ``report`` is what it would become. A refused import has no ``report``. ``doubts`` are the
    problems of whose report of which year it is; ``reading`` is what the file holds.
    """

    file: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    reading: ReportReading | None = None
    agency: AgencyPage | None = None
    year: int | None = None
    page: AnnualReportPage | None = None
    report: Report | None = None
    changes: tuple[Change, ...] = ()
    changed_texts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_refused(self) -> bool:
        return self.outcome is Outcome.REFUSED

    @property
    def seen_revision_id(self) -> int | None:
        return self.page.latest_revision_id if self.page else None


def previews(
    readings: Iterable[tuple[S, FileReading]], offices: Offices, year: int | None = None
) -> Iterator[tuple[S, Preview]]:
    """A preview for each report of these files, and one for each part that can't be read.

    Each comes with what its file came with. ``year`` is what the person says; no file may
    contradict it. Offices' reports are looked up many at a time, and everything lazily.
    """
    for some in in_chunks(_begun(readings, offices, year), CHUNK):
        compared = iter(compare([one for _source, one in some if not one.is_refused]))
        for source, one in some:
            yield source, one if one.is_refused else next(compared)


def _begun(
    readings: Iterable[tuple[S, FileReading]], offices: Offices, year: int | None
) -> Iterator[tuple[S, Preview]]:
    for source, reading in readings:
        whole, parts = _rest(reading)
        for number, report in enumerate(reading.reports):
            # What is to be said of the file as a whole is said once.
            problems = (*report.problems, *whole) if number == 0 else report.problems
            yield source, begin(replace(report, problems=problems), offices, year)
        for file, found in parts:
            yield source, Preview(file, Outcome.REFUSED, found)


def _rest(reading: FileReading) -> tuple[list[Problem], list[tuple[str, tuple[Problem, ...]]]]:
    """Problems of no report: remarks on the file, and by its name each part that can't be read."""
    rest = sorted(reading.rest, key=lambda problem: problem.origin.file)
    by_file = [
        (file, tuple(found)) for file, found in groupby(rest, key=lambda one: one.origin.file)
    ]
    if not reading.reports:
        return [], by_file
    return (
        [problem for _file, found in by_file if _certain(found) for problem in found],
        [(file, found) for file, found in by_file if not _certain(found)],
    )


def in_chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """These things in lists of at most this size."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def begin(
    reading: ReportReading,
    offices: Offices,
    year: int | None = None,
    agency: AgencyPage | None = None,
) -> Preview:
    """Whose report of which year it is; refused if that, or anything in it, is not certain.

    ``agency`` is the office that a person has chosen, whatever the file says.
    """
    doubts: list[Problem] = []
    if agency is None:
        agency, doubts = offices.find(reading)
    found_year, more = _year(reading, year)
    doubts += more
    certain = _certain(reading.problems) and not doubts
    return Preview(
        reading.file,
        Outcome.NEW if certain else Outcome.REFUSED,
        reading.problems,
        tuple(doubts),
        reading,
        agency,
        found_year,
    )


def compare(begun: Iterable[Preview]) -> list[Preview]:
    """Each with what it would change in the office's report as it is now."""
    begun = list(begun)
    pages = newest_drafts({(one.agency.pk, one.year) for one in begun if one.agency and one.year})
    pairs, found = [], []
    for one in begun:
        if one.agency is None or one.year is None or one.reading is None:
            raise ValueError("whose report of which year it is must be certain")
        page = pages.get((one.agency.pk, one.year))
        base = page.report if page else started(one.agency, one.year).report
        report = replace(one.reading.report, agency=one.agency.title, year=one.year)
        pairs.append((base, replace(one.reading, report=report)))
        found.append(replace(one, page=page))
    measures = measures_of((one.agency, one.year) for one in found if one.agency and one.year)
    return [
        _compared(one, merge, measures)
        for one, merge in zip(found, merge_reports(pairs), strict=True)
    ]


def _compared(one: Preview, merge: Merge, measures: Mapping[Place, Measure]) -> Preview:
    if merge.report is None:
        problems = tuple(Problem(Severity.ERROR, Origin(one.file), text) for text in merge.errors)
        return replace(one, outcome=Outcome.REFUSED, problems=(*one.problems, *problems))
    measure = measures[one.agency.pk, one.year] if one.agency and one.year else BY_ITSELF
    changed = Outcome.CHANGED if merge.changes or merge.texts else Outcome.UNCHANGED
    return replace(
        one,
        outcome=changed if one.page else Outcome.NEW,
        report=merge.report,
        changes=merge.changes,
        changed_texts=merge.texts,
        findings=tuple(report_findings(merge.report, "", *measure)),
    )


def _certain(problems: Iterable[Problem]) -> bool:
    return all(problem.severity is not Severity.ERROR for problem in problems)


def _year(reading: ReportReading, year: int | None) -> tuple[int | None, list[Problem]]:
    """The year that the file or the person says; they, and the format, must agree."""
    said, origin = reading.report.year, Origin(reading.file)
    if year and said and year != said:
        return year, [
            error(
                origin,
                f"文件是 {said} 年度的报告，不是 {year} 年度的",
                f"The file is the report of {said}, not of {year}",
            )
        ]
    year = year or said
    if year is None:
        return None, [
            error(origin, "文件中没有写明年度，请指定", "The file names no year; say which")
        ]
    return year, list(_format_problems(reading, year))


def _format_problems(reading: ReportReading, year: int) -> Iterator[Problem]:
    used, origin = reading.report.dataset.format, Origin(reading.file)
    try:
        wanted = format_for(year)
    except UnknownFormat:
        yield error(
            origin,
            f"本系统没有适用于 {year} 年度报告的格式",
            f"No format for reports of {year} is installed",
        )
        return
    if not used.applies_to(year):
        yield error(
            origin,
            f"{year} 年度报告应使用{wanted.citation}的格式，文件用的是{used.citation}的格式",
            f"Reports of {year} use the format of {wanted.citation}, not of {used.citation}",
        )


def newest_drafts(
    wanted: set[tuple[int, int]],
) -> dict[tuple[int, int], AnnualReportPage]:
    """The reports of these (office id, year) as their newest drafts are, in two queries."""
    agencies = AgencyPage.objects.in_bulk({agency for agency, _year in wanted})
    above = {agency.path: agency for agency in agencies.values()}
    pages = (
        AnnualReportPage.objects.filter(year__in={year for _agency, year in wanted})
        .annotate(above=Substr("path", 1, (F("depth") - 1) * AnnualReportPage.steplen))
        .filter(above__in=above)
        .select_related("latest_revision")
        .order_by("-pk")  # of twins, which no form lets through, the first
    )
    found = {}
    for page in pages:
        agency, newest = above[page.above], page.latest_revision
        draft = page.with_content_json(newest.content) if newest else page
        draft.agency = agency
        found[agency.pk, page.year] = draft
    return found


def newest_draft(agency: AgencyPage, year: int) -> AnnualReportPage | None:
    """The office's report of this year with its newest draft's content."""
    return newest_drafts({(agency.pk, year)}).get((agency.pk, year))


def started(agency: AgencyPage, year: int) -> AnnualReportPage:
    """A new report with the office's standing texts, not in the tree yet."""
    page = AnnualReportPage(live=False)
    page.agency = agency
    page.start(agency, year)
    return page
