"""``/api/v1/``: reports, offices and figures as data, read-only (docs/api.md)."""

from django.urls import path

from .figures import FiguresView, KeyFiguresView
from .formats import FormatsView, FormatView
from .listings import BulkFilesView, OfficesView, OfficeView, ReportsView, ReportView
from .schemas import OpenApiView, SchemaView
from .views import RootView

urlpatterns = [
    path("", RootView.as_view(), name="data"),
    path("openapi.json", OpenApiView.as_view(), name="data_openapi"),
    path("schemas/<slug:name>.json", SchemaView.as_view(), name="data_schema"),
    path("formats/", FormatsView.as_view(), name="data_formats"),
    path("formats/<slug:key>/", FormatView.as_view(), name="data_format"),
    path("offices/", OfficesView.as_view(), name="data_offices"),
    path("offices/<int:pk>/", OfficeView.as_view(), name="data_office"),
    path("reports/", ReportsView.as_view(), name="data_reports"),
    path("reports/<int:pk>/", ReportView.as_view(), name="data_report"),
    path("figures/", FiguresView.as_view(), name="data_figures"),
    path("key-figures/", KeyFiguresView.as_view(), name="data_key_figures"),
    path("bulk/", BulkFilesView.as_view(), name="data_bulk"),
]
