"""What follows a publication."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from cms.models import AnnualReportPage

from .tasks import make_published_files


@receiver(page_published, sender=AnnualReportPage)
def order_files(instance: AnnualReportPage, revision: Revision, **kwargs: Any) -> None:
    if instance.live and revision:
        transaction.on_commit(partial(make_published_files.enqueue, instance.pk, revision.pk))


def order_missing_files(page: AnnualReportPage) -> None:
    """Have the files of a published report made if they never were."""
    if page.live_revision_id and not page.files.filter(revision=page.live_revision_id).exists():
        order = partial(make_published_files.enqueue, page.pk, page.live_revision_id)
        transaction.on_commit(order)
