"""On the first page of the admin: the reports that one has to do with, and how they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from cms.models import AgencyPage, AnnualReportPage, Explanation
from cms.models.findings_list import FindingsList
from cms.models.measure import BY_ITSELF, measures_of

from .due_reports import due_reports

MOST = 20  # the check of a draft takes some milliseconds


@dataclass(frozen=True)
class OwnReport:
    """An unfinished report: its draft, how far it has come, and what does not hold in it."""

    page: AnnualReportPage
    state: str
    errors: int
    warnings: int


class OwnReportsPanel(Component):
    """The newest of the reports that one may edit and that are not published as they are.

    And, to begin with, those that one's office has not begun.
    """

    name = "own_reports"
    template_name = "cms/reviewing/own_reports.html"
    order = 105

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        context: dict[str, Any] = super().get_context_data(parent_context)
        reports = list(own_reports(user))
        return context | {"reports": reports, "most": MOST, "due": due_reports(user)}


def own_reports(user: User) -> Iterator[OwnReport]:
    """The newest first, at most ``MOST``."""
    pages = list(_unfinished(user)[:MOST])
    numbers = [page.pk for page in pages]
    explanations: dict[int, list[Explanation]] = {}
    for one in Explanation.objects.filter(page__in=numbers):
        explanations.setdefault(one.page_id, []).append(one)
    agencies, reviews = _agencies(pages), _reviews(pages)
    drafts = []
    for page in pages:
        newest = page.latest_revision
        draft = page.with_content_json(newest.content) if newest else page
        draft.agency = agencies[page.path[: -page.steplen]]
        drafts.append(draft)
    measures = measures_of((draft.agency, draft.year) for draft in drafts)
    for page, draft in zip(pages, drafts, strict=True):
        measure = BY_ITSELF if draft.is_archived else measures[draft.agency.pk, draft.year]
        found = FindingsList(draft, explanations.get(page.pk, []), measure)
        yield OwnReport(draft, _state(page, reviews.get(page.pk)), found.errors, found.warnings)


def _unfinished(user: User) -> QuerySet[AnnualReportPage]:
    allowed = page_permission_policy.instances_user_has_permission_for(user, "change")
    return (
        AnnualReportPage.objects.filter(pk__in=allowed.values("pk"))
        .filter(Q(live=False) | Q(has_unpublished_changes=True))
        .select_related("latest_revision")
        .order_by("-latest_revision_created_at", "-pk")
    )


def _agencies(pages: list[AnnualReportPage]) -> dict[str, AgencyPage]:
    paths = {page.path[: -page.steplen] for page in pages}
    return {agency.path: agency for agency in AgencyPage.objects.filter(path__in=paths)}


def _reviews(pages: list[AnnualReportPage]) -> dict[int, WorkflowState]:
    """Those that are under way, or sent back, by the report's number."""
    reviews = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(),
        object_id__in=[str(page.pk) for page in pages],
    )
    return {int(r.object_id): r for r in reviews.select_related("current_task_state__task")}


def _state(page: AnnualReportPage, review: WorkflowState | None) -> str:
    """In words: draft, in review with its step, sent back, or changed since its publication."""
    if review and review.current_task_state:
        step = {"step": review.current_task_state.task.name}
        if review.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return _("Sent back: %(step)s") % step
        return _("In review: %(step)s") % step
    return _("Published, changed since") if page.live else _("Draft of a report")
