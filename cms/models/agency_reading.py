"""What the page of an office shows to citizens, and that of an authority beyond it."""

from typing import Any

from django.http import Http404
from wagtail.query import PageQuerySet

from report_blocks.statutory import format_for

from .agency import AgencyPage
from .annual_report import AnnualReportPage
from .checked_report import live_reports
from .offices import AuthorityYear
from .tree import below, directly_below
from .trends import trends


def office(agency: AgencyPage) -> dict[str, Any]:
    """The office's ``reports``, newest first, its ``trends``, and the ``agencies`` below it."""
    pages = AnnualReportPage.objects.filter(directly_below(agency)).public()
    reports = dict(live_reports(pages.defer_streamfields().order_by("-year")))
    datasets = {page.year: report.dataset for page, report in reports.items()}
    newest = max(datasets, default=None)
    agencies = AgencyPage.objects.filter(directly_below(agency)).live().public()
    return {
        "reports": list(reports),
        "trends": newest and trends(format_for(newest), newest, datasets),
        "agencies": agencies.order_by("pinyin", "path"),
    }


def year_of_authority(authority: AgencyPage, wanted: str) -> dict[str, Any]:
    """``state`` of its offices' reports in the year that is ``wanted``, or else due.

    Http404 if it is no year that the authority or its offices could have a report of.
    """
    due = AnnualReportPage.year_due()
    years = sorted({due, *_years(AnnualReportPage.objects.filter(below(authority)))}, reverse=True)
    if wanted and wanted not in map(str, years):
        raise Http404
    year = int(wanted) if wanted else due
    return {"state": AuthorityYear(authority, year), "years": years}


def _years(pages: PageQuerySet) -> list[int]:
    return list(pages.live().public().order_by().values_list("year", flat=True).distinct())
