"""The editor's faces of sections: the grid of a statutory table, the heading of a prose section.

What is particular to a format never comes with the block's definition, so that formats cause
no migrations: the browser has it from ``table_forms``.
"""

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

from report_blocks.statutory import (
    Cell,
    CellKey,
    Layout,
    Table,
    TableData,
    UnknownFormat,
    get_section,
    sentences,
)
from report_blocks.statutory.codec import MAX_DIGITS, NOTHING, from_json, read, show, to_json

from .table_forms import script_url

INVALID = TableData("")

# In this order: each uses what those before it put into window.reportBlocks.
SCRIPTS = (
    *("numbers", "relations", "moves", "clipboard", "history", "selection", "pointing"),
    *("figures", "grid-dom", "findings", "keys", "last-year", "table-file", "cell-comments"),
    *("grid", "grid-widget"),
)
STYLES = ("grid", "cell-comments")


class StatutoryTableWidget(forms.Widget):
    """Posts one JSON string; what people typed is read here, by the table's own columns."""

    # Wagtail's own button would take the comments of the cells for the table's.
    show_add_comment_button = False

    def format_value(self, value: Any) -> dict[str, Any]:
        """What the browser needs besides the table's form (``table_forms``).

        ``shown`` holds the texts of those cells that are not plain whole numbers.
        """
        if not isinstance(value, TableData):
            value = INVALID
        stored = value.to_json()
        shown = {
            f"{key.row}/{key.column}": show(cell)
            for key, cell in value.cells.items()
            if not isinstance(to_json(cell), int)
        }
        return {"value": stored, "shown": shown}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TableData:
        """The posted table; what is no table at all gives one without a name, which is refused."""
        try:
            posted = json.loads(data.get(name) or "")
            table = TableData(posted["table"]).table
            cells = {_key(table, place): raw for place, raw in posted["cells"].items()}
            return TableData(
                table.reference, {key: _cell(table, key, raw) for key, raw in cells.items()}
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, UnknownFormat):
            return INVALID

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data


def _key(table: Table, place: str) -> CellKey:
    row, _slash, column = _storable(place).partition("/")
    return CellKey(table.key, row, column)


def _cell(table: Table, key: CellKey, raw: Any) -> Cell:
    """Typed text goes through the codec; an untouched cell comes back as it was stored."""
    if isinstance(raw, str) and key in table.cells:
        cell = read(raw, table.column(key)).cell
    else:
        cell = from_json(raw)
    return replace(cell, note=_storable(cell.note), text=_storable(cell.text))


def _storable(text: str) -> str:
    """Without what no database keeps and no page can show: NUL, and half an emoji."""
    return text.replace("\0", "").encode(errors="replace").decode()


class StatutoryTableAdapter(WidgetAdapter):
    """Telepath's bridge to static/report_blocks/grid-widget.js."""

    js_constructor = "report_blocks.StatutoryTable"

    def js_args(self, widget: StatutoryTableWidget) -> list[Any]:
        language = get_language() or ""
        words = {
            "placeRow": sentences.PLACE_ROW,
            "placeColumn": sentences.PLACE_COLUMN,
            "placeGroup": sentences.PLACE_GROUP,
            "wrongTotal": sentences.WRONG_TOTAL,
            "blankTotal": sentences.BLANK_TOTAL,
            "outOfBalance": sentences.OUT_OF_BALANCE,
            "noParts": sentences.NO_PARTS,
            "notANumber": sentences.NOT_A_NUMBER,
            "negative": sentences.NEGATIVE,
            "notWhole": sentences.NOT_WHOLE,
            "tooLong": sentences.TOO_LONG,
            "atCell": sentences.AT_CELL,
        }
        return [
            {
                "sentences": {name: text.within(language) for name, text in words.items()},
                "nothing": sorted(NOTHING),
                "maxDigits": MAX_DIGITS,
                "lineLayout": Layout.LINE.value,
                "acceptTotals": _("Use the computed totals"),
                "differingTotals": _("Totals that were typed in and differ: {count}"),
                "computedAs": _("computed: {value}"),
                "agrees": _("All figures of this table agree."),
                "putRight": _("Change to {value}"),
                "putRightBlank": _("Change to blank"),
                "tools": _("Tools of the table:"),
                "fillAll": _("Fill blanks with 0"),
                "fillRange": _("Fill selected blanks with 0"),
                "clear": _("Clear"),
                "undo": _("Undo"),
                "redo": _("Redo"),
                "lastYear": _("Figures of {year}"),
                "carry": _("Carry over from {year}: {count}"),
                "comment": _("Comment"),
                "hasComment": _("Has a comment"),
                "goToComments": _("Go to comments ({count})"),
                "selected": _("Selected {count} cells: {first} to {last}"),
                "copied": _("Copied {count} cells."),
                "filled": _("Filled {count} blank cells with 0."),
                "filledIn": _("Filled in {count} cells."),
                "noBlanks": _("There are no blank cells here."),
                "cleared": _("Cleared {count} cells."),
                "chooseFirst": _("Choose a cell or a range first."),
                "undone": _("Undone: {count} cells changed back."),
                "redone": _("Done again: {count} cells changed."),
                "downloadTable": _("Download .xlsx"),
                "readTable": _("Read a file"),
                "fileChanges": _("{file} differs in {count} cells:"),
                "fileSame": _("{file} holds the same figures."),
                "fileTake": _("Take these over"),
                "fileLeave": _("Leave it"),
                "fileFailed": _("The file could not be sent or read. Try again."),
                "pasteNothing": _("There is no text on the clipboard."),
                "pasteTooLong": _("A cell of what you pasted is too long: nothing was pasted."),
                "pasteTooLarge": _("What you pasted is larger than the table from here."),
                "pasteNoCell": _("What you pasted does not fit the table's rows and columns."),
                "pasted": _("Pasted {count} cells. Ctrl+Z takes it back."),
                "notInstalled": _("The format of this table is not installed."),
                "goTo": _("Go to the cell"),
            }
        ]

    @property
    def media(self) -> forms.Media:
        files = [versioned_static(f"report_blocks/{name}.js") for name in SCRIPTS]
        return super().media + forms.Media(
            js=[*files, script_url()],
            css={"all": [versioned_static(f"report_blocks/{name}.css") for name in STYLES]},
        )


register(StatutoryTableAdapter(), StatutoryTableWidget)


class SectionWidget(forms.HiddenInput):
    """The reference of a prose section ("cn-2021/overview"), hidden, with its heading and hint."""

    input_type = "hidden"

    def format_value(self, value: Any) -> dict[str, str]:
        try:
            section = get_section(value or "")
        except UnknownFormat:
            return {"key": value or "", "heading": value or "", "hint": ""}
        return {"key": value, "heading": section.heading, "hint": section.hint}


class SectionAdapter(WidgetAdapter):
    js_constructor = "report_blocks.Section"

    def js_args(self, widget: SectionWidget) -> list[Any]:
        return []

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(
            js=[versioned_static("report_blocks/section-widget.js")],
        )


register(SectionAdapter(), SectionWidget)
