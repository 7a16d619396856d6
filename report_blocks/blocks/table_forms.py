"""What the editor draws and computes each statutory table from: the same for every report.

Sent once as a script that browsers keep, not with every editor page.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import Axis, Format, Line, Table, formats

YEAR = 365 * 24 * 60 * 60


def table_form(table: Table) -> dict[str, Any]:
    """Heading, layout, the empty grid, the names of its lines, and the relations between them."""
    return {
        "heading": table.heading,
        "layout": table.layout.value,
        "grid": build_grid(table).as_json(),
        "groups": _groups(table),
        "relations": _relations(table),
    }


def _groups(table: Table) -> list[dict[str, Any]]:
    """What each group's rows and columns are called, and the kinds of the columns' numbers."""
    return [
        {
            "rows": [_called(row) for row in group.rows],
            "columns": [
                {**_called(column), "kind": column.kind.value, "units": column.units}
                for column in group.columns
            ],
        }
        for group in table.groups
    ]


def _called(line: Line) -> dict[str, str]:
    return {"key": line.key, "short": line.short, "label": line.label}


def _relations(table: Table) -> list[dict[str, Any]]:
    return [
        {
            "rule": relation.rule,
            "byRow": relation.each is Axis.ROW,
            "left": relation.left,
            "right": relation.right,
            "isTotal": relation.is_total,
        }
        for relation in table.relations
    ]


@lru_cache(maxsize=8)
def _script(installed: tuple[Format, ...]) -> tuple[str, str]:
    """The script with the tables of these formats, and its version."""
    forms = {
        table.reference: table_form(table)
        for format_ in installed
        for table in format_.tables.values()
    }
    content = (
        "window.reportBlocks = window.reportBlocks || {};\n"
        f"window.reportBlocks.forms = {json.dumps(forms, ensure_ascii=False)};\n"
    )
    return content, hashlib.sha256(content.encode()).hexdigest()[:12]


def script_url() -> str:
    """Its address, which changes with its content."""
    _content, version = _script(tuple(formats().values()))
    return f"{reverse('report_blocks_table_forms')}?v={version}"


@require_safe
def table_forms(request: HttpRequest) -> HttpResponse:
    content, _version = _script(tuple(formats().values()))
    response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
