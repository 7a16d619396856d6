"""The reports of an office and all below it, as one file, from Wagtail's admin."""

import tempfile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.models import AgencyPage
from report_blocks.rendering.pdf import PdfError

from .forms import ExportForm
from .sets import export_set


class ExportView(WagtailAdminTemplateMixin, FormView):
    """Choose year and kind; the answer to a complete choice is the file."""

    form_class = ExportForm
    template_name = "cms/export.html"
    page_title = _("Export reports")
    header_icon = "download"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.agency = get_object_or_404(AgencyPage, pk=kwargs["agency_id"])
        # Drafts are for those who may write there; what is published is everybody's.
        if not self.agency.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return self.agency.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {
                "url": reverse("wagtailadmin_explore", args=[self.agency.pk]),
                "label": self.agency.title,
            },
            {"url": "", "label": _("Export reports")},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"agency": self.agency}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(agency=self.agency, **kwargs)

    def form_valid(self, form: ExportForm) -> HttpResponseBase:  # type: ignore[override]
        year, kind = form.cleaned_data["year"], form.cleaned_data["kind"]
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
        try:
            export_set(self.agency, year, kind, file, drafts=form.cleaned_data["drafts"])
        except (LookupError, PdfError) as error:
            file.close()
            form.add_error(None, str(error))
            return self.form_invalid(form)
        file.seek(0)
        name = f"{self.agency.title}{year}年政府信息公开工作年度报告.{kind.suffix}"
        return FileResponse(file, as_attachment=True, filename=name)
