"""The published reports of an authority's offices of a year, as files that are made beforehand.

Which reports a file is made of, and in which state, is summed up as one hash; whoever asks to have
the files refreshed makes them only where that differs. So it may be asked at any time and twice.
"""

import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from django.core.files import File
from django.db import transaction
from wagtail.query import PageQuerySet

from cms.models import AgencyPage, AnnualReportPage, BulkFile
from cms.models.bulk_file import BulkKind
from cms.models.checked_report import live_reports
from report_blocks.rendering.data import write_facts
from report_blocks.rendering.workbook import write_wide
from report_blocks.statutory import Report, format_for, formats

from .documents import document_of

VERSION = 1  # of the files' shape: raise it, and all are made anew
ATTEMPTS = 5
IN_MEMORY = 4 * 1024 * 1024

Published = tuple[AnnualReportPage, AgencyPage, Report]


def refresh(agency: AgencyPage, years: Iterable[int] | None = None) -> list[BulkFile]:
    """Make the files of an authority that are not as they should be; those that were made.

    All years that it has reports or files of, unless ``years`` are given. There are none of a
    year without reports, nor of an office that collects none or is not public.
    """
    if years is None:
        of_reports = _pages(agency).values_list("year", flat=True)
        years = {*of_reports, *agency.bulk_files.values_list("year", flat=True)}
    return [file for year in sorted(years) for file in _refresh_year(agency, year)]


def _refresh_year(agency: AgencyPage, year: int) -> list[BulkFile]:
    """Once more if another report has been published meanwhile."""
    made: list[BulkFile] = []
    kinds = kinds_of(year)
    for _attempt in range(ATTEMPTS):
        state = state_of(agency, year)
        kept = agency.bulk_files.filter(year=year)
        if not state:
            kept.delete()
            return []
        if [file.made_of for file in kept] == [state] * len(kinds):
            break
        made = [_make(agency, year, kind, state) for kind in kinds]
    return made


def kinds_of(year: int) -> list[BulkKind]:
    """All; but no workbook if the year has no format, whose cells would be the columns."""
    has_format = any(format_.applies_to(year) for format_ in formats().values())
    return [kind for kind in BulkKind if has_format or kind is not BulkKind.XLSX]


def state_of(agency: AgencyPage, year: int) -> str:
    """The hash of all that the files of this year depend on; "" if there are to be none."""
    pages = _pages(agency).filter(year=year).order_by("path")
    seen = list(
        pages.values_list("path", "title", "url_path", "live_revision_id", "last_published_at")
    )
    if not seen:
        return ""
    offices = AgencyPage.objects.descendant_of(agency, inclusive=True).order_by("path")
    codes = list(offices.values_list("path", "credit_code"))
    root = (agency.get_url_parts() or (None, "", ""))[1]
    return hashlib.sha256(repr((VERSION, root, seen, codes)).encode()).hexdigest()


def _pages(agency: AgencyPage) -> PageQuerySet:
    if not agency.collects_reports or not agency.live:
        return AnnualReportPage.objects.none()
    known = AnnualReportPage.objects.filter(format_key__in=list(formats()))
    return known.descendant_of(agency).live().public()


def _make(agency: AgencyPage, year: int, kind: BulkKind, state: str) -> BulkFile:
    """Make one file anew and put it in the place of the one that there was."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as output:
        count = write(agency, year, kind, output)
        size = output.tell()
        output.seek(0)
        sha256 = hashlib.file_digest(output, "sha256").hexdigest()
        output.seek(0)
        return _keep(
            BulkFile(
                agency=agency,
                year=year,
                kind=kind,
                size=size,
                sha256=sha256,
                reports=count,
                made_of=state,
            ),
            File(output),
        )


def _keep(file: BulkFile, content: File) -> BulkFile:
    """The new content has a name of its own: whoever reads the old one reads it to the end."""
    file.file.save(f"{file.year}-{file.sha256[:12]}.{file.kind}", content, save=False)
    try:
        with transaction.atomic():
            AgencyPage.objects.select_for_update(of=("self",)).get(pk=file.agency_id)
            file.agency.bulk_files.filter(year=file.year, kind=file.kind).delete()
            file.save()
    except Exception:
        file.file.delete(save=False)
        raise
    return file


def write(agency: AgencyPage, year: int, kind: BulkKind, output: IO[bytes]) -> int:
    """Write the published reports to ``output``; how many there are in it.

    The workbook holds only those in the format of the year, whose cells are its columns.
    """
    counted = _Counted(published(agency, year))
    match kind:
        case BulkKind.CSV:
            text = io.TextIOWrapper(output, "utf-8-sig", newline="", write_through=True)
            write_facts(text, ((office.credit_code, report) for _page, office, report in counted))
            text.detach()
        case BulkKind.JSON_LINES:
            for page, _office, report in counted:
                line = json.dumps(document_of(page, report), ensure_ascii=False)
                output.write(line.encode() + b"\n")
        case _:
            format_ = format_for(year)
            counted = _Counted(one for one in counted if one[2].dataset.format_key == format_.key)
            rows = ((office.credit_code, report) for _page, office, report in counted)
            output.write(write_wide(format_, rows))
    return counted.number


class _Counted:
    """Passes the reports on, and says afterwards how many they were."""

    def __init__(self, reports: Iterable[Published]) -> None:
        self._reports, self.number = reports, 0

    def __iter__(self) -> Iterator[Published]:
        for one in self._reports:
            self.number += 1
            yield one


def published(agency: AgencyPage, year: int) -> Iterator[Published]:
    """The live and public reports below an authority, as they were published, in tree order."""
    pages = _pages(agency).filter(year=year).order_by("path")
    offices = {a.path: a for a in AgencyPage.objects.descendant_of(agency, inclusive=True)}
    for page, report in live_reports(pages):
        yield page, offices[page.path[: -page.steplen]], report
