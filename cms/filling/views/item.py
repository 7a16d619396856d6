"""One report of an import: its changed cells, its problems, and whose report it is."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.filling import runs
from cms.filling.forms import OriginalForm
from cms.filling.matching import Offices
from cms.filling.permission import may_archive, may_fill
from cms.models import AgencyPage, ImportItem, ImportRun
from report_blocks.statutory import Severity

from .access import numbers, own_run
from .upload import trail

RANKS = {severity.value: severity.rank for severity in Severity}


def detail(item: ImportItem) -> dict[str, Any]:
    """What the preview of one report shows."""
    is_open = item.run.state == ImportRun.State.READY and bool(item.doubts)
    can_choose = is_open and item.report is not None and not _errors(item.problems)
    offices = Offices(item.run.agency) if can_choose else None
    return {
        "item": item,
        "problems": spoken(errors_first(item)),
        "findings": spoken(item.findings),
        "errors": len(item.errors()),
        "tables": _changed_cells(item),
        "texts": _changed_texts(item),
        "offered": offices.offered(item.named) if offices else [],
        "offices": offices.all if offices else [],
    }


def errors_first(item: ImportItem) -> list[dict[str, Any]]:
    """The problems and doubts of a report, the gravest first."""
    return sorted([*item.doubts, *item.problems], key=lambda one: RANKS[one["severity"]])


def spoken(sentences: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Kept problems or findings in the language of the person."""
    if (get_language() or "").startswith("zh"):
        return sentences
    return [one | {"message": one["english"]} for one in sentences]


def _errors(problems: list[dict[str, Any]]) -> bool:
    return any(problem["severity"] == "error" for problem in problems)


def _changed_cells(item: ImportItem) -> list[dict[str, Any]]:
    """Changed cells by table: label, where it was read, old and new."""
    report = item.value
    if report is None or item.is_refused:
        return []
    changed = item.changed_cells()
    return [
        {
            "heading": table.heading,
            "changes": [
                {"label": table.label(cell), "before": before, "after": after, "place": place}
                for cell, before, after, place in changed
                if cell.table == key
            ],
        }
        for key, table in report.dataset.format.tables.items()
        if any(cell.table == key for cell, *_rest in changed)
    ]


def _changed_texts(item: ImportItem) -> list[str]:
    report = item.value
    if report is None:
        return []
    names = {section.key: section.heading for section in report.dataset.format.sections}
    names |= {"preamble": _("Preamble"), "contact": _("Contact")}
    return [names.get(key, key) for key in item.texts]


class ItemView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/filling/item.html"
    header_icon = "doc-full-inverse"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        items = ImportItem.objects.select_related("run__agency", "agency", "page")
        self.item = get_object_or_404(items, pk=kwargs["item_id"])
        own_run(request, self.item.run_id)

    def get_page_title(self) -> str:
        return str(self.item)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return trail(str(self.item.run), str(self.item))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self._is_open and may_archive(self.request.user):
            kwargs.setdefault("original_form", OriginalForm(instance=self.item))
        return super().get_context_data(**detail(self.item), **kwargs)

    @property
    def _is_open(self) -> bool:
        return self.item.run.state == ImportRun.State.READY and not self.item.is_refused

    def _keep_original(self, request: HttpRequest) -> HttpResponse:
        form = OriginalForm(request.POST, instance=self.item)
        if not (self._is_open and may_archive(request.user)):
            raise PermissionDenied
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(original_form=form))
        form.save()
        messages.success(request, _("Saved."))
        return redirect("report_import", self.item.run_id)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Choose whose report it is, or say where and when it was published."""
        if "original_date" in request.POST:
            return self._keep_original(request)
        offices = {office.pk: office for office in Offices(self.item.run.agency).all}
        chosen = numbers(request, "agency")
        agency: AgencyPage | None = offices.get(chosen[0]) if chosen else None
        if agency is None or not may_fill(request.user, agency):
            messages.error(request, _("Choose one of the offices."))
        else:
            try:
                runs.choose_office(self.item, agency)
            except runs.Taken:
                messages.error(
                    request, _("This import holds another report of this office and year.")
                )
            except (runs.NotNow, ValueError):
                messages.error(request, _("The office of this report can't be chosen any more."))
        return redirect("report_import", self.item.run_id)
