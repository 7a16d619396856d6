"""The compare page: 300 offices × 5 years, and the same small question in a small and a large site.

All reports say what one real report says; each is kept as a publication keeps it.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from django.db import transaction
from django.test import Client
from wagtail.models import Page

from cms.models import AgencyPage, AnnualReportPage, CheckedReport

from .measuring import Result
from .site import new_offices, real_report, visitor

YEARS = range(2021, 2026)
FIGURES = ("new_requests", "outcomes", "granted", "refused", "fees")
FEW, MANY = 20, 4_000  # offices: 100 and 20,000 reports
ASKED = 300
SECOND, FLAT = 1.0, 1.5
RUNS = 7
PARTS = 200  # offices whose rows are written at once


def measure() -> Iterator[Result]:
    report = real_report()
    authority = report.get_parent().get_parent().specific
    client = visitor()
    few = _published(authority, report, FEW)
    small = _seconds(lambda: _visit(client, few))
    offices = [*few, *_published(authority, report, MANY - FEW)]
    large = _seconds(lambda: _visit(client, few))
    detail = f"{large * 1000:.0f} ms : {small * 1000:.0f} ms"
    reports = MANY * len(YEARS)
    yield Result(f"compare, {reports} reports : 100", large / small, FLAT, detail=detail)
    asked = offices[:ASKED]
    seconds = _seconds(lambda: _visit(client, asked))
    values = ASKED * len(YEARS) * len(FIGURES)
    yield Result(f"compare {ASKED} offices × 5 years", seconds, SECOND, "s", f"{values} values")
    data = _seconds(lambda: _visit(client, asked, "data.csv"))
    yield Result(f"compare {ASKED} offices × 5 years, CSV", data, SECOND, "s")


def _visit(client: Client, offices: list[AgencyPage], name: str = "") -> None:
    query = [("office", office.pk) for office in offices]
    query += [("year", year) for year in YEARS] + [("figure", key) for key in FIGURES]
    response = client.get(f"/compare/{name}?{urlencode(query)}")
    assert response.status_code == 200, response.status_code


def _seconds(work: Callable[[], None]) -> float:
    """The median; warm."""
    work()
    times = []
    for _run in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _published(authority: AgencyPage, report: AnnualReportPage, number: int) -> list[AgencyPage]:
    """New offices, each with a report of each year; only the rows."""
    offices: list[AgencyPage] = []
    while len(offices) < number:
        with transaction.atomic():
            authority.refresh_from_db()
            part = new_offices(authority, min(PARTS, number - len(offices)))
            _reports(part, report)
        offices += part
    return offices


def _reports(offices: list[AgencyPage], report: AnnualReportPage) -> None:
    """As many as a publication leaves: page, revision (one for all), and what is kept."""
    pages = []
    for office in offices:
        for place, year in enumerate(YEARS, 1):
            page = AnnualReportPage(
                title=f"{office.title}{year}",
                draft_title="",
                slug=str(year),
                year=year,
                format_key=report.format_key,
                body=report.body,
                live=True,
                live_revision_id=report.live_revision_id,
                locale_id=office.locale_id,
            )
            page.path, page.depth = f"{office.path}{place:04}", office.depth + 1
            page.set_url_path(office)
            pages.append(page)
    Page.objects.bulk_create(pages)
    for page in pages:
        page.pk = page.id
        page.save_base(raw=True)
    kept = CheckedReport.objects.get(page=report)
    CheckedReport.objects.bulk_create(
        CheckedReport(
            page_id=page.pk,
            revision_id=report.live_revision_id,
            content=kept.content,
            rule_book=kept.rule_book,
        )
        for page in pages
    )
