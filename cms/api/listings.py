"""Offices, reports and bulk files."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from cms.models import AgencyPage, AnnualReportPage, BulkFile
from cms.models.bulk_file import BulkKind
from cms.publishing.documents import document_of
from report_blocks.rendering.data import SCHEMA
from report_blocks.statutory.codec import number_to_json

from . import scope
from .paging import Answer, page_of, paged, root_url
from .parameters import ID_MAX, YEAR, Parameter, credit_code, flag, one_of
from .views import DataView

PAGED = paged(100, 500)


class OfficesView(DataView):
    parameters = (
        scope.UNDER,
        Parameter("credit_code", credit_code),
        Parameter("collects_reports", flag),
        *PAGED,
    )

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer:
        found = scope.offices_under(values)
        for name in ("credit_code", "collects_reports"):
            if values[name] is not None:
                found = found.filter(**{name: values[name]})
        root = root_url(request)
        return page_of(request, found.order_by("pk"), values, lambda some: _offices(some, root))


class OfficeView(DataView):
    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer:
        [office] = _offices(_one(scope.offices(), place["pk"]), root_url(request))
        return office


class ReportsView(DataView):
    parameters = (*scope.OF_REPORTS, *PAGED)

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer:
        found = scope.reports_in(values).order_by("pk")
        root = root_url(request)
        return page_of(request, found, values, lambda some: _reports(some, root))


class ReportView(DataView):
    """With its files, its key figures, and the whole document of report.json."""

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer:
        found = _one(scope.reports(), place["pk"])
        [head] = _reports(found, root_url(request))
        [page] = found
        report = page.report
        return {
            **head,
            "files": [
                {
                    "name": name,
                    "kind": file.kind,
                    "version": SCHEMA,
                    "size": file.size,
                    "sha256": file.sha256,
                    "url": f"{page.full_url}{name}",
                }
                for name, file in sorted(page.published_files.items())
            ],
            "key_figures": {
                figure.key: number_to_json(figure.value(report.dataset.cells))
                for figure in page.format.key_figures
            },
            "document": document_of(page, report),
        }


class BulkFilesView(DataView):
    parameters = (
        scope.OFFICE,
        Parameter("year", YEAR, many=True),
        Parameter("kind", one_of(lambda: BulkKind.values)),
        *PAGED,
    )

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer:
        found = BulkFile.objects.filter(agency__in=scope.offices_named(values))
        if values["year"]:
            found = found.filter(year__in=values["year"])
        if values["kind"]:
            found = found.filter(kind=values["kind"])
        found = found.select_related("agency").order_by("agency", "year", "kind")
        return page_of(request, found, values, lambda some: list(map(_bulk_file, some)))


def _one(pages: Any, pk: int) -> list:
    found = list(pages.filter(pk=pk)) if pk <= ID_MAX else []
    if not found:
        raise Http404
    return found


def _offices(offices: Sequence[AgencyPage], root: str) -> list[Answer]:
    above = scope.offices_by_path(map(scope.path_above, offices))
    return [_office(office, above.get(scope.path_above(office)), root) for office in offices]


def _office(office: AgencyPage, above: AgencyPage | None, root: str) -> Answer:
    return {
        "id": office.pk,
        "name": office.title,
        "short_name": office.short_name,
        "credit_code": office.credit_code,
        "collects_reports": office.collects_reports,
        "above": above.pk if above else None,
        "url": office.full_url,
        "api_url": root + reverse("data_office", args=[office.pk]),
    }


def _reports(pages: Sequence[AnnualReportPage], root: str) -> list[Answer]:
    offices = scope.offices_by_path(map(scope.path_above, pages))
    answers = []
    for page in pages:
        page.agency = offices[scope.path_above(page)]
        answers.append(
            {
                "id": page.pk,
                "title": page.title,
                "office": page.agency.pk,
                "agency": page.agency.title,
                "credit_code": page.agency.credit_code,
                "year": page.year,
                "format": page.format_key,
                "first_published_at": page.first_published_at,
                "last_published_at": page.last_published_at,
                "archived_on": page.archived_on,
                "archived_from": page.archived_from,
                "url": page.full_url,
                "api_url": root + reverse("data_report", args=[page.pk]),
            }
        )
    return answers


def _bulk_file(file: BulkFile) -> Answer:
    return {
        "office": file.agency_id,
        "agency": file.agency.title,
        "year": file.year,
        "kind": file.kind,
        "version": SCHEMA,
        "reports": file.reports,
        "size": file.size,
        "sha256": file.sha256,
        "made_at": file.made_at,
        "url": file.full_url,
    }
