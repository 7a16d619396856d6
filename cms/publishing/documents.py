"""The files of a published report: PDF, workbook, JSON, and each table as CSV.

Made once when a revision goes live, kept by revision, and never made in a visitor's request.
"""

import hashlib
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Revision

from cms.models import AnnualReportPage, PublishedFile
from cms.models.trends import compositions
from report_blocks.rendering.data import json_bytes, report_json, table_csv
from report_blocks.rendering.pdf import Attachment, Printout, render_pdf
from report_blocks.rendering.workbook import write_workbook
from report_blocks.statutory import Report


def make_files(
    page: AnnualReportPage, revision: Revision, *, pdf: bytes | None = None
) -> list[PublishedFile]:
    """Make and keep all files of a live revision; all or none.

    Raises PdfError if the report can't be printed whole. Files that exist are replaced. ``pdf`` is
    the report as it was printed already.
    """
    made = {"report.pdf": pdf} if pdf else {}
    contents = [(name, made.get(name) or content_of(page, name)) for name in file_names(page)]
    with transaction.atomic():
        old = list(PublishedFile.objects.filter(revision=revision))
        PublishedFile.objects.filter(revision=revision).delete()
        files = [_keep(page, revision, name, content) for name, content in contents]
    kept = {file.file.name for file in files}
    for file in old:
        if file.file.name and file.file.name not in kept:
            file.file.storage.delete(file.file.name)
    return files


def file_names(page: AnnualReportPage) -> list[str]:
    """The names of a report's files: one PDF, workbook and JSON, and a CSV for each table."""
    return [
        "report.pdf",
        "report.xlsx",
        "report.json",
        *(f"{key}.csv" for key in page.format.tables),
    ]


def content_of(page: AnnualReportPage, name: str) -> bytes:
    """The bytes of one file of a report as the page now holds it; PdfError as ``make_files``."""
    stem, _dot, kind = name.rpartition(".")
    # A statutory document is Chinese whoever published it.
    with translation.override("zh-hans"):
        match kind:
            case "pdf":
                return report_pdf(page)
            case "xlsx":
                return write_workbook(page.report, page.title)
            case "json":
                return document_json(page)
            case _:
                return table_csv(page.report.dataset.table(stem))


def report_pdf(page: AnnualReportPage) -> bytes:
    """The report as an official document (GB/T 9704): fonts embedded, its JSON attached."""
    return render_pdf(**printout(page)._asdict())


def printout(page: AnnualReportPage) -> Printout:
    """What the PDF is made of; charts only of what the report itself says."""
    dated = page.last_published_at or page.latest_revision_created_at
    dated = dated and timezone.localtime(dated)
    context: dict[str, Any] = {"page": page, "dated": dated}
    with translation.override("zh-hans"):
        if settings.REPORT_CHARTS:
            context["charts"] = list(compositions(page.format, page.report.dataset))
        html = render_to_string("cms/annual_report_pdf.html", context)
        cover = render_to_string("cms/annual_report_cover.html", context)
        data = document_json(page)
    return Printout(
        html,
        dated,
        cover if settings.REPORT_COVER else "",
        (Attachment("report.json", data, "application/json", "本报告的数据"),),
    )


def document_json(page: AnnualReportPage) -> bytes:
    return json_bytes(document_of(page, page.report))


def document_of(page: AnnualReportPage, report: Report) -> dict[str, Any]:
    """The page's data as one JSON document (docs/data.md); ``report`` is what the page says."""
    root = (page.get_url_parts() or (None, "", ""))[1]
    return report_json(
        report,
        title=page.title,
        url=page.full_url,
        schema_url=root + reverse("data_schema", args=["report"]),
        published_at=page.last_published_at and timezone.localtime(page.last_published_at),
    )


def _keep(page: AnnualReportPage, revision: Revision, name: str, content: bytes) -> PublishedFile:
    file = PublishedFile(
        page=page,
        revision=revision,
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    file.file.save(name, ContentFile(content), save=False)
    file.save()
    return file
