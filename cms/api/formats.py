"""The statutory formats: what the tables, rows and columns of reports are."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from report_blocks.statutory import Format, Table, Text, formats

from .paging import Answer, root_url
from .views import DataView


class FormatsView(DataView):
    """All of them, the newest first; they are few."""

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer:
        known = sorted(formats().values(), key=lambda format_: -format_.first_year)
        root = root_url(request)
        return {"items": [_head(format_, root) for format_ in known]}


class FormatView(DataView):
    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> Answer:
        format_ = formats().get(place["key"])
        if format_ is None:
            raise Http404
        return {
            **_head(format_, root_url(request)),
            "sections": [
                {"key": s.key, "heading": s.heading, "table": s.key if s.table else None}
                for s in format_.sections
            ],
            "tables": [_table(table) for table in format_.tables.values()],
            "key_figures": [
                {
                    "key": figure.key,
                    "label": _both(figure.label),
                    "unit": _both(figure.unit),
                    "cells": [str(cell) for cell in figure.cells],
                }
                for figure in format_.key_figures
            ],
        }


def _head(format_: Format, root: str) -> Answer:
    return {
        "key": format_.key,
        "title": format_.title,
        "citation": format_.citation,
        "document": format_.document,
        "issuer": format_.issuer,
        "first_year": format_.first_year,
        "last_year": format_.last_year,
        "api_url": root + reverse("data_format", args=[format_.key]),
        "schema": root + reverse("data_schema", args=[format_.key]),
    }


def _table(table: Table) -> Answer:
    """Each group's rows cross its columns; the cells of a table are those of all its groups."""
    return {
        "key": table.key,
        "heading": table.heading,
        "title": table.title,
        "groups": [
            {
                "label": group.label,
                "rows": [{"key": row.key, "path": list(row.path)} for row in group.rows],
                "columns": [
                    {
                        "key": column.key,
                        "path": list(column.path),
                        "kind": column.kind.value,
                        "unit": column.unit,
                    }
                    for column in group.columns
                ],
            }
            for group in table.groups
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
