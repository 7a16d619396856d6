"""The fill-in workbook of an office."""

import io

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from cms.filling.permission import may_fill
from cms.filling.preview import newest_draft, started
from cms.models import AgencyPage, AnnualReportPage
from report_blocks.rendering.workbook import write_template
from report_blocks.statutory import format_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def template(request: HttpRequest, agency_id: int) -> HttpResponseBase:
    """The fill-in workbook for an office, with its newest draft in it if there is one."""
    agency = get_object_or_404(AgencyPage, pk=agency_id)
    if not may_fill(request.user, agency):
        raise PermissionDenied
    try:
        year = int(request.GET.get("year") or AnnualReportPage.year_due())
        format_ = format_for(year)
    except (ValueError, LookupError):
        messages.error(request, _("There is no statutory format for reports of this year."))
        return redirect(reverse("report_upload", args=[agency.pk]))
    page = newest_draft(agency, year) or started(agency, year)
    content = write_template(format_, report=page.report, agency=agency.title, year=year)
    return FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=f"{page.title}（填报）.xlsx",
        content_type=XLSX,
    )
