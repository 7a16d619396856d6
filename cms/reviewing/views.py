"""Records in Wagtail's admin: the list, one report's, its file; and the draft to read."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.models import AnnualReportPage, RecordHead
from cms.models.verification import verify

from . import records


class RecordIndexView(generic.IndexView):
    """The records that one may read; also those of reports that are gone."""

    model = RecordHead
    page_title = _("Records of reports")
    header_icon = "history"
    index_url_name = "report_records"
    default_ordering = "title"
    paginate_by = 50
    is_searchable = True
    search_fields = ["title"]
    columns = [
        TitleColumn("title", label=_("Report"), url_name="report_record"),
        Column("number", label=_("Entries")),
    ]

    def get_base_queryset(self) -> QuerySet[RecordHead]:
        return records.readable(self.request.user)


def _readable(request: HttpRequest, report_id: int) -> RecordHead:
    head = get_object_or_404(RecordHead, pk=report_id)
    if not records.may_read(request.user, head):
        raise PermissionDenied
    return head


class RecordView(WagtailAdminTemplateMixin, TemplateView):
    """All that was done to a report, and whether its chain holds."""

    template_name = "cms/reviewing/record.html"
    page_title = _("Record")
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.head = _readable(request, kwargs["report_id"])

    def get_page_subtitle(self) -> str:
        return self.head.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("report_records"), "label": _("Records of reports")},
            {"url": "", "label": self.head.title},
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.GET.get("export"):
            case "csv":
                return _file(records.as_csv(self.head), "text/csv", f"{self.head}（档案）.csv")
            case "json":
                content = records.as_json(self.head)
                return _file(content, "application/json", f"{self.head}（档案）.json")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = AnnualReportPage.objects.filter(pk=self.head.pk).first()
        return super().get_context_data(
            head=self.head,
            page=page,
            draft=page and page.get_latest_revision_as_object(),
            may_edit=page and page.permissions_for_user(self.request.user).can_edit(),
            broken=verify(self.head.pk),
            entries=list(records.told(self.head)),
            **kwargs,
        )


def _file(content: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def draft(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """The newest draft of a report as it would be published, to be read by who audits."""
    _readable(request, report_id)
    page = get_object_or_404(AnnualReportPage, pk=report_id).get_latest_revision_as_object()
    return page.make_preview_request(request, page.default_preview_mode)
