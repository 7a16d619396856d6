"""A whole report as one JSON document."""

import datetime
import json
from typing import Any

from report_blocks.statutory import Report
from report_blocks.statutory.codec import number_to_json

SCHEMA = 1  # the version of the document, and of the files beside it


def report_json(
    report: Report,
    *,
    title: str = "",
    url: str | None = None,
    schema_url: str | None = None,
    published_at: datetime.datetime | None = None,
) -> dict[str, Any]:
    """Identity, figures, notes and prose, in the order of the report.

    ``tables`` and ``notes`` are ``{table: {row: {column: …}}}`` by keys: every cell's number,
    null for blank, and only the notes that there are. Decimals that a JSON number would change
    are strings ("12.50"). ``sections`` holds key, heading and text of each prose section, with
    ``**…**`` for bold; ``published_at`` is ISO 8601. ``schema_url`` is where the JSON Schema of
    this version of the document stands.
    """
    format_ = report.dataset.format
    return {
        "$schema": schema_url,
        "schema": SCHEMA,
        "title": title,
        "agency": report.agency,
        "year": report.year,
        "format": format_.key,
        "citation": format_.citation,
        "url": url,
        "published_at": published_at.isoformat() if published_at else None,
        "preamble": report.preamble,
        "tables": {
            table: {
                row: {column: number_to_json(number) for column, number in columns.items()}
                for row, columns in rows.items()
            }
            for table, rows in report.dataset.numbers().items()
        },
        "notes": report.dataset.notes(),
        "sections": [
            {"key": s.key, "heading": s.heading, "text": report.sections.get(s.key, "")}
            for s in format_.prose_sections
        ],
        "contact": report.contact,
    }


def json_bytes(document: dict[str, Any]) -> bytes:
    """UTF-8, readable, stable: the same report always gives the same bytes."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
