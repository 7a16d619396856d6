"""Atom feeds: what was published last on the whole site, or by an office and those below it."""

import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from cms.models import AgencyPage, AnnualReportPage, Correction
from cms.models.tree import below

from .place import public_pages, site_of

NEWEST = 50


class ReportFeed(Feed):
    """The newest reports below the page that ``get_object`` finds."""

    feed_type = Atom1Feed
    language = "zh-CN"

    def title(self, page: Page) -> str:
        return f"{page.title}：政府信息公开工作年度报告"

    def subtitle(self, page: Page) -> str:
        return f"{page.title}最近公布的政府信息公开工作年度报告"

    def link(self, page: Page) -> str:
        return page.full_url

    def items(self, page: Page) -> list[AnnualReportPage]:
        reports = AnnualReportPage.objects.filter(below(page)).live().public()
        newest = reports.defer_streamfields().order_by("-first_published_at")
        return with_corrections(with_offices(list(newest[:NEWEST])))

    def item_title(self, report: AnnualReportPage) -> str:
        return report.title

    def item_link(self, report: AnnualReportPage) -> str:
        return report.full_url

    item_guid = item_link
    item_guid_is_permalink = True

    def item_description(self, report: AnnualReportPage) -> str:
        if report.is_archived:
            return f"{report.agency_name}{report.year}年度报告，存档原件。"
        said = f"{report.agency_name}{report.year}年度报告。"
        return f"{said}{_corrected(report.newest_correction)}"

    def item_author_name(self, report: AnnualReportPage) -> str:
        return report.agency_name

    def item_pubdate(self, report: AnnualReportPage) -> datetime.datetime | None:
        return report.first_published_at

    def item_updateddate(self, report: AnnualReportPage) -> datetime.datetime | None:
        """A reader shows an entry anew when it has changed, as a correction does."""
        return report.last_published_at


class SiteFeed(ReportFeed):
    """Of all offices."""

    def get_object(self, request: HttpRequest) -> Page:
        if not (site := site_of(request)):
            raise Http404
        return site.root_page


class AgencyFeed(ReportFeed):
    """Of the office at this address, and of those below it."""

    def get_object(self, request: HttpRequest, path: str) -> Page:
        site = site_of(request)
        url_path = f"{site.root_page.url_path}{path}" if site else ""
        pages = public_pages(request).type(AgencyPage).filter(url_path=url_path)
        if not (page := pages.first()):
            raise Http404(path)
        return page


def with_corrections(reports: list[AnnualReportPage]) -> list[AnnualReportPage]:
    """Each told its newest correction, or None."""
    pages = [report.pk for report in reports]
    made = Correction.objects.filter(page__in=pages).defer("content", "changes")
    newest = {one.page_id: one for one in made.order_by("number")}
    for report in reports:
        report.newest_correction = newest.get(report.pk)
    return reports


def _corrected(correction: Correction | None) -> str:
    if correction is None:
        return ""
    return f"{timezone.localtime(correction.time):%Y年%-m月%-d日}更正：{correction.reason}"


def with_offices(reports: list[AnnualReportPage]) -> list[AnnualReportPage]:
    """Each told the name of its office, all of which are asked for at once."""
    above = {report.path[: -Page.steplen] for report in reports}
    names = dict(Page.objects.filter(path__in=above).values_list("path", "title"))
    for report in reports:
        report.agency_name = names[report.path[: -Page.steplen]]
    return reports
