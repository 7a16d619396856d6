"""The figures of what is published, and of nothing else."""

import pytest

from cms.models import AnnualReportPage
from cms.models.checked_report import CheckedReport
from cms.models.published_figures import published_figures

pytestmark = pytest.mark.django_db


def test_published_reports_only_as_they_are_published(draft):
    assert list(published_figures(AnnualReportPage.objects.all())) == []
    draft().get_latest_revision().publish()
    [row] = published_figures(AnnualReportPage.objects.all())
    page = AnnualReportPage.objects.get()
    assert row == (page.pk, page.get_parent().path, page.year, page.report.dataset)


def test_also_of_a_report_that_came_in_by_another_door(draft):
    draft().get_latest_revision().publish()
    CheckedReport.objects.all().delete()
    [row] = published_figures(AnnualReportPage.objects.all())
    assert row.dataset == AnnualReportPage.objects.get().report.dataset
