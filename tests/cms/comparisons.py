"""Published reports to compare: several offices and years, without the texts and the files."""

from cms.models import AgencyPage, AnnualReportPage
from cms.models.checked_report import CheckedReport
from report_blocks.statutory import Cell, CellKey, Dataset, Report, format_for
from tests import samples

NEW = "information_requests/new_requests/total"


def cell(key: str) -> CellKey:
    return CellKey(*key.split("/"))


def office(authority, name: str, **values) -> AgencyPage:
    return authority.add_child(instance=AgencyPage(title=name, **values))


def report(agency, year: int, **numbers) -> AnnualReportPage:
    """A live report with zeros, and these numbers of cells; None is a blank."""
    format_ = format_for(year)
    cells = dict.fromkeys(format_.cells, Cell(0))
    for key, number in numbers.items():
        found = number if isinstance(number, Cell) else Cell(number)
        cells[cell(key)] = found
    page = AnnualReportPage(year=year, slug=str(year), live=True)
    page.agency = agency
    page.start(agency, year)
    page.fill(Report(Dataset(format_.key, cells), sections=samples.TEXTS), year=year)
    # Not through the gate: these numbers need not agree.
    page.live = False
    agency.add_child(instance=page)
    revision = page.save_revision()
    AnnualReportPage.objects.filter(pk=page.pk).update(live=True, live_revision=revision)
    page.refresh_from_db()
    CheckedReport.keep([CheckedReport.of(page, revision.pk, [])])
    return page
