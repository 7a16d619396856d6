"""Reports as data: CSV of a table or of many reports, and one JSON document (docs/data.md)."""

from .document import SCHEMA, json_bytes, report_json
from .facts_csv import write_facts
from .table_csv import line_of, table_csv

__all__ = ["SCHEMA", "json_bytes", "line_of", "report_json", "table_csv", "write_facts"]
