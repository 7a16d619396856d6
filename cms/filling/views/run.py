"""One import: its progress, its preview, what is chosen of it, and its result."""

from collections import Counter
from contextlib import suppress
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.filling import runs
from cms.filling.permission import may_archive, may_publish
from cms.filling.preview import Outcome
from cms.models import ImportItem, ImportRun

from .access import numbers, own_run
from .item import detail, errors_first, spoken
from .upload import trail

State, Mode = ImportRun.State, ImportRun.Mode
PAGE_SIZE = 100
TOLD = 2  # problems of a refused report that the list shows


class RunView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/filling/run.html"
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.run = own_run(request, kwargs["run_id"])

    def get_page_title(self) -> str:
        return _("Import")

    def get_page_subtitle(self) -> str:
        return str(self.run)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return trail(str(self.run))

    @cached_property
    def items(self) -> QuerySet[ImportItem]:
        return self.run.items.select_related("agency", "page")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run
        context = super().get_context_data(run=run, stalled=runs.is_stalled(run), **kwargs)
        if run.is_working:
            return context
        counts = Counter(self.run.items.values_list("outcome", flat=True))
        fates = Counter(self.run.items.exclude(fate="").values_list("fate", flat=True))
        shown = self.request.GET.get("outcome", "")
        listed = self.items.filter(outcome=shown) if shown in Outcome.values else self.items
        page = WagtailPaginator(listed, PAGE_SIZE).get_page(self.request.GET.get("p"))
        for item in page:
            item.told = spoken(errors_first(item)[:TOLD]) if item.is_refused else []
        only = page[0] if run.items.count() == 1 else None
        return context | {
            "outcomes": [(value, label, counts[value]) for value, label in Outcome.choices],
            "fates": [
                (label, fates[value]) for value, label in ImportItem.Fate.choices if fates[value]
            ],
            "shown": shown,
            "items": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "only": only and detail(only),
            "is_ready": run.state == State.READY,
            "applicable": run.items.exclude(outcome=Outcome.REFUSED).count(),
            "modes": (modes := self._modes()),
            "asks_reason": self._may_correct(),
            "can_archive": any(value == Mode.ARCHIVE for value, _label in modes),
            "can_undo": run.state == State.DONE
            and run.items.filter(revision_id__isnull=False).exists(),
        }

    def _may_correct(self) -> bool:
        """Whether one of the reports has been published."""
        published = Q(page__live=True) | Q(page__first_published_at__isnull=False)
        return self.run.items.exclude(outcome=Outcome.REFUSED).filter(published).exists()

    def _modes(self) -> list[tuple[str, Any]]:
        """What the user may have done with the reports."""
        agency = self.run.agency
        modes = [Mode.DRAFT]
        if agency and agency.get_workflow():
            modes.append(Mode.REVIEW)
        if agency and may_publish(self.request.user, agency):
            modes.append(Mode.PUBLISH)
            if may_archive(self.request.user):
                modes.append(Mode.ARCHIVE)
        return [(mode.value, mode.label) for mode in modes]


@require_GET
def progress(request: HttpRequest, run_id: int) -> JsonResponse:
    """``{"state", "done", "total", "stalled"}``"""
    run = own_run(request, run_id)
    return JsonResponse(
        {
            "state": run.state,
            "done": run.done,
            "total": run.total,
            "stalled": runs.is_stalled(run),
        }
    )


@require_POST
def apply(request: HttpRequest, run_id: int) -> HttpResponse:
    """Remember what is chosen on this page of the list and, unless another page is asked for,
    have all that is chosen applied."""
    run = own_run(request, run_id)
    shown = run.items.filter(pk__in=numbers(request, "shown")).exclude(outcome=Outcome.REFUSED)
    here = reverse("report_import", args=[run.pk])
    if run.state == State.READY:
        runs.choose(run, shown, numbers(request, "chosen"))
    if page := numbers(request, "p"):
        query = urlencode({"p": str(page[0]), "outcome": str(request.POST.get("outcome", ""))})
        return redirect(f"{here}?{query}")
    mode, date = request.POST.get("mode", Mode.DRAFT), None
    reason = request.POST.get("reason", "")
    with suppress(ValueError):  # a day that there is not
        date = parse_date(request.POST.get("original_date", ""))
    try:
        mode = mode if mode in Mode.values else Mode.DRAFT
        runs.confirm(run, mode, original_date=date, reason=reason)
    except runs.NoDate:
        messages.error(request, _("Say when the originals were published."))
        return redirect(here)
    except runs.NotNow:
        messages.error(request, _("This import has been applied or undone already."))
        return redirect(here)
    return _after(request, run, here)


def _after(request: HttpRequest, run: ImportRun, here: str) -> HttpResponse:
    """To the report, if it was one alone and all went well; else to the result."""
    items = list(run.items.select_related("page")[:2])
    written = (ImportItem.Fate.WRITTEN, ImportItem.Fate.SUBMITTED, ImportItem.Fate.PUBLISHED)
    if len(items) == 1 and items[0].fate in written:
        messages.success(request, _("The report was filled from “%s”.") % items[0].source)
        return redirect("wagtailadmin_pages:edit", items[0].page_id)
    return redirect(here)


@require_POST
def undo(request: HttpRequest, run_id: int) -> HttpResponse:
    run = own_run(request, run_id)
    try:
        runs.undo(run)
    except runs.NotNow:
        messages.error(request, _("This import can't be undone now."))
    return redirect("report_import", run.pk)


@require_POST
def resume(request: HttpRequest, run_id: int) -> HttpResponse:
    run = own_run(request, run_id)
    try:
        runs.resume(run)
    except runs.NotNow:
        messages.info(request, _("This import is going on."))
    return redirect("report_import", run.pk)
