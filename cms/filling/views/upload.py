"""Handing in files, and the list of what was handed in."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.filling import runs
from cms.filling.forms import UploadForm
from cms.filling.permission import may_fill
from cms.filling.preview import newest_draft
from cms.models import AgencyPage, AnnualReportPage, ImportRun


def trail(*labels: Any) -> list[dict[str, Any]]:
    """Breadcrumbs: home, the imports, and where one is."""
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("report_imports"), "label": _("Imports")},
        *({"url": "", "label": label} for label in labels),
    ]


class ImportIndexView(generic.IndexView):
    """One's own imports, the newest first."""

    model = ImportRun
    page_title = _("Imports")
    header_icon = "upload"
    index_url_name = "report_imports"
    default_ordering = "-created_at"
    paginate_by = 50
    columns = [
        TitleColumn("__str__", label=_("Files"), url_name="report_import"),
        Column("agency", label=_("Agency")),
        Column("year", label=_("Year")),
        StatusTagColumn("get_state_display", label=_("State")),
        DateColumn("created_at", label=_("Uploaded")),
    ]

    def get_base_queryset(self) -> QuerySet[ImportRun]:
        return (
            ImportRun.objects.filter(user=self.request.user)
            .select_related("agency")
            .prefetch_related("files")
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return trail()


class UploadView(WagtailAdminTemplateMixin, FormView):
    """Hand in files for an office, or for all offices below an authority."""

    form_class = UploadForm
    template_name = "cms/filling/upload.html"
    page_title = _("Fill from files")
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.agency = get_object_or_404(AgencyPage, pk=kwargs["agency_id"])
        if not may_fill(request.user, self.agency):
            raise PermissionDenied

    @cached_property
    def is_authority(self) -> bool:
        return AgencyPage.objects.child_of(self.agency).exists()

    def get_page_subtitle(self) -> str:
        return self.agency.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return trail(self.agency.title)

    def get_initial(self) -> dict[str, Any]:
        return {"year": self.request.GET.get("year") or AnnualReportPage.year_due()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            agency=self.agency, is_authority=self.is_authority, **kwargs
        )

    def form_valid(self, form: UploadForm) -> HttpResponse:
        year = form.cleaned_data["year"]
        if not self.is_authority and year:
            report = newest_draft(self.agency, year)
            if report and not may_fill(self.request.user, self.agency, report):
                raise PermissionDenied
        run = runs.receive(
            ((file.name, file) for file in form.cleaned_data["file"]),
            user=cast(User, self.request.user),
            agency=self.agency,
            year=year,
        )
        runs.start(run)
        return redirect("report_import", run.pk)
