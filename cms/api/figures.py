"""Figures of many reports in long form: one item a cell, or a key figure."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from django.http import HttpRequest, HttpResponse
from wagtail.query import PageQuerySet

from cms.models import AgencyPage, AnnualReportPage
from cms.models.published_figures import PublishedFigures, published_figures
from report_blocks.rendering.data import line_of
from report_blocks.rendering.data.facts_csv import HEADER
from report_blocks.rendering.neutral import neutral
from report_blocks.statutory import CellKey, Format, formats
from report_blocks.statutory.codec import number_to_json
from report_blocks.statutory.key_figures import KeyFigure

from . import scope
from .paging import Answer, answer_of, paged
from .parameters import Parameter, one_of
from .views import DataView, with_next

Line = TypeVar("Line")
PAGED = paged(1000, 5000)


def _key_figures() -> set[str]:
    return {figure.key for format_ in formats().values() for figure in format_.key_figures}


def _keys(part: str) -> set[str]:
    return {getattr(key, part) for format_ in formats().values() for key in format_.cells}


class Found(NamedTuple, Generic[Line]):
    """A line of a published report: which one of its format's, and whose it is."""

    office: AgencyPage
    figures: PublishedFigures
    line: Line


class _LongView(DataView, Generic[Line]):
    """Every report of a format has the same lines, so a page is found by counting.

    They are in the order of the reports' ids, and in a report of the form.
    """

    def lines(self, format_: Format, values: Answer) -> Sequence[Line]:
        """The lines of each report in this format that were asked for."""
        raise NotImplementedError

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Any:
        lines = {key: self.lines(format_, values) for key, format_ in formats().items()}
        total, wanted = _window(scope.reports_in(values), lines, values["offset"], values["limit"])
        found = list(_read(wanted))
        return self.shown(request, values, total, found)

    def shown(
        self, request: HttpRequest, values: Answer, total: int, found: list[Found[Line]]
    ) -> Any:
        items = [{**_whose(one), **self.item(one)} for one in found]
        return answer_of(request, values, total, items)

    def item(self, found: Found[Line]) -> Answer:
        raise NotImplementedError


class FiguresView(_LongView[CellKey]):
    parameters: ClassVar[tuple[Parameter, ...]] = (
        *scope.OF_REPORTS,
        Parameter("table", one_of(lambda: _keys("table")), many=True),
        Parameter("row", one_of(lambda: _keys("row")), many=True),
        Parameter("column", one_of(lambda: _keys("column")), many=True),
        Parameter("format", one_of(lambda: ("json", "csv")), default="json"),
        *PAGED,
    )

    def lines(self, format_: Format, values: Answer) -> Sequence[CellKey]:
        return [
            key
            for key in format_.cells
            if all(
                not values[name] or getattr(key, name) in values[name] for name in CellKey._fields
            )
        ]

    def item(self, found: Found[CellKey]) -> Answer:
        cell = found.figures.dataset[found.line]
        return {
            **found.line._asdict(),
            "number": number_to_json(cell.number),
            "unit": found.figures.dataset.format.cells[found.line].unit,
            "note": cell.note,
            "text": cell.text,
        }

    def shown(
        self, request: HttpRequest, values: Answer, total: int, found: list[Found[CellKey]]
    ) -> Any:
        if values["format"] == "json":
            return super().shown(request, values, total, found)
        page = answer_of(request, values, total, [])
        response = HttpResponse(_csv(found), content_type="text/csv; charset=utf-8")
        return with_next(response, page["next"])


class KeyFiguresView(_LongView[KeyFigure]):
    parameters: ClassVar[tuple[Parameter, ...]] = (
        *scope.OF_REPORTS,
        Parameter("figure", one_of(_key_figures), many=True),
        *PAGED,
    )

    def lines(self, format_: Format, values: Answer) -> Sequence[KeyFigure]:
        wanted = values["figure"]
        return [one for one in format_.key_figures if not wanted or one.key in wanted]

    def item(self, found: Found[KeyFigure]) -> Answer:
        figure = found.line
        return {
            "figure": figure.key,
            "number": number_to_json(figure.value(found.figures.dataset.cells)),
            "unit": figure.unit.zh,
        }


def _window(
    pages: PageQuerySet, lines: Mapping[str, Sequence[Line]], offset: int, limit: int
) -> tuple[int, list[tuple[int, Sequence[Line]]]]:
    """How many lines all these reports have, and the ids and lines of those that are wanted."""
    total, end = 0, offset + limit
    wanted = []
    for pk, key in pages.order_by("pk").values_list("pk", "format_key"):
        first, total = total, total + len(lines[key])
        if total > offset and first < end:
            wanted.append((pk, lines[key][max(offset - first, 0) : end - first]))
    return total, wanted


def _read(wanted: list[tuple[int, Sequence[Line]]]) -> Iterator[Found[Line]]:
    """The wanted lines with their figures; a report that has gone meanwhile is left out."""
    pages = AnnualReportPage.objects.filter(pk__in=[pk for pk, _lines in wanted])
    figures = {one.page_id: one for one in published_figures(pages)}
    offices = scope.offices_by_path(one.agency_path for one in figures.values())
    for pk, lines in wanted:
        if one := figures.get(pk):
            for line in lines:
                yield Found(offices[one.agency_path], one, line)


def _whose(found: Found) -> Answer:
    return {
        "report": found.figures.page_id,
        "office": found.office.pk,
        "agency": found.office.title,
        "year": found.figures.year,
        "format": found.figures.dataset.format_key,
    }


def _csv(found: list[Found[CellKey]]) -> bytes:
    """As the bulk files, with the ids of report and office before; UTF-8 with a byte-order mark."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(("report", "office", *HEADER))
    for office, figures, key in found:
        data = figures.dataset
        whose = (neutral(office.credit_code), neutral(office.title), figures.year)
        line = line_of(data.format.tables[key.table], key, data[key])
        writer.writerow((figures.page_id, office.pk, *whose, data.format_key, key.table, *line))
    return output.getvalue().encode("utf-8-sig")
