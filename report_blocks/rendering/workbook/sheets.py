"""Worksheets whatever they hold: a new workbook, names, pages, and text that stays text."""

import datetime
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import xlsxwriter
from xlsxwriter.format import Format as Style
from xlsxwriter.worksheet import Worksheet

from report_blocks.statutory import Section

# What the names of sheets can't hold, and how long they may be.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST = 31

# A workbook's date of making: always the same, so that the same report gives the same bytes.
_MADE = datetime.datetime(2021, 9, 26)

_A4 = 9


@contextmanager
def new_workbook(*, by_rows: bool = False) -> Iterator[tuple[xlsxwriter.Workbook, io.BytesIO]]:
    """A workbook in memory that never takes a text for a formula or a link.

    With ``by_rows`` only the row that is being written is, and none can be gone back to.
    """
    output = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(
        output, {**options, "in_memory": not by_rows, "constant_memory": by_rows}
    ) as workbook:
        workbook.set_properties({"created": _MADE})
        yield workbook, output


def sheet_names(sections: Iterable[Section], taken: Iterable[str]) -> dict[str, str]:
    """A sheet's name for each section key: its heading, as far as names may hold it.

    No two are the same, nor the same as one that is ``taken``; capitals don't count.
    """
    names: dict[str, str] = {}
    used = {name.casefold() for name in taken}
    for section in sections:
        heading = _FORBIDDEN.sub("", section.heading).strip() or section.key
        name, number = heading[:_LONGEST], 1
        while name.casefold() in used:
            number += 1
            name = f"{heading[: _LONGEST - len(str(number))]}{number}"
        used.add(name.casefold())
        names[section.key] = name
    return names


def set_page(sheet: Worksheet, *, is_table: bool = False, is_wide: bool = False) -> None:
    """A4, as wide as the page; a table on one page, words on as many as it takes."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1 if is_table else 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    if is_wide:
        sheet.set_landscape()


def protect(sheet: Worksheet) -> None:
    """A courtesy against slips, without a password; everything is checked again on import."""
    sheet.protect("", {"format_columns": True, "format_rows": True})


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
    """A text as it is, whatever it begins with; a blank cell if there is none."""
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


def write_across(sheet: Worksheet, row: int, last: int, text: str, style: Style) -> None:
    """A text across the columns up to ``last``."""
    if last:
        sheet.merge_range(row, 0, row, last, "", style)
    write_text(sheet, row, 0, text, style)
