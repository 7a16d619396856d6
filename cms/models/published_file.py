"""The files of a published revision: made once, kept, and served as they are."""

from typing import TYPE_CHECKING

from django.db import models
from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page

from .serving import file_response

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


LABELS = {"pdf": _("Printed report"), "xlsx": _("Workbook"), "json": _("Data")}


def _path(instance: "PublishedFile", filename: str) -> str:
    return f"reports/{instance.page_id}/{instance.revision_id}/{filename}"


class PublishedFile(models.Model):
    """One file of one revision: PDF, workbook, JSON, or one table as CSV."""

    page = models.ForeignKey("cms.AnnualReportPage", on_delete=models.CASCADE, related_name="files")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    file = models.FileField(_("file"), upload_to=_path)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("published file")
        verbose_name_plural = _("published files")
        constraints = [
            models.UniqueConstraint(fields=["revision", "name"], name="one_file_of_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}/{self.revision_id}/{self.name}"

    @property
    def kind(self) -> str:
        """pdf, xlsx, csv or json."""
        return self.name.rpartition(".")[2]

    @property
    def label(self) -> str:
        """What citizens call the file: the table's title, or what it is."""
        return self.table_title or str(LABELS[self.kind])

    @property
    def table_title(self) -> str:
        """The title of the one table that the file holds, or ""."""
        table = self.page.format.tables.get(self.name.rpartition(".")[0])
        return table.title if table else ""


@conditional_page
def serve(request: HttpRequest, page: "AnnualReportPage", name: str) -> FileResponse:
    """The published file of this name; Http404 if the page has none."""
    try:
        file = page.published_files[name]
        content = file.file.open("rb")
    except (KeyError, OSError):
        raise Http404(name) from None
    return file_response(
        content,
        sha256=file.sha256,
        name=page.title,
        suffix=f"{_version(page)}{_suffix(file)}",
        content_type=CONTENT_TYPES[file.kind],
        as_attachment=file.kind != "pdf",
    )


def _suffix(file: PublishedFile) -> str:
    return f"（{file.table_title}）.{file.kind}" if file.table_title else f".{file.kind}"


def _version(page: "AnnualReportPage") -> str:
    return f"（第{page.superseded_by.number}版，已被更正）" if page.superseded_by else ""
