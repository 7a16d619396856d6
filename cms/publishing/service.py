"""Published reports as files, for the command line and whoever needs them."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from wagtail.models import Page, Site

from cms.models import AnnualReportPage, PublishedFile
from importers.reading.parallel import on_all_cores
from report_blocks.rendering.pdf import PdfError, printed_or_not

from .documents import content_of, file_names, make_files, printout


def find_report(name: str) -> AnnualReportPage:
    """A report by its page id or its address; LookupError if there is none."""
    if name.isdecimal():
        page = AnnualReportPage.objects.filter(pk=int(name)).first()
    else:
        page = _at_address(name)
    if page is None:
        raise LookupError(f"no report: {name}")
    return page


def _at_address(url: str) -> AnnualReportPage | None:
    path = unquote(urlsplit(url).path)
    for site in Site.objects.select_related("root_page"):
        url_path = f"{site.root_page.url_path}{path.strip('/')}/"
        if page := Page.objects.filter(url_path=url_path).first():
            specific = page.specific
            return specific if isinstance(specific, AnnualReportPage) else None
    return None


def export_report(page: AnnualReportPage, kind: str) -> bytes:
    """A report as pdf, xlsx, json, or csv (a zip of one CSV per table); drafts as they are.

    PdfError if it can't be printed whole.
    """
    draft = page.get_latest_revision_as_object()
    if kind != "csv":
        return content_of(draft, f"report.{kind}")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name in file_names(draft):
            if name.endswith(".csv"):
                file.writestr(zipfile.ZipInfo(name), content_of(draft, name))
    return archive.getvalue()


def render_pdf(
    pages: Iterable[AnnualReportPage],
) -> Iterator[tuple[AnnualReportPage, list[PublishedFile] | PdfError]]:
    """Make the files of published reports anew, many on all cores: each page's, or why not.

    The old files of one that can't be printed stay.
    """
    works = ((page, printout(page)) for page in pages if page.live_revision)
    for page, pdf in on_all_cores(printed_or_not, works):
        if isinstance(pdf, PdfError):
            yield page, pdf
        else:
            yield page, make_files(page, page.live_revision, pdf=pdf)
