"""What Wagtail, treebeard and Django keep to themselves, as far as bulk writing needs it.

Checked with Wagtail 7.4.4, treebeard 5.3.1, modelsearch 1.3.2 and Django 5.2.19. An upgrade
that changes one of them is found by tests/cms/test_bulk.py, which compares every row of the
database with what the ordinary way writes.
"""

import logging
from collections import Counter
from collections.abc import Sequence

from django.db.models import F
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends_with_name

from cms.models import AgencyPage, AnnualReportPage

logger = logging.getLogger(__name__)


def without_children() -> dict[str, list]:
    """Says to a new page that it has no comments and the like; else each page would look."""
    return {
        relation.get_accessor_name(): [] for relation in get_all_child_relations(AnnualReportPage)
    }


def next_child_path(parent: AgencyPage, last: str | None) -> str:
    """The path behind the last child's, as treebeard's ``add_child`` finds it."""
    if last is None:
        return str(Page._get_path(parent.path, parent.depth + 1, 1))
    return str(Page(path=last)._inc_path())


def insert_pages(pages: Sequence[AnnualReportPage]) -> None:
    """The pages' rows in the table of all pages; gives the ids. Parents count their children."""
    Page.objects.bulk_create(pages)
    for page in pages:
        page.pk = page.id
    counts = Counter(page.agency.pk for page in pages)
    for count in set(counts.values()):
        parents = [pk for pk, number in counts.items() if number == count]
        Page.objects.filter(pk__in=parents).update(numchild=F("numchild") + count)


def insert_reports(pages: Sequence[AnnualReportPage]) -> None:
    """The pages' rows in the table of reports: bulk_create refuses models with two tables."""
    fields = AnnualReportPage._meta.local_concrete_fields
    AnnualReportPage._base_manager.all()._batched_insert(pages, fields, batch_size=None)


def index_for_search(pages: Sequence[AnnualReportPage]) -> None:
    """What modelsearch's task does for each saved page, with its care for outside services."""
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        try:
            backend.add_bulk(AnnualReportPage, pages)
        except Exception:
            if not backend.catch_indexing_errors:
                raise
            logger.exception("%d reports are missing in the search index %s", len(pages), name)


def index_references(pages: Sequence[AnnualReportPage]) -> None:
    """What Wagtail's task does for each saved page; few new reports link to anything."""
    for page in pages:
        if any(ReferenceIndex._extract_references_from_object(page)):
            ReferenceIndex.create_or_update_for_object(page)
