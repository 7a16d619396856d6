"""What follows a publication."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.models import AgencyPage, AnnualReportPage

from . import bulk_orders
from .tasks import make_published_files


@receiver(page_published, sender=AnnualReportPage)
def order_files(instance: AnnualReportPage, revision: Revision, **kwargs: Any) -> None:
    if instance.live and revision:
        transaction.on_commit(partial(make_published_files.enqueue, instance.pk, revision.pk))


@receiver(page_published)
@receiver(page_unpublished)
@receiver(page_slug_changed)
@receiver(post_delete)
def order_bulk_files(sender: type, instance: Any, **kwargs: Any) -> None:
    """What an office is called, has and shows is in the files of the authorities above it."""
    if issubclass(sender, AnnualReportPage):
        bulk_orders.order(instance.path, instance.year)
    elif issubclass(sender, AgencyPage):
        bulk_orders.order(instance.path)


@receiver(post_page_move)
def order_bulk_files_of_both(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    for page in (instance, parent_page_before):
        bulk_orders.order(page.path)


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def order_bulk_files_of_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    bulk_orders.order(instance.page.path)


def order_missing_files(page: AnnualReportPage) -> None:
    """Have the files of a published report made if they never were."""
    if page.live_revision_id and not page.files.filter(revision=page.live_revision_id).exists():
        order = partial(make_published_files.enqueue, page.pk, page.live_revision_id)
        transaction.on_commit(order)
