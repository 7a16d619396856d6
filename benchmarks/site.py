"""The demo's site in a database of its own, for the claims that need pages."""

from functools import cache

from django.core.management import call_command
from wagtail.models import Page

from cms.demo.service import demo
from cms.models import AnnualReportPage


@cache
def real_report() -> AnnualReportPage:
    """沙坡头区司法局's report of 2022, published, with all its texts and tables."""
    call_command("migrate", verbosity=0)
    demo()
    report: AnnualReportPage = AnnualReportPage.objects.live().get(year=2022)
    return report


def publish_beside(report: AnnualReportPage, page: Page) -> None:
    """Publish a page in the same place of the tree."""
    report.get_parent().add_child(instance=page)
    page.save_revision().publish()
