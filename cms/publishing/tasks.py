"""Long work of publishing, in the request's process or by a worker (``TASKS_BACKEND``)."""

from typing import Any

from django_tasks import task
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.models import AgencyPage, AnnualReportPage, Correction

from .bulk_files import refresh
from .documents import make_files
from .rechecking import recheck


@task()
def make_published_files(page_id: int, revision_id: int) -> None:
    """Make the files of a revision that went live; a failure is written to the page's history."""
    page = _as_published(page_id, revision_id)
    if page is None:  # another revision went live, or the page is gone
        return
    revision = Revision.objects.get(pk=revision_id)
    try:
        make_files(page, revision)
    except Exception as error:
        log(
            instance=page,
            action="cms.files_failed",
            revision=revision,
            data={"error": f"{type(error).__name__}: {error}"},
        )
        raise


def _as_published(page_id: int, revision_id: int) -> AnnualReportPage | None:
    """The report as it is live, or as a version that was corrected before it had files."""
    page = AnnualReportPage.objects.filter(pk=page_id).first()
    if page is None or (page.live and page.live_revision_id == revision_id):
        return page
    corrections = Correction.objects.filter(page=page, superseded=revision_id)
    correction = corrections.select_related("superseded").first()
    return correction.superseded_page(page) if correction else None


@task()
def refresh_bulk_files(wanted: list[Any]) -> None:
    """Make the bulk files of ``[[authority, [year, …] or null], …]`` anew, as far as need be."""
    for agency_id, years in wanted:
        if agency := AgencyPage.objects.filter(pk=agency_id).first():
            refresh(agency, years)


@task()
def recheck_reports() -> None:
    """Hold all that is published against the rule book as it is now."""
    for _rechecked in recheck():
        pass
