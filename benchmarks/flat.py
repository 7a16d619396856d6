"""What citizens open, in a site of a hundred reports and in one of twenty thousand.

The same pages, of the same authority and office: how many others there are must not matter.
"""

import statistics
import time
from collections.abc import Iterator
from functools import partial

from wagtail.models import Page

from cms.models import AgencyPage, AnnualReportPage
from cms.models.checked_report import CheckedReport
from cms.publishing import wagtail_rows

from .measuring import Result
from .site import new_offices, real_report, visitor

FEW, MANY = 100, 20_000
OFFICES, YEARS = 50, 2  # of an authority
LIMIT = 1.5
RUNS = 15
OWN = {"id", "page_ptr", "translation_key"}
FIELDS = [f for f in AnnualReportPage._meta.concrete_fields if f.name not in OWN]


def measure() -> Iterator[Result]:
    report = real_report()
    home = report.get_parent().get_parent().get_parent()
    province = home.add_child(instance=AgencyPage(title="省", slug="province"))
    first = _authority(province, report)
    office = first.get_first_child().specific
    pages = {
        "report": AnnualReportPage.objects.child_of(office).first().url,
        "office": office.url,
        "authority": f"{first.url}?year={report.year}",
        "home": home.url,
    }
    few = {name: _milliseconds(url) for name, url in pages.items()}
    for _i in range(MANY // FEW - 1):
        _authority(province, report)
    for name, url in pages.items():
        many = _milliseconds(url)
        detail = f"{FEW}: {few[name]:.0f} ms, {MANY}: {many:.0f} ms"
        yield Result(f"{name} page, {MANY} reports : {FEW}", many / few[name], LIMIT, detail=detail)


def _authority(province: Page, report: AnnualReportPage) -> AgencyPage:
    """A new authority, a hundred reports of its offices published."""
    province.refresh_from_db()
    name = f"authority-{province.numchild}"
    authority = AgencyPage(title=name, slug=name, collects_reports=True)
    province.add_child(instance=authority)
    authority.add_child(instance=AgencyPage(title="一局", slug="first"))
    offices = [authority.get_first_child().specific, *new_offices(authority, OFFICES - 1)]
    pages = [page for office in offices for page in _copies(report, office)]
    wagtail_rows.insert_pages(pages)
    wagtail_rows.insert_reports(pages)
    kept = report.checked
    of_each = [
        CheckedReport(
            page_id=page.pk,
            revision_id=page.live_revision_id,
            content=kept.content,
            agency=kept.agency,
            rule_book=kept.rule_book,
        )
        for page in pages
    ]
    CheckedReport.objects.bulk_create(of_each)
    return authority


def _copies(report: AnnualReportPage, office: AgencyPage) -> Iterator[AnnualReportPage]:
    """The row of the report, as those of another office."""
    path = None
    for year in range(report.year - YEARS + 1, report.year + 1):
        page = AnnualReportPage(
            **{field.attname: getattr(report, field.attname) for field in FIELDS}
        )
        page.agency = office
        page.year, page.slug = year, str(year)
        page.path = path = wagtail_rows.next_child_path(office, path)
        page.depth = office.depth + 1
        page.set_url_path(office)
        yield page


def _milliseconds(url: str) -> float:
    visit = partial(visitor().get, url)
    assert visit().status_code == 200, url
    times = []
    for _run in range(RUNS):
        start = time.perf_counter()
        visit()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
