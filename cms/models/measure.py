"""What a report is measured by: other reports, and how grave its office's findings are.

Compared are the office's report of last year and, for an authority, those that it adds up.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F
from django.db.models.functions import Substr

from report_blocks.statutory import Context, Policy, Report
from report_blocks.statutory.rules.context import NOTHING

from .agency import AgencyPage
from .checked_report import live_reports
from .offices import collected_from
from .rule_setting import policies_of
from .tree import below

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage

Place = tuple[int, int]  # office and year


class Measure(NamedTuple):
    context: Context
    policy: Policy


BY_ITSELF = Measure(NOTHING, {})  # an original that was published elsewhere is left as it is


def measure_of(page: "AnnualReportPage") -> Measure:
    """What one report is measured by."""
    if page.is_archived or (page.pk is None and "agency" not in page.__dict__):
        return BY_ITSELF
    return measures_of([(page.agency, page.year)])[page.agency.pk, page.year]


def measures_of(places: Iterable[tuple[AgencyPage, int]]) -> dict[Place, Measure]:
    """What these offices' reports of these years are measured by, in a few queries."""
    wanted = {(agency.pk, year): agency for agency, year in places}
    before, policies = reports_before(wanted), policies_of(wanted.values())
    return {
        place: Measure(
            Context(
                before=before.get(place),
                offices=_offices_of(agency, place[1]) if agency.collects_reports else None,
            ),
            policies[agency.pk],
        )
        for place, agency in wanted.items()
    }


def reports_before(wanted: dict[Place, AgencyPage]) -> dict[Place, Report]:
    """The live report of the year before, for each office and year that has one."""
    from .annual_report import AnnualReportPage

    paths = {agency.path: agency for agency in wanted.values()}
    pages = AnnualReportPage.objects.annotate(
        above=Substr("path", 1, (F("depth") - 1) * AnnualReportPage.steplen)
    ).filter(above__in=paths, year__in={year - 1 for _agency, year in wanted})
    found: dict[Place, Report] = {}
    for page, report in live_reports(pages):
        page.agency = paths[page.above]
        place = (page.agency.pk, page.year + 1)
        if place in wanted:
            found[place] = report
    return found


def _offices_of(authority: AgencyPage, year: int) -> dict[str, Report | None]:
    """The offices that an authority adds up, by name, with their live reports of the year."""
    from .annual_report import AnnualReportPage

    offices = collected_from(authority)
    pages = AnnualReportPage.objects.filter(below(authority)).filter(year=year)
    reports = {page.path[: -page.steplen]: report for page, report in live_reports(pages)}
    names = Counter(agency.title for agency in offices.values())
    return {
        # Of offices that are called the same, each adds up.
        agency.title if names[agency.title] == 1 else f"{agency.title}（{agency.url_path}）": report
        for agency, report in ((one, reports.get(path)) for path, one in offices.items())
    }
