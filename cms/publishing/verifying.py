"""Are all faces of a published report, and the bulk files, what the report says?"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.test import Client
from django.utils.translation import gettext as _

from cms.models import AnnualReportPage, BulkFile, PublishedFile
from report_blocks.statutory import Report

from . import bulk_files, faces, many_faces
from .documents import document_of, file_names
from .faces import Difference


@dataclass(frozen=True)
class Untrue:
    """The first difference of a published thing: where it stands, in which file, what it is."""

    url: str
    file: str
    difference: Difference


def verify_report(page: AnnualReportPage) -> Untrue | None:
    """The first difference between the page, its files and its report; None if all agree.

    What is compared to is what the page holds; what was kept of it with the publication is one of
    the faces.
    """
    for name, compare in _comparisons(page):
        if difference := compare():
            return Untrue(page.full_url or str(page.pk), name, difference)
    return None


def _comparisons(page: AnnualReportPage) -> Iterator[tuple[str, Callable[[], Difference | None]]]:
    report = page.report
    yield _("the page"), lambda: _served(page, report)
    yield _("what was kept"), lambda: _kept(page, report)
    files = page.published_files
    for name in file_names(page):
        yield name, lambda name=name: _file(page, files.get(name), report)  # type: ignore[misc]


def _served(page: AnnualReportPage, report: Report) -> Difference | None:
    """The page as a citizen gets it."""
    _site, root, path = page.get_url_parts()
    scheme, _colon, host = root.partition("://")
    response = Client(raise_request_exception=False, headers={"host": host}).get(
        path, secure=scheme == "https", follow=True
    )
    if response.status_code != 200:
        return Difference("", "200", str(response.status_code))
    return faces.of_page(response.content.decode(), report.dataset)


def _kept(page: AnnualReportPage, report: Report) -> Difference | None:
    checked = getattr(page, "checked", None)
    if checked is None or checked.revision_id != page.live_revision_id:
        return None  # it came in by another door, and is read from the page itself
    return faces.of_dataset(checked.report.dataset, report.dataset)


def _file(page: AnnualReportPage, file: PublishedFile | None, report: Report) -> Difference | None:
    if file is None:
        return Difference("", _("a file"), _("none"))
    content = _content(file)
    if isinstance(content, Difference):
        return content
    stem = file.name.rpartition(".")[0]
    match file.kind:
        case "pdf":
            return faces.of_pdf(content, report.dataset)
        case "xlsx":
            return faces.of_workbook(content, report)
        case "csv":
            return faces.of_csv(content, report.dataset.table(stem))
        case _:
            return faces.of_json(content, document_of(page, report))


def _content(file: PublishedFile | BulkFile) -> bytes | Difference:
    """The bytes of a file, if they are those that were written."""
    try:
        with file.file.open("rb") as stored:
            content: bytes = stored.read()
    except OSError as error:
        return Difference("", _("a file"), str(error))
    if len(content) != file.size:
        return Difference("", f"{file.size} B", f"{len(content)} B")
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != file.sha256:
        return Difference("", f"SHA-256 {file.sha256}", sha256)
    return content


def verify_bulk(file: BulkFile) -> Untrue | None:
    """The first difference between a bulk file and the reports that it should hold."""
    content = _content(file)
    if isinstance(content, Difference):
        return Untrue(file.full_url, file.name, content)
    reports = list(bulk_files.published(file.agency, file.year))
    difference = many_faces.of_bulk(content, file, reports)
    return Untrue(file.full_url, file.name, difference) if difference else None
