"""Many reports as one file: a wide workbook, CSV, JSON, or a zip of workbooks or PDFs."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import BinaryIO

from django.utils.text import get_valid_filename

from cms.models import AgencyPage, AnnualReportPage
from report_blocks.rendering.data import write_facts
from report_blocks.rendering.workbook import write_wide
from report_blocks.statutory import Dataset, Report, format_for

from .documents import content_of, document_of


class SetKind(StrEnum):
    WIDE = "wide"
    CSV = "csv"
    JSON = "json"
    WORKBOOKS = "xlsx"
    PDFS = "pdf"

    @property
    def suffix(self) -> str:
        """What a file of this kind is called by."""
        return {SetKind.WIDE: "xlsx", SetKind.CSV: "csv", SetKind.JSON: "json"}.get(self, "zip")


def reports_of(
    agency: AgencyPage, year: int, *, drafts: bool = False
) -> Iterator[AnnualReportPage]:
    """The reports of an office and all below it of a year, in the order of the tree.

    Those that are published, as published; with ``drafts`` all, as their newest drafts are.
    """
    agencies = {a.path: a for a in AgencyPage.objects.descendant_of(agency, inclusive=True)}
    pages = AnnualReportPage.objects.descendant_of(agency).filter(year=year).order_by("path")
    pages = pages.select_related("latest_revision") if drafts else pages.live().public()
    for page in pages.iterator(chunk_size=100):
        newest = page.latest_revision if drafts else None
        shown = page.with_content_json(newest.content) if newest else page
        shown.agency = agencies[page.path[: -page.steplen]]
        shown.shown_revision_id = newest.pk if newest else page.live_revision_id
        yield shown


def wide_rows(
    agency: AgencyPage, year: int, *, drafts: bool = False
) -> Iterator[tuple[str, Report]]:
    """A row for each office, with its report if it has one; blank rows are there to be filled in.

    Reports in another format than the year's, which the columns do not fit, are left out.
    """
    format_ = format_for(year)
    pages = {page.agency.pk: page for page in reports_of(agency, year, drafts=drafts)}
    for office in AgencyPage.objects.descendant_of(agency, inclusive=True).order_by("path"):
        blank = Report(Dataset(format_.key), agency=office.title, year=year)
        page = pages.get(office.pk)
        if page is None:
            yield office.credit_code, blank
        elif page.format_key == format_.key:
            yield office.credit_code, page.report


def export_set(
    agency: AgencyPage, year: int, kind: SetKind, output: BinaryIO, *, drafts: bool = False
) -> None:
    """Write the reports of an office and all below it to ``output``.

    LookupError if no format is for that year; PdfError if a report can't be printed whole.
    Texts can't become formulas; numbers stay numbers.
    """
    if kind is SetKind.WIDE:
        rows = wide_rows(agency, year, drafts=drafts)
        output.write(write_wide(format_for(year), rows))
        return
    pages = reports_of(agency, year, drafts=drafts)
    match kind:
        case SetKind.CSV:
            text = io.TextIOWrapper(output, "utf-8-sig", newline="", write_through=True)
            write_facts(text, ((page.agency.credit_code, page.report) for page in pages))
            text.detach()
        case SetKind.JSON:
            _write_json(pages, output)
        case _:
            _write_zip(pages, kind.value, output)


def _write_json(pages: Iterable[AnnualReportPage], output: BinaryIO) -> None:
    """``{"reports": […]}``, each in the shape of a single report's document."""
    output.write(b'{"reports": [')
    for i, page in enumerate(pages):
        document = document_of(page, page.report)
        output.write((b",\n" if i else b"\n") + json.dumps(document, ensure_ascii=False).encode())
    output.write(b"\n]}\n")


def _write_zip(pages: Iterable[AnnualReportPage], kind: str, output: BinaryIO) -> None:
    """Each report's own file: the published one, or one made of what the page holds."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for page in pages:
            name = f"{get_valid_filename(page.title)}-{page.pk}.{kind}"
            archive.writestr(name, _file(page, f"report.{kind}"))


def _file(page: AnnualReportPage, name: str) -> bytes:
    kept = page.files.filter(revision=page.shown_revision_id, name=name).first()
    if kept is None:
        return content_of(page, name)
    with kept.file.open("rb") as file:
        return file.read()
