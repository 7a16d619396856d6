"""The structure of tables: rows, header cells with what they are headers of, spans."""

from collections.abc import Callable
from typing import Any

from .job import JOB
from .tags import Element

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


def follow(table: Any, event: str, *details: Any) -> None:
    """Called by reportlab with each step of drawing a table (``renderCB``)."""
    if event in {"startBG", "startLines"}:
        JOB.get().tags.begin_artifact(table.canv)
    elif event in {"endBG", "endLines"}:
        JOB.get().tags.end_artifact(table.canv)
    elif step := _STEPS.get(event):
        step(table, JOB.get().tags, *details)


def _start_table(table: Any, tags: Any) -> None:
    # The parts of a table that goes over pages share the first one's element.
    if not table.shared:
        table.shared.append(Element("Table", tags.open[-1]))


def _start_row(table: Any, tags: Any, row: int) -> None:
    if table._cutTop and row < table._repeatCount():
        tags.begin_artifact(table.canv)  # the header once more
    else:
        tags.open.append(Element("TR", table.shared[0]))


def _end_row(table: Any, tags: Any) -> None:
    if tags.is_artifact:
        tags.end_artifact(table.canv)
    else:
        tags.open.pop()


def _start_cell(table: Any, tags: Any, row: int, column: int, content: Any, *_place: Any) -> None:
    if tags.is_artifact:
        return
    if isinstance(content, list | tuple):
        content = content[0] if content else ""
    span = getattr(table, "_spanRanges", {}).get((column, row)) or (0, 0, 0, 0)
    columns, rows = span[2] - span[0] + 1, span[3] - span[1] + 1
    scope = SCOPES.get(getattr(content, "scope", ""))
    entries = "".join(
        (
            f"/Scope/{scope}" if scope else "",
            f"/RowSpan {rows}" if rows > 1 else "",
            f"/ColSpan {columns}" if columns > 1 else "",
        )
    )
    tag = "TH" if getattr(content, "is_header", False) else "TD"
    tags.open.append(Element(tag, tags.open[-1], f"/A<</O/Table{entries}>>" if entries else ""))


def _end_cell(_table: Any, tags: Any) -> None:
    if not tags.is_artifact:
        tags.open.pop()


_STEPS: dict[str, Callable[..., None]] = {
    "startTable": _start_table,
    "startRow": _start_row,
    "endRow": _end_row,
    "startCell": _start_cell,
    "endCell": _end_cell,
}
