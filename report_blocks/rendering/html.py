"""Tables as HTML: what the table template needs, on the page and in the PDF alike."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from report_blocks.statutory import CellKey, Table, TableData, UnknownFormat
from report_blocks.statutory.codec import printed

from .grid import GridCell, GridRow, Role
from .layout import build_grid, notes_of


def table_context(data: TableData, *, is_print: bool = False) -> dict[str, Any]:
    """The form as ``grid``, the HTML of its rows as ``head`` and ``bodies``, and the ``notes``.

    ``{"grid": None}`` if the table's format is not installed.
    """
    try:
        table = data.table
    except UnknownFormat:
        return {"grid": None}
    head, *bodies = _parts(table, is_print)
    return {
        "grid": build_grid(table),
        "head": head.filled(data),
        "bodies": [body.filled(data) for body in bodies],
        "notes": notes_of(table, data),
    }


class _Part(NamedTuple):
    """Rows of a form in HTML, cut where a value stands: ``pieces`` has one more than ``keys``."""

    pieces: tuple[str, ...]
    keys: tuple[CellKey, ...]

    def filled(self, data: TableData) -> SafeString:
        html = [self.pieces[0]]
        for key, piece in zip(self.keys, self.pieces[1:], strict=True):
            text = printed(data[key])
            html += (text if text.isdecimal() else escape(text), piece)
        return mark_safe("".join(html))  # noqa: S308, pieces are made below, values escaped


@lru_cache(maxsize=128)
def _parts(table: Table, is_print: bool) -> tuple[_Part, ...]:
    """Head and bodies of the form, which are the same for every report.

    Not a template: a report has some 250 cells, and most of each is always the same.
    """
    grid = build_grid(table)
    return tuple(_part(rows, is_print) for rows in (grid.head, *grid.bodies))


def _part(rows: tuple[GridRow, ...], is_print: bool) -> _Part:
    pieces, keys = [""], []
    for row in rows:
        pieces[-1] += "<tr>"
        for cell in row:
            opening, closing = _tags(cell, is_print)
            if cell.key is None:
                pieces[-1] += opening + escape(cell.text) + closing
            else:
                keys.append(cell.key)
                pieces[-1] += opening
                pieces.append(closing)
        pieces[-1] += "</tr>\n"
    return _Part(tuple(pieces), tuple(keys))


def _tags(cell: GridCell, is_print: bool) -> tuple[str, str]:
    match cell.role:
        case Role.VALUE:
            name, own = "td", {"headers": " ".join(cell.headers)}
            if cell.is_total:
                own["class"] = "total"
        case Role.STUB:
            name, own = "td", {"class": "stub"}
        case _:
            name, own = "th", {"id": cell.id, "scope": cell.scope, "class": _classes(cell)}
    if cell.rowspan > 1:
        own["rowspan"] = str(cell.rowspan)
    if cell.colspan > 1:
        own["colspan"] = str(cell.colspan)
    if is_print and cell.width:
        own["style"] = f"width:{cell.width}%"
    opening, closing = format_html("<{}{}>", name, flatatt(own)), f"</{name}>"
    if cell.scope == "row" and not is_print:  # to be copied: it opens at this row
        return opening + format_html('<a href="#{}">', cell.id), "</a>" + closing
    return opening, closing


def _classes(cell: GridCell) -> str:
    row = " row" if cell.scope == "row" else ""
    return f"{cell.role} level-{cell.level}{row}"
