"""All entries anew, for a site whose pages were there before the search, or came by a back door."""

from django.db import connection

from cms.models import AgencyPage, AnnualReportPage, SearchEntry

from .following import keep_all

TIDY = {
    "sqlite": "INSERT INTO cms_searchentry_fts(cms_searchentry_fts) VALUES ('optimize')",
    "postgresql": "ANALYZE cms_searchentry, cms_searchfigure",
}


def rebuild() -> tuple[int, int]:
    """How many reports and offices are found now; the site can be used meanwhile."""
    SearchEntry.objects.exclude(page__live=True).delete()
    reports = keep_all(AnnualReportPage.objects.live().order_by("pk"))
    offices = keep_all(AgencyPage.objects.live().order_by("pk"))
    tidy()
    return reports, offices


def tidy() -> None:
    """Have the database put its index in order, after many entries were written."""
    with connection.cursor() as cursor:
        cursor.execute(TIDY[connection.vendor])
