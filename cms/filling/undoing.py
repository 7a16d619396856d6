"""An import undone as a whole: each report goes back to the revision it had before."""

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision, WorkflowState

from cms.models import AnnualReportPage, ImportItem, ImportRun

from .permission import may_fill, may_publish
from .progress import State, working

Fate = ImportItem.Fate


def undo(run: ImportRun) -> None:
    """Undo what the run has written; a report that was changed since is kept as it is."""
    items = run.items.filter(revision_id__isnull=False).exclude(
        fate__in=[Fate.UNDONE, Fate.KEPT, Fate.FORBIDDEN]
    )
    with working(run, State.UNDOING, items.count(), State.UNDONE) as progress:
        for item in items.order_by("-number"):
            with transaction.atomic():
                item.fate = _undo(item, run.user)
                item.save(update_fields=["fate"])
                progress.add(1)


def _undo(item: ImportItem, user: User | None) -> Fate:
    page = AnnualReportPage.objects.select_for_update().filter(pk=item.page_id or 0).first()
    if page is None or page.latest_revision_id != item.revision_id:
        return Fate.KEPT
    if user and not _may_undo(page, user):
        return Fate.FORBIDDEN
    if page.workflow_in_progress:
        state: WorkflowState = page.current_workflow_state
        state.cancel(user=user)
    if item.former_revision_id is None:
        DeletePageAction(page, user=user).execute(skip_permission_checks=True)
        return Fate.UNDONE
    if page.live_revision_id == item.revision_id:
        if item.former_live_revision_id:
            _return_to(item.former_live_revision_id, user, _reason(item)).publish(user=user)
        else:
            UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
        if item.former_revision_id == item.former_live_revision_id:
            return Fate.UNDONE
    _return_to(item.former_revision_id, user)
    return Fate.UNDONE


def _may_undo(page: AnnualReportPage, user: User) -> bool:
    """As much as was needed to do it."""
    return may_fill(user, page.agency, page) and (
        not page.live or may_publish(user, page.agency, page)
    )


def _reason(item: ImportItem) -> str:
    """What citizens had read was imported: taking it back is a correction as well."""
    return f"撤销从文件“{item.source}”的导入，恢复导入前发布的内容"


def _return_to(revision_id: int, user: User | None, reason: str = "") -> Revision:
    """A new revision with the content of an old one, as Wagtail's own way back makes it."""
    former = Revision.objects.get(pk=revision_id)
    page = former.as_object()
    if reason:
        page.give_reason(reason)
    return page.save_revision(
        user=user, log_action="wagtail.revert", previous_revision=former, clean=False
    )
