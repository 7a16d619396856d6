"""The reports that are due and not begun, of the offices that one writes reports for."""

from typing import NamedTuple

from django.contrib.auth.models import User

from cms.models import AgencyPage, AnnualReportPage, Post, Role
from cms.models.tree import directly_below

MOST = 5  # who writes for more offices imports


class DueReport(NamedTuple):
    """``has_last_year``: whether last year's report is published, so that one can begin with it."""

    agency: AgencyPage
    year: int
    has_last_year: bool


def due_reports(user: User) -> list[DueReport]:
    """In the order of the offices; none for those who edit the reports of more than ``MOST``."""
    year = AnnualReportPage.year_due()
    posts = Post.objects.filter(role=Role.OFFICE_EDITOR, group__user=user, agency__live=True)
    offices = [post.agency for post in posts.select_related("agency")[: MOST + 1] if post.agency]
    if len(offices) > MOST:
        return []
    due = []
    for office in offices:
        reports = AnnualReportPage.objects.filter(directly_below(office))
        live = dict(reports.filter(year__in=(year - 1, year)).values_list("year", "live"))
        if year not in live:
            due.append(DueReport(office, year, live.get(year - 1, False)))
    return due
