"""What describes the data to programs: the OpenAPI file, and JSON Schemas of a report."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from report_blocks.statutory import CellKey, Format, formats

from .paging import Answer
from .views import DataView

FOLDER = Path(__file__).parent / "description"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class OpenApiView(DataView):
    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> HttpResponse:
        return _file("openapi.json", "application/json")


class SchemaView(DataView):
    """``report``: of any report's document; the key of a format: that, and each of its cells."""

    def answer(self, request: HttpRequest, values: Answer, **place: Any) -> HttpResponse:
        if place["name"] == "report":
            return _file("schemas/report.json", "application/schema+json")
        format_ = formats().get(place["name"])
        if format_ is None:
            raise Http404
        content = json.dumps(schema_of(format_), ensure_ascii=False, indent=1).encode()
        return HttpResponse(content, content_type="application/schema+json")


def schema_of(format_: Format) -> dict[str, Any]:
    """The schema of reports in one format: that of all of them, narrowed to its cells."""
    tables = {
        key: _closed({row: _closed(cells) for row, cells in rows.items()})
        for key, rows in _rows_of(format_).items()
    }
    sections = [section.key for section in format_.prose_sections]
    return {
        "$schema": DIALECT,
        "$id": f"{format_.key}.json",
        "title": format_.title,
        "allOf": [{"$ref": "report.json"}],
        "properties": {
            "format": {"const": format_.key},
            "tables": _closed(tables),
            "sections": {
                "prefixItems": [{"properties": {"key": {"const": key}}} for key in sections],
                "minItems": len(sections),
                "maxItems": len(sections),
            },
        },
    }


def _rows_of(format_: Format) -> dict[str, dict[str, dict[str, Any]]]:
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    key: CellKey
    for key in format_.cells:
        cell = {"$ref": "report.json#/$defs/number"}
        tables.setdefault(key.table, {}).setdefault(key.row, {})[key.column] = cell
    return tables


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _file(name: str, content_type: str) -> HttpResponse:
    return HttpResponse(_content(name), content_type=content_type)


@cache
def _content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
