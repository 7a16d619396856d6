"""All reports of an authority's offices of one year as one file: made once, served as it is."""

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page
from wagtail.contrib.routable_page.models import path

from .serving import file_response

if TYPE_CHECKING:
    from .agency import AgencyPage


class BulkKind(models.TextChoices):
    CSV = "csv", _("All figures as CSV, a line for each")
    JSON_LINES = "jsonl", _("Whole reports as JSON Lines")
    XLSX = "xlsx", _("Workbook, a row for each report")


CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _path(instance: "BulkFile", filename: str) -> str:
    return f"bulk/{instance.agency_id}/{filename}"


class BulkFile(models.Model):
    """One file of the published reports of an authority and all below it, of one year.

    ``reports`` is how many it holds. ``made_of`` tells which state of which reports that was, so
    that nothing is made again in vain.
    """

    agency = models.ForeignKey(
        "cms.AgencyPage", on_delete=models.CASCADE, related_name="bulk_files"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=8, choices=BulkKind.choices)
    file = models.FileField(_("file"), upload_to=_path)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    reports = models.PositiveIntegerField(_("reports"))
    made_of = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bulk file")
        verbose_name_plural = _("bulk files")
        ordering = ["agency", "-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "kind"], name="one_bulk_file_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.name}"

    @property
    def name(self) -> str:
        """The last part of its address: 2024.csv."""
        return f"{self.year}.{self.kind}"

    @property
    def url(self) -> str:
        """Its address below its authority's, without the host."""
        return f"{self.agency.url}data/{self.name}"

    @property
    def full_url(self) -> str:
        return f"{self.agency.full_url}data/{self.name}"


@receiver(post_delete, sender=BulkFile)
def delete_content(instance: BulkFile, **kwargs: Any) -> None:
    """The content goes with its row, however that goes."""
    storage, name = instance.file.storage, instance.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))


class DataMixin:
    """The bulk files at ``data/2024.csv`` and the like below an authority's page."""

    @path("data/<int:year>.<str:kind>/")
    def bulk_data(
        self: "AgencyPage", request: HttpRequest, year: int, kind: str
    ) -> HttpResponseBase:
        return serve(request, self, year, kind)


@conditional_page
def serve(request: HttpRequest, agency: "AgencyPage", year: int, kind: str) -> FileResponse:
    """The file as it is now; Http404 if there is none."""
    for _attempt in range(2):  # it may be replaced between the two looks
        file = agency.bulk_files.filter(year=year, kind=kind).first()
        if file is None:
            break
        try:
            content = file.file.open("rb")
        except OSError:
            continue
        return file_response(
            content,
            sha256=file.sha256,
            name=f"{agency.title}{year}年政府信息公开工作年度报告数据",
            suffix=f".{kind}",
            content_type=CONTENT_TYPES[kind],
        )
    raise Http404(f"{year}.{kind}")
