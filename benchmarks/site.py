"""The demo's site in a database of its own, for the claims that need pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.core.management import call_command
from django.db.models import F
from django.test import Client
from wagtail.models import Page
from wagtail.signals import page_published

from cms.demo.service import demo
from cms.models import AgencyPage, AnnualReportPage
from cms.publishing import bulk_orders
from cms.publishing.signals import order_files
from cms.publishing.wagtail_rows import next_child_path


@cache
def real_report() -> AnnualReportPage:
    """沙坡头区司法局's report of 2022, published, with all its texts and tables."""
    call_command("migrate", verbosity=0)
    demo()
    report: AnnualReportPage = AnnualReportPage.objects.live().get(year=2022)
    return report


def visitor() -> Client:
    """Somebody to whom nothing is given from the page cache: they say who they are."""
    return Client(headers={"authorization": "none"})


def publish_beside(report: AnnualReportPage, page: Page) -> None:
    """Publish a page in the same place of the tree."""
    report.get_parent().add_child(instance=page)
    page.save_revision().publish()


def new_offices(authority: AgencyPage, number: int) -> list[AgencyPage]:
    """Only their rows; with ``add_child`` they would take longer than what is measured."""
    path, offices = authority.get_last_child().path, []
    for _i in range(number):
        path = next_child_path(authority, path)
        office = AgencyPage(title=f"{path}局", draft_title=f"{path}局", slug=path)
        office.path, office.depth = path, authority.depth + 1
        office.locale_id = authority.locale_id
        office.set_url_path(authority)
        offices.append(office)
    Page.objects.bulk_create(offices)
    Page.objects.filter(pk=authority.pk).update(numchild=F("numchild") + number)
    for office in offices:
        office.pk = office.id
        office.save_base(raw=True)
    return offices


@contextmanager
def without_files() -> Iterator[None]:
    """Publications make no files (PDF, bulk files and others), as where a worker makes them."""
    page_published.disconnect(order_files, sender=AnnualReportPage)
    try:
        with bulk_orders.burst():
            yield
    finally:
        page_published.connect(order_files, sender=AnnualReportPage)
