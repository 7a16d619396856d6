"""An old workbook (.xls, .et) as sheets, read by xlrd in a process of its own.

xlrd and not a faster reader such as calamine: it tells errors from blanks and dates from numbers,
and knows hidden rows, number formats and what is struck out. Without these a cell could be read
as another number than people see. The process is limited in memory and time and dies alone.
"""

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from ..addresses import Position, address_of
from ..sheets import Sheet, Workbook
from .formulas import results
from .limits import Limits, Refused, far_away, too_many_merged, too_much
from .texts import clean

CHILD = Path(__file__).with_name("legacy_child.py")
MACROS = "_VBA_PROJECT".encode("utf-16-le")


def open_legacy(data: bytes, limits: Limits) -> Workbook:
    """Read an .xls or .et; Refused with a sentence for people if it can't be."""
    if MACROS in data:
        raise Refused(
            "文件含有宏，请另存为不含宏的 .xlsx 后再上传",
            "The file holds macros; save it as .xlsx without macros",
        )
    found = _read_in_child(data, limits)
    if len(found["sheets"]) > limits.sheets:
        raise too_much("工作表过多", "There are too many sheets")
    area = sum(
        (bottom - top + 1) * (right - left + 1)
        for sheet in found["sheets"]
        for (top, left), (bottom, right) in sheet["merged"]
    )
    if area > limits.merged_cells:
        raise too_many_merged()
    sheets = tuple(_sheet(sheet, limits) for sheet in found["sheets"])
    names = {name: (sheet, reference) for name, (sheet, reference) in found["names"].items()}
    return Workbook(sheets, names, has_pictures=any(sheet.has_drawing for sheet in sheets))


def _read_in_child(data: bytes, limits: Limits) -> Any:
    arguments = limits.child_bytes, limits.child_seconds, limits.objects, limits.result_bytes
    try:
        done = subprocess.run(  # noqa: S603  # our own program; the file comes as its input
            [sys.executable, "-I", CHILD, *map(str, arguments)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=3 * limits.child_seconds + 1,  # of waiting, should the machine be busy
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise _unreadable() from None
    found = json.loads(done.stdout)
    match found.get("error"):
        case None:
            return found
        case "too much":
            raise too_much("文件内容过多", "The file holds too much")
        case str(error) if "encrypted" in error:
            raise Refused(
                "文件有打开密码，请去掉密码后再上传",
                "The file has a password; remove it and upload it again",
            )
        case _:
            raise _unreadable()


def _unreadable() -> Refused:
    return Refused(
        "工作簿无法打开，请在 Excel 或 WPS 中检查后另存为 .xlsx 再上传",
        "The workbook can't be opened; check it in Excel or WPS and save it as .xlsx",
    )


def _sheet(found: Any, limits: Limits) -> Sheet:
    cells: dict[Position, object] = {}
    formats: dict[Position, str] = {}
    marked = set()
    for row, column, value, code, is_marked in found["cells"]:
        position = row, column
        uncalculated = address_of(position) in found["uncalculated"]
        cleaned = None if uncalculated else clean(_date(value))
        if cleaned is None and not uncalculated:
            continue
        if row > limits.last_row or column > limits.last_column:
            raise far_away(position)
        if cleaned is not None:
            cells[position] = cleaned
        formats[position] = code
        if is_marked:
            marked.add(position)
    computed, broken = results(cells, found["uncalculated"])
    rows = {row for row, _column in cells}
    columns = {column for _row, column in cells}
    return Sheet(
        name=found["name"],
        cells={**cells, **computed},
        merged=tuple((tuple(first), tuple(last)) for first, last in found["merged"]),
        is_hidden=found["is_hidden"],
        hidden_rows=frozenset(rows).intersection(found["hidden_rows"]),
        hidden_columns=frozenset(columns).intersection(found["hidden_columns"]),
        broken=broken,
        has_drawing=found["has_picture"],
        formats=formats,
        marked=frozenset(marked),
    )


def _date(value: object) -> object:
    """The value of a cell as it was before it became JSON."""
    if isinstance(value, list):
        return datetime.datetime.fromisoformat(value[0])
    return value
