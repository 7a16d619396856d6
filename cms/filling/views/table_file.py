"""A table of the editor's grid as an .xlsx, and one read back for it. Nothing is stored by either.

The grid shows what would change, and takes it over when a person says so: it is saved, checked
and logged with the draft, as if it had been typed.
"""

import io
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from importers.reading import FileReading, ReportReading, read_file
from report_blocks.blocks.widget import StatutoryTableWidget
from report_blocks.rendering.workbook import write_table
from report_blocks.statutory import Severity, TableData, UnknownFormat
from report_blocks.statutory.codec import show

from .template import XLSX


class TableFileForm(forms.Form):
    """The grid's present value, and for reading a file."""

    value = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(required=False, max_length=255)


@require_POST
def download(request: HttpRequest) -> HttpResponseBase:
    """The grid as it is on the screen, saved or not."""
    data = StatutoryTableWidget().value_from_datadict(request.POST, None, "value")
    try:
        content = write_table(data)
    except UnknownFormat:
        return HttpResponse(status=400)
    return FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=f"{data.table.heading}.xlsx",
        content_type=XLSX,
    )


@require_POST
def read(request: HttpRequest) -> JsonResponse:
    """``{"cells": {"row/column": text}, "said": [sentence]}`` or ``{"error": sentence}``.

    Every cell of the table is given, blank ones as "".
    """
    form = TableFileForm(request.POST, request.FILES)
    data = StatutoryTableWidget().value_from_datadict(request.POST, None, "value")
    if not form.is_valid() or form.cleaned_data["file"] is None or not data.reference:
        return JsonResponse({"error": _("Choose a file with this table.")})
    file = form.cleaned_data["file"]
    return JsonResponse(_answer(read_file(file.read(), file.name), data))


def _answer(reading: FileReading, data: TableData) -> dict[str, Any]:
    found = [report for report in reading.reports if _holds(report, data)]
    language = get_language() or ""
    if len(found) != 1:
        said = [p.text.within(language) for p in reading.problems if p.severity is Severity.ERROR]
        if len(found) > 1:
            said = [_("The file holds this table more than once.")]
        missing = _("The file does not hold this table: “%s”.") % data.table.heading
        return {"error": " ".join(said[:3]) or missing}
    [report] = found
    read_cells = report.report.dataset
    return {
        "cells": {f"{key.row}/{key.column}": show(read_cells[key]) for key in data.table.cells},
        "said": [
            problem.text.within(language)
            for problem in report.problems
            if problem.severity is Severity.WARNING and "表" in problem.text.zh
        ][:3],
    }


def _holds(report: ReportReading, data: TableData) -> bool:
    """Whether every cell of the table was read with certainty, in the same format."""
    is_same = report.report.dataset.format_key == data.format_key
    return is_same and data.key in report.tables
