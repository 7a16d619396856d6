from itertools import groupby
from typing import Any

from django import template
from django.db.models import Max
from wagtail.models import Page

from cms.models import AgencyPage, BulkFile
from cms.models.tree import directly_below

register = template.Library()


@register.inclusion_tag("cms/bulk_files.html")
def bulk_files(page: Page) -> dict[str, Any]:
    """The files of all reports of an authority; on any other page those of each one directly
    below it, of the newest year.

    ``rows`` is ``[(year, agency, files)]``; ``of_many`` whether the page is not the authority's.
    """
    own = BulkFile.objects.filter(agency=page.pk)  # who reads this page may read its files
    is_own = own.exists()
    if not is_own:
        children = AgencyPage.objects.filter(directly_below(page)).live().public()
        own = BulkFile.objects.filter(agency__in=list(children.values_list("pk", flat=True)))
        own = own.filter(year=own.aggregate(newest=Max("year"))["newest"])
    found = own.select_related("agency").order_by("-year", "agency__path", "kind")
    rows = []
    for (year, _agency), group in groupby(found, lambda file: (file.year, file.agency_id)):
        some = list(group)
        rows.append((year, some[0].agency, some))
    return {"rows": rows, "of_many": not is_own}
