"""The addresses below a report: its files, and what it said before it was corrected.

``report.pdf`` is always that of the newest version, ``versions/1/report.pdf`` that of the first.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from report_blocks.statutory import Report

from .correction import Correction
from .published_file import serve
from .wording import Passage

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


class VersionsMixin(RoutablePageMixin):
    @cached_property
    def published_files(self) -> dict[str, Any]:
        """The files of the published revision by name ("report.pdf")."""
        if self.pk is None:  # a new report that is looked at before it is saved
            return {}
        return {file.name: file for file in self.files.filter(revision=self.live_revision_id)}

    @property
    def downloads(self) -> dict[str, str]:
        """Addresses of the published files by name."""
        return {name: f"{self.full_url}{name}" for name in self.published_files}

    @path("versions/")
    def read_corrections(self: "AnnualReportPage", request: HttpRequest) -> HttpResponseBase:
        """All corrections, each with what it changed."""
        if not self.history:
            raise Http404
        corrections = list(Correction.objects.filter(page=self.pk).order_by("number"))
        told = [(one, self._wordings(one, corrections)) for one in corrections[::-1]]
        context = {"page": self, "corrections": told}
        return TemplateResponse(request, "cms/corrections.html", context)

    @path("versions/<int:number>/")
    def read_version(
        self: "AnnualReportPage", request: HttpRequest, number: int
    ) -> HttpResponseBase:
        """What the report said before a correction; the newest version is the page itself."""
        if self.history and number == len(self.history) + 1:
            return redirect(self.get_url(request))
        correction = self._correction(number)
        version = correction.superseded_page(self)
        context = {
            "page": self,
            "version": version,
            "outline": version.outline,
            "correction": correction,
            "wordings": self._wordings(correction, Correction.objects.filter(page=self.pk)),
            "files": version.published_files,
        }
        response = TemplateResponse(request, "cms/superseded_version.html", context)
        return _of_former(response, self)

    @path("versions/<int:number>/<str:name>/")
    def download_version(
        self: "AnnualReportPage", request: HttpRequest, number: int, name: str
    ) -> HttpResponseBase:
        if self.history and number == len(self.history) + 1:
            return redirect(f"{self.get_url(request)}{name}")
        version = self._correction(number).superseded_page(self)
        return _of_former(serve(request, version, name), self)

    @path("<str:name>/")
    def download(self: "AnnualReportPage", request: HttpRequest, name: str) -> HttpResponseBase:
        """A published file at a lasting address below the page's own."""
        return serve(request, self, name)

    def _wordings(
        self: Any, correction: Correction, corrections: Iterable[Correction]
    ) -> list[tuple[str, list[Passage] | None]]:
        """What it changed in the texts: against the version that the next correction ended."""
        later = next((one for one in corrections if one.number == correction.number + 1), None)
        if later is None:
            return correction.wordings(self.title, self.report)
        return correction.wordings(later.title, Report.from_json(later.content))

    def _correction(self: Any, number: int) -> Correction:
        found = Correction.objects.filter(page=self.pk, number=number)
        correction = found.select_related("superseded").first()
        if correction is None:
            raise Http404
        return correction


def _of_former(response: HttpResponseBase, page: "AnnualReportPage") -> HttpResponseBase:
    """Say to search engines that it is the newest version that counts."""
    response["X-Robots-Tag"] = "noindex"
    response["Link"] = f'<{page.full_url}>; rel="canonical"'
    return response
