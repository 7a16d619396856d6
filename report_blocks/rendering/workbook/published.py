"""The download of a published report: its words on one sheet, each table as printed on its own."""

from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from report_blocks.rendering.grid import Role
from report_blocks.rendering.layout import build_grid
from report_blocks.rendering.prose import is_heading, runs
from report_blocks.statutory import Report, Table, TableData
from report_blocks.statutory.codec import show_number

from .grids import (
    LINE,
    height_of,
    lines_of,
    place,
    set_columns,
    set_rows,
    span,
    write_headers,
    write_value,
)
from .sheets import new_workbook, set_page, sheet_names, write_across, write_text
from .styles import Styles

TABLE_WIDTH, TEXT_WIDTH = 120.0, 80.0  # characters across a table, across the words
WORDS_SHEET, CONTACT_SHEET = "报告正文", "联系方式"
TOP = 2


def write_workbook(report: Report, title: str) -> bytes:
    """An .xlsx of the report; reading it back gives the same dataset, notes included."""
    sections = report.dataset.format.sections
    names = sheet_names(sections, (WORDS_SHEET, CONTACT_SHEET))
    with new_workbook() as (workbook, output):
        styles = Styles(workbook)
        workbook.set_properties({"title": title, "author": report.agency or ""})
        _words(workbook.add_worksheet(WORDS_SHEET), styles, report, title, names)
        for section in sections:
            if section.table is not None:
                data = report.dataset.table(section.key)
                sheet = workbook.add_worksheet(names[section.key])
                _table(sheet, styles, section.table, data, title)
        # Not below the last section, of which a reader would take it for a part.
        if report.contact:
            sheet = workbook.add_worksheet(CONTACT_SHEET)
            _lines(sheet, styles, [CONTACT_SHEET, *report.contact.splitlines()])
    return output.getvalue()


def _words(
    sheet: Worksheet, styles: Styles, report: Report, title: str, names: dict[str, str]
) -> None:
    """Preamble and prose in the report's order; a table's place says where it is."""
    lines = [title, *report.preamble.splitlines()]
    for section in report.dataset.format.sections:
        lines.append(section.heading)
        if section.table is None:
            lines += report.sections.get(section.key, "").splitlines()
        else:
            lines.append(f"（见工作表“{names[section.key]}”）")
    _lines(sheet, styles, lines)
    headings = {section.heading for section in report.dataset.format.sections}
    for row, line in enumerate(lines):
        if line in headings:
            sheet.set_row(row, LINE * 2)
            write_text(sheet, row, 0, line, styles["heading"])
    sheet.set_row(0, LINE * (1 + lines_of(title, TEXT_WIDTH * 0.7)))
    write_text(sheet, 0, 0, title, styles["title"])


def _lines(sheet: Worksheet, styles: Styles, lines: list[str]) -> None:
    """One line a row, with its bold runs."""
    sheet.set_column(0, 0, TEXT_WIDTH)
    set_page(sheet)
    for row, line in enumerate(lines):
        parts = list(runs(line))
        text = "".join(run.text for run in parts)
        sheet.set_row(row, height_of(text, TEXT_WIDTH))
        if len(parts) > 1:
            pieces = [
                piece
                for run in parts
                for piece in (styles["bold" if run.is_bold else "text"], run.text)
            ]
            sheet.write_rich_string(row, 0, *pieces, styles["text"])
        else:
            is_bold = is_heading(line) or any(run.is_bold for run in parts)
            write_text(sheet, row, 0, text, styles["bold" if is_bold else "text"])


def _table(sheet: Worksheet, styles: Styles, table: Table, data: TableData, title: str) -> None:
    grid = build_grid(table, data)
    last = grid.columns - 1
    widths = set_columns(sheet, grid, TABLE_WIDTH)
    set_rows(sheet, grid, TOP, widths)
    sheet.set_row(0, LINE * (1 + lines_of(title, sum(widths) * 0.7)))
    sheet.set_row(1, LINE * 2)
    write_across(sheet, 0, last, title, styles["title"])
    write_across(sheet, 1, last, table.heading, styles["heading"])
    placed = place(grid, TOP)
    write_headers(sheet, placed, styles)
    for row, column, cell in placed:
        if cell.role is Role.VALUE:
            name = "total" if cell.is_total else "value"
            style = styles.number(name, _number_format(cell.cell.number))
            span(sheet, row, column, cell, style)
            write_value(sheet, row, column, cell.cell, style)
    for row, note in enumerate(grid.notes, start=TOP + len(grid.rows) + 1):
        text = f"注：{note.label}：{note.text}"
        sheet.set_row(row, LINE * lines_of(text, sum(widths)))
        write_across(sheet, row, last, text, styles["text"])
    sheet.freeze_panes(TOP + len(grid.head), grid.stub_columns)
    set_page(sheet, is_table=True, is_wide=grid.columns > 5)
    if grid.head:
        sheet.repeat_rows(TOP, TOP + len(grid.head) - 1)


def _number_format(number: int | Decimal | None) -> str:
    """As many decimals as were published: 12.50 stays 12.50, and none is rounded away."""
    if number is None:
        return ""
    decimals = len(show_number(number).partition(".")[2])
    return "0." + "0" * decimals if decimals else "0"
