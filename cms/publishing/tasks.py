"""Long work of publishing, in the request's process or by a worker (``TASKS_BACKEND``)."""

from django_tasks import task
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.models import AnnualReportPage

from .documents import make_files


@task()
def make_published_files(page_id: int, revision_id: int) -> None:
    """Make the files of a revision that went live; a failure is written to the page's history."""
    page = AnnualReportPage.objects.filter(
        pk=page_id, live=True, live_revision_id=revision_id
    ).first()
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
