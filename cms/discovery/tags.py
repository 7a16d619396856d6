"""The meta tags that government websites have to carry (国办发〔2017〕47号, 政府网站发展指引).

The first page names the site; a page that lists others is a column (栏目); a report is an
article in the column of its office.
"""

from django.utils import timezone
from wagtail.models import Page, Site

from cms.models import AgencyPage, AnnualReportPage, SiteIdentity

Tags = list[tuple[str, str]]

COLUMN_TYPE = "政府信息公开年报"
SUBJECTS = ("政府信息公开", "年度报告")


def site_tags(site: Site, identity: SiteIdentity) -> Tags:
    return [
        ("SiteName", site.site_name),
        ("SiteDomain", site.hostname),
        ("SiteIDCode", identity.site_code),
    ]


def page_tags(page: Page) -> Tags:
    """Of a column or an article; none of other pages."""
    match page:
        case AgencyPage():
            return column_tags(page)
        case AnnualReportPage():
            return article_tags(page)
        case _:
            return []


def column_tags(agency: Page) -> Tags:
    return [
        ("ColumnName", _column(agency)),
        ("ColumnDescription", description(agency)),
        ("ColumnKeywords", ",".join((*SUBJECTS, agency.title))),
        ("ColumnType", COLUMN_TYPE),
    ]


def article_tags(report: AnnualReportPage) -> Tags:
    return [
        ("ColumnName", _column(report.trail[-1])),
        ("ColumnType", COLUMN_TYPE),
        ("ArticleTitle", report.title),
        ("PubDate", _published(report)),
        ("ContentSource", report.agency_name),
        ("Author", report.agency_name),
        ("Keywords", ",".join((*SUBJECTS, report.agency_name, str(report.year)))),
        # "Description" of the guide is every page's: names of meta tags have no case.
        ("Url", report.full_url or ""),
    ]


def description(page: Page) -> str:
    """One sentence on what is at the page; "" if it has none."""
    if page.search_description:
        return page.search_description
    match page:
        case AgencyPage():
            return f"{page.title}依照《政府信息公开条例》公布的政府信息公开工作年度报告。"
        case AnnualReportPage():
            return f"{page.title}：全文、统计表格和数据文件。"
        case _:
            return ""


def _column(agency: Page) -> str:
    return f"{agency.title}政府信息公开工作年度报告"


def _published(report: AnnualReportPage) -> str:
    """To the minute, or of an original that was published elsewhere the day."""
    if report.archived_on:
        return report.archived_on.isoformat()
    published = report.first_published_at
    return f"{timezone.localtime(published):%Y-%m-%d %H:%M}" if published else ""
