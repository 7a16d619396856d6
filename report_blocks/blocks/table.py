"""A statutory table as one leaf block.

Its JSON value names the table and holds the cells by key, so neither a new format nor a
changed label ever makes a migration (docs/decisions/0002-one-leaf-block-per-table.md).
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.blocks import FieldBlock

from report_blocks.rendering.html import table_context
from report_blocks.statutory import Dataset, Report, TableData, UnknownFormat, check, errors
from report_blocks.statutory.codec import number_to_json

from .widget import StatutoryTableWidget

EMPTY = TableData("")


class StatutoryTableField(forms.Field):
    """A form field whose cleaned value is the ``TableData`` itself, mistakes included."""

    widget = StatutoryTableWidget


class StatutoryTableBlock(FieldBlock):
    """Value: ``TableData``. JSON: ``{"table": "cn-2021/…", "cells": {"row/column": cell}}``."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = StatutoryTableField(required=False)
        super().__init__(**kwargs)

    class Meta:
        icon = "table"
        label = _("Statutory table")
        template = "report_blocks/table.html"
        default = EMPTY

    def normalize(self, value: Any) -> TableData:
        if isinstance(value, TableData):
            return value
        return self.to_python(value) if isinstance(value, Mapping) else EMPTY

    def to_python(self, value: Any) -> TableData:
        """What is stored that is no table at all becomes an empty one, which can't be published."""
        try:
            return TableData.from_json(value)
        except (TypeError, ValueError):
            return EMPTY

    def get_prep_value(self, value: TableData) -> dict[str, Any]:
        return value.to_json()

    def clean(self, value: TableData) -> TableData:
        """Refuse what is no statutory table always, broken rules only outside drafts."""
        try:
            table = value.table
        except UnknownFormat:
            raise ValidationError(
                _("The data of this table are damaged or its format is not installed: %(name)s"),
                params={"name": value.reference or "—"},
            ) from None
        if not self.is_deferred_validation:
            findings = check(Report(Dataset.of(value.format_key, [value])))
            if broken := [finding for finding in errors(findings) if finding.table]:
                raise ValidationError(
                    # The editor's grid lists them one by one, and marks their cells.
                    ngettext(
                        "%(table)s: %(count)d error has to be mended.",
                        "%(table)s: %(count)d errors have to be mended.",
                        len(broken),
                    ),
                    params={"table": table.heading, "count": len(broken)},
                )
        return value

    def get_context(self, value: TableData, parent_context: dict | None = None) -> dict[str, Any]:
        is_print = bool(parent_context and parent_context.get("print"))
        return super().get_context(value, parent_context) | table_context(value, is_print=is_print)

    def get_searchable_content(self, value: TableData) -> list[str]:
        return [cell.note for cell in value.cells.values() if cell.note]

    def get_api_representation(self, value: TableData, context: Any = None) -> dict[str, Any]:
        """Every cell of the table by row and column, blank ones as null; notes beside."""
        try:
            keys = list(value.table.cells)
        except UnknownFormat:
            keys = list(value.cells)
        rows: dict[str, dict[str, Any]] = {}
        notes: dict[str, dict[str, str]] = {}
        for key in keys:
            cell = value[key]
            rows.setdefault(key.row, {})[key.column] = number_to_json(cell.number)
            if cell.note:
                notes.setdefault(key.row, {})[key.column] = cell.note
        return {"table": value.reference, "rows": rows, "notes": notes}

    def get_comparison_class(self) -> type:
        # Wagtail's admin is needed only where two revisions are compared.
        from .comparison import TableComparison

        return TableComparison
