"""Keeps what is found the same as what is live.

A page's row is what visitors see of it, so its entry is written when the row is; drafts are kept
in revisions, and touch no more of the row than ``update_fields`` says. Reports written in bulk
are not saved one by one: their entries are written with their rows (``publishing.new_reports``).
"""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.signals import post_page_move

from cms.models import AgencyPage, AnnualReportPage, SearchEntry

CHUNK = 100
SEARCHED = {
    *("title", "live", "path", "year", "format_key", "preamble", "body", "contact"),
    *("kind", "short_name", "address", "postcode", "telephone", "email", "office_hours"),
}


@receiver(post_save, sender=AnnualReportPage)
@receiver(post_save, sender=AgencyPage)
def follow_row(
    sender: type[Page],
    instance: Page,
    created: bool,
    raw: bool,
    update_fields: frozenset[str] | None,
    **kwargs: Any,
) -> None:
    if raw:
        return
    if update_fields is None:
        SearchEntry.keep([instance])
    elif SEARCHED & update_fields:
        SearchEntry.keep([sender.objects.get(pk=instance.pk)])
    else:
        return
    if sender is AgencyPage and not created:  # its reports are found by its name
        keep_all(AnnualReportPage.objects.child_of(instance).live())


@receiver(post_page_move)
def follow_move(instance: Page, **kwargs: Any) -> None:
    """All that was moved stands below other offices now."""
    keep_all(AgencyPage.objects.descendant_of(instance, inclusive=True))
    keep_all(AnnualReportPage.objects.descendant_of(instance, inclusive=True))


def keep_all(pages: PageQuerySet) -> int:
    """Write the entries of many pages anew; how many there are."""
    number = 0
    chunk: list[Page] = []
    for page in pages.iterator(chunk_size=CHUNK):
        chunk.append(page)
        number += 1
        if len(chunk) == CHUNK:
            SearchEntry.keep(chunk)
            chunk.clear()
    SearchEntry.keep(chunk)
    return number
