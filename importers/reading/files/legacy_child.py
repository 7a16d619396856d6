"""An .xls on standard input → its sheets as JSON on standard output.

A program of its own: ``legacy`` runs it as a process that may use only so much memory and time,
open no files for writing, and takes nothing else down when it dies of the file.
"""

import json
import os
import resource
import struct
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import xlrd
from xlrd import formula

# Records of a sheet, as the specification [MS-XLS] calls them.
BOF, EOF = 0x0809, 0x000A
FORMULA, OBJ = 0x0006, 0x005D
PICTURE = struct.pack("<HHH", 0x15, 0x12, 8)  # how the object record of a picture begins

# Results of formulas that may be none. Libraries write "", or 0 and that it is to be calculated on
# opening; a spreadsheet writes the same for "" and, where it calculates at every opening, for 0.
ZERO, NO_NUMBER, EMPTY = bytes(8), b"\xff\xff", 3
UNCALCULATED = 0b11
TOO_LATE = "########"  # what Excel shows for a date that there is not


TOO_MUCH = "too much"


class TooMuch(Exception):
    """More cells than a report has, or more to say of them than may be said."""


def main() -> None:
    memory, seconds, cells, result_bytes = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        result = json.dumps(read(sys.stdin.buffer.read(), cells))
        if len(result) > result_bytes:
            raise TooMuch
    except TooMuch:
        result = json.dumps({"error": TOO_MUCH})
    except xlrd.XLRDError as error:
        result = json.dumps({"error": str(error)})
    sys.stdout.write(result)


def read(data: bytes, most: int) -> dict[str, Any]:
    # Sheets are loaded one by one, or the records would be gone before they are looked at.
    with (
        open(os.devnull, "w") as log,
        xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=log
        ) as book,
    ):
        sheets = []
        for index in range(book.nsheets):
            sheets.append(sheet_of(book, index, most))
            most -= len(sheets[-1]["cells"])
        return {"sheets": sheets, "names": names_of(book)}


def sheet_of(book: Any, index: int, most: int) -> dict[str, Any]:
    sheet = book.sheet_by_index(index)
    cells = list(islice(cells_of(book, sheet), most + 1))
    if len(cells) > most:
        raise TooMuch
    uncalculated, has_picture = records_of(book, index)
    return {
        "name": sheet.name,
        "is_hidden": sheet.visibility != 0,
        "cells": cells,
        "merged": [
            ((top + 1, left + 1), (bottom, right))
            for top, bottom, left, right in sheet.merged_cells
        ],
        "hidden_rows": [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden],
        "hidden_columns": [column + 1 for column, i in sheet.colinfo_map.items() if i.hidden],
        "uncalculated": uncalculated,
        "has_picture": has_picture,
    }


def cells_of(book: Any, sheet: Any) -> Iterator[tuple[int, int, object, str, bool]]:
    """Row, column, value, number format, and whether something is struck out or raised."""
    for row in range(sheet.nrows):
        values = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
        for column, (kind, raw) in enumerate(values):
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            style = book.xf_list[sheet.cell_xf_index(row, column)]
            runs = sheet.rich_text_runlist_map.get((row, column), ())
            fonts = [book.font_list[font] for _start, font in runs]
            is_marked = book.font_list[style.font_index].struck_out or any(
                font.struck_out or font.escapement for font in fonts
            )
            format_ = book.format_map.get(style.format_key)
            code = (format_ and format_.format_str) or ""
            yield row + 1, column + 1, value_of(book, kind, raw), code, bool(is_marked)


def value_of(book: Any, kind: int, raw: Any) -> object:
    """As JSON; a date in a list of its own, because JSON has none."""
    match kind:
        case xlrd.XL_CELL_BOOLEAN:
            return bool(raw)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(raw, "#N/A")
        case xlrd.XL_CELL_DATE:
            try:
                return [xlrd.xldate_as_datetime(raw, book.datemode).isoformat()]
            except (OverflowError, ValueError):
                return TOO_LATE
        case xlrd.XL_CELL_NUMBER if raw.is_integer():
            return int(raw)
        case _:
            return raw


def records_of(book: Any, index: int) -> tuple[dict[str, str], bool]:
    """What xlrd keeps to itself: formulas that may not have been calculated, and pictures."""
    uncalculated: dict[str, str] = {}
    has_picture, depth = False, 0
    book._position = book._sh_abs_posn[index]
    while True:
        code, _length, data = book.get_record_parts()
        depth += (code == BOF) - (code == EOF)  # charts stand in sheets of their own
        if not depth:
            return uncalculated, has_picture
        if code == OBJ:
            has_picture |= data.startswith(PICTURE)
        if code == FORMULA and depth == 1:
            row, column, _style, result, flags, _chain, size = struct.unpack_from("<HHH8sHIH", data)
            is_empty = result.endswith(NO_NUMBER) and result[0] == EMPTY
            if is_empty or (flags & UNCALCULATED and result == ZERO):
                tokens = data[22 : 22 + size]
                uncalculated[xlrd.cellname(row, column)] = text_of(book, tokens, row, column)


def text_of(book: Any, tokens: bytes, row: int, column: int) -> str:
    """The formula as people write it, or "" where xlrd can't tell."""
    try:
        text = formula.decompile_formula(
            book, tokens, len(tokens), formula.FMLA_TYPE_CELL, browx=row, bcolx=column
        )
    except (
        AssertionError,
        IndexError,
        KeyError,
        formula.FormulaError,
        struct.error,
        xlrd.XLRDError,
    ):
        return ""
    return text or ""


def names_of(book: Any) -> dict[str, tuple[str, str]]:
    """Defined names that are one range: {"agency": ("基本信息", "B2:B2")}."""
    names = {}
    for name in book.name_obj_list:
        try:
            sheet, top, bottom, left, right = name.area2d()
        except xlrd.XLRDError:
            continue
        first, last = xlrd.cellname(top, left), xlrd.cellname(bottom - 1, right - 1)
        names[name.name] = (sheet.name, f"{first}:{last}")
    return names


if __name__ == "__main__":
    main()
