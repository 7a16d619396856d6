"""An openpyxl workbook of values and merged ranges, written as files of other kinds."""

import csv
import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = " ".join(f'xmlns:{p}="{OASIS}:{p}:1.0"' for p in ("office", "table", "text", "style"))
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
ENTRY = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
ENTRIES = ENTRY.format("/", MIMETYPE) + ENTRY.format("content.xml", "text/xml")
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">{ENTRIES}{{}}</manifest:manifest>'
)


def as_xls(book: openpyxl.Workbook) -> bytes:
    target = xlwt.Workbook()
    for source in book.worksheets:
        sheet = target.add_sheet(source.title)
        for area in source.merged_cells.ranges:
            sheet.merge(area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1)
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet.write(cell.row - 1, cell.column - 1, cell.value)
    return saved_xls(target)


def saved_xls(book: xlwt.Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def as_ods(book: openpyxl.Workbook) -> bytes:
    return ods(*ods_tables(book))


def ods_tables(book: openpyxl.Workbook) -> list[str]:
    return [ods_table(sheet.title, *_rows(sheet)) for sheet in book.worksheets]


def _rows(sheet: Worksheet) -> Iterator[str]:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {place for area in spans.values() for place in _cells(area)} - spans.keys()
    for row in sheet.iter_rows():
        cells = []
        for cell in row:
            place = cell.row, cell.column
            span = ""
            if area := spans.get(place):
                height, width = area.size["rows"], area.size["columns"]
                span = (
                    f'table:number-rows-spanned="{height}" table:number-columns-spanned="{width}"'
                )
            cells.append(ods_cell(cell.value, span, is_covered=place in covered))
        yield ods_row(*cells)


def _cells(area: openpyxl.worksheet.cell_range.CellRange) -> Iterator[tuple[int, int]]:
    return (
        (row, column)
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    )


def ods_cell(value: object, attributes: str = "", *, is_covered: bool = False) -> str:
    """As LibreOffice writes it: the value, and how it is shown."""
    name = "table:covered-table-cell" if is_covered else "table:table-cell"
    shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    match value:
        case None:
            shown, kind = "", ""
        case int() | float():
            kind = f'office:value-type="float" office:value="{value}"'
        case _:
            kind = 'office:value-type="string"'
    return f"<{name} {kind} {attributes}>{shown}</{name}>"


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_table(name: str, *rows: str, attributes: str = "") -> str:
    return f"<table:table table:name={quoteattr(name)} {attributes}>{''.join(rows)}</table:table>"


def ods_content(*tables: str, styles: str = "", more: str = "") -> str:
    return (
        f"<office:document-content {PREFIXES} {CALCEXT}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}{more}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )


def ods(*tables: str, styles: str = "", more: str = "") -> bytes:
    return ods_package(ods_content(*tables, styles=styles, more=more))


def ods_package(content: str, parts: dict[str, str] | None = None, manifest: str = "") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        target.writestr("content.xml", content)
        target.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
        for name, part in (parts or {}).items():
            target.writestr(name, part)
    return output.getvalue()


def as_csv(sheet: Worksheet, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    output = io.StringIO()
    csv.writer(output, delimiter=delimiter).writerows(sheet.iter_rows(values_only=True))
    return output.getvalue().encode(encoding)


def stacked(book: openpyxl.Workbook) -> Worksheet:
    """All sheets of the workbook under each other on one, because a .csv has only one."""
    target = openpyxl.Workbook().active
    for sheet in book.worksheets:
        for row in [*sheet.iter_rows(values_only=True), ()]:
            target.append(row)
    return target
