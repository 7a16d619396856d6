"""Registers what the other modules offer; no logic of its own."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join, json_script
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from cms.filling.views import from_last_year, item, run, table_file, template, upload
from cms.models import AgencyPage, AnnualReportPage
from cms.models.correcting import CorrectedFormatter
from cms.publishing.views import ExportView
from cms.reviewing import explaining, findings, rechecked, sent_twice
from cms.reviewing import views as records
from cms.reviewing.own_reports import OwnReportsPanel


@hooks.register("register_admin_urls")
def filling_urls() -> list[URLPattern]:
    return [
        path("reports/<int:agency_id>/upload/", upload.UploadView.as_view(), name="report_upload"),
        path("reports/<int:agency_id>/template.xlsx", template.template, name="report_template"),
        path(
            "reports/<int:agency_id>/from-last-year/",
            from_last_year.FromLastYearView.as_view(),
            name="report_from_last_year",
        ),
        path("reports/<int:agency_id>/export/", ExportView.as_view(), name="report_export"),
        path("reports/tables/download/", table_file.download, name="report_table_download"),
        path("reports/tables/read/", table_file.read, name="report_table_read"),
        path("reports/imports/", upload.ImportIndexView.as_view(), name="report_imports"),
        path("reports/imports/<int:run_id>/", run.RunView.as_view(), name="report_import"),
        path("reports/imports/<int:run_id>/progress/", run.progress, name="report_import_progress"),
        path("reports/imports/<int:run_id>/apply/", run.apply, name="report_import_apply"),
        path("reports/imports/<int:run_id>/undo/", run.undo, name="report_import_undo"),
        path("reports/imports/<int:run_id>/resume/", run.resume, name="report_import_resume"),
        path("reports/imports/items/<int:item_id>/", item.ItemView.as_view(), name="report_item"),
    ]


@hooks.register("register_admin_urls")
def record_urls() -> list[URLPattern]:
    return [
        path("reports/records/", records.RecordIndexView.as_view(), name="report_records"),
        path(
            "reports/records/<int:report_id>/", records.RecordView.as_view(), name="report_record"
        ),
        path("reports/records/<int:report_id>/draft/", records.draft, name="report_draft"),
    ]


@hooks.register("register_admin_urls")
def rechecked_urls() -> list[URLPattern]:
    address = "reports/rechecked/"
    return [
        path(address, rechecked.RecheckedView.as_view(), name="report_rechecked"),
        path(f"{address}again/", rechecked.recheck, name="report_recheck"),
    ]


@hooks.register("register_admin_urls")
def findings_urls() -> list[URLPattern]:
    address = "reports/<int:page_id>/findings/"
    return [
        path(address, findings.findings, name="report_findings"),
        path(f"{address}explain/", findings.give_reason, name="report_findings_explain"),
        path(f"{address}withdraw/", findings.take_back, name="report_findings_withdraw"),
    ]


hooks.register("before_edit_page", sent_twice.turn_away)


@hooks.register("construct_homepage_panels")
def own_reports_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(OwnReportsPanel())


@hooks.register("register_reports_menu_item")
def records_menu_item() -> MenuItem:
    return MenuItem(_("Records of reports"), reverse("report_records"), icon_name="history")


@hooks.register("register_reports_menu_item")
def rechecked_menu_item() -> MenuItem:
    return MenuItem(
        _("Rechecked reports"), reverse("report_rechecked"), icon_name="circle-check", order=110
    )


@hooks.register("register_reports_menu_item")
def imports_menu_item() -> MenuItem:
    return MenuItem(_("Imports"), reverse("report_imports"), icon_name="upload", order=100)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def filling_buttons(
    page: Page, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    page = page.specific
    if isinstance(page, AnnualReportPage):
        agency, query = page.agency, f"?year={page.year}"
        allowed = page.permissions_for_user(user).can_edit()
    elif isinstance(page, AgencyPage):
        agency, query = page, ""
        allowed = page.permissions_for_user(user).can_add_subpage()
    else:
        return
    if allowed:
        yield Button(
            _("Fill from files"),
            reverse("report_upload", args=[agency.pk]) + query,
            icon_name="upload",
            priority=60,
        )
        yield Button(
            _("Download the fill-in workbook"),
            reverse("report_template", args=[agency.pk]) + query,
            icon_name="download",
            priority=61,
        )
    if allowed and isinstance(page, AnnualReportPage):
        yield Button(
            _("Record"),
            reverse("report_record", args=[page.pk]),
            icon_name="history",
            priority=63,
        )
    if allowed and isinstance(page, AgencyPage):
        yield Button(
            _("Start from last year"),
            reverse("report_from_last_year", args=[agency.pk]),
            icon_name="copy",
            priority=59,
        )
        yield Button(
            _("Export reports"),
            reverse("report_export", args=[agency.pk]),
            icon_name="table",
            priority=62,
        )


@hooks.register("insert_editor_js")
def table_files() -> str:
    """Where the grid's tables are made files of and read (table-file.js)."""
    addresses = {
        "download": reverse("report_table_download"),
        "read": reverse("report_table_read"),
    }
    return json_script(addresses, "report-table-files")


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ((static(f"cms/{name}.css"),) for name in ("admin", "findings")),
    )


@hooks.register("insert_global_admin_js")
def admin_js() -> str:
    return format_html_join(
        "",
        '<script src="{}"></script>',
        ((static(f"cms/{name}.js"),) for name in ("date-chooser", "import-progress")),
    )


@hooks.register("insert_editor_js")
def editor_js() -> str:
    return format_html_join(
        "",
        '<script src="{}"></script>',
        ((static(f"cms/{name}.js"),) for name in ("findings", "one-review")),
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("cms.filled", _("Fill from a file"), _("Filled from a file"))
    actions.register_action(
        "cms.begun_from_last_year",
        _("Start from last year"),
        _("Begun from the report of last year"),
    )
    actions.register_action(
        "cms.publish_refused",
        _("Refuse scheduled publication"),
        _("Scheduled publication refused because of errors"),
    )
    actions.register_action("cms.corrected")(CorrectedFormatter)
    actions.register_action("cms.explained")(explaining.ExplainedFormatter)
    actions.register_action("cms.explanation_withdrawn")(explaining.WithdrawnFormatter)
    actions.register_action("cms.secrecy_checked", _("Check for secrets"), _("Checked for secrets"))
    actions.register_action(
        "cms.files_failed", _("Make files"), _("The PDF and data files could not be made")
    )


CODENAMES = ("archive_reports", "audit_reports")


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Those that an administrator gives to groups in Settings."""
    return Permission.objects.filter(content_type__app_label="cms", codename__in=CODENAMES)
