"""The numbers of many published reports at once, for tables, charts, totals and the API."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import F
from wagtail.query import PageQuerySet

from report_blocks.statutory import Dataset

from .checked_report import live_reports, outdated


class PublishedFigures(NamedTuple):
    """One published report: its page, the tree path of its office, its year, all its cells."""

    page_id: int
    agency_path: str
    year: int
    dataset: Dataset


def published_figures(pages: PageQuerySet) -> Iterator[PublishedFigures]:
    """The live and public reports among these pages, in no certain order.

    Read from what was kept with the publication (``CheckedReport``), without the texts.
    """
    pages = pages.live().public()
    kept = pages.filter(checked__revision_id=F("live_revision_id")).order_by()
    rows = kept.values_list("pk", "path", "year", "checked__content__dataset")
    for pk, path, year, dataset in rows.iterator(chunk_size=500):
        yield PublishedFigures(pk, _above(path, pages), year, Dataset.from_json(dataset))
    for page, report in live_reports(outdated(pages)):
        yield PublishedFigures(page.pk, _above(page.path, pages), page.year, report.dataset)


def _above(path: str, pages: PageQuerySet) -> str:
    return path[: -pages.model.steplen]
