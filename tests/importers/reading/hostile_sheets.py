"""Hostile and broken .xls and .ods files, each made by a function of its own."""

import io
import struct
import zipfile

import xlwt
from xlwt import CompoundDoc

from .books import load
from .writers import (
    MANIFEST,
    as_ods,
    as_xls,
    ods,
    ods_cell,
    ods_content,
    ods_package,
    ods_row,
    ods_table,
    saved_xls,
)

BOF, EOF = 0x809, 0x0A
FILEPASS, MULRK, MERGED = 0x2F, 0xBD, 0xE5


def record(code, content):
    return struct.pack("<HH", code, len(content)) + content


def xls(*records, first=()):
    """A workbook of one sheet that ends with these records, and begins with others."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, 1)
    stream = book.get_biff_data()
    end = record(EOF, b"")
    assert stream.endswith(end)
    start = 4 + struct.unpack_from("<HH", stream)[1]  # of what follows the first record
    output = io.BytesIO()
    CompoundDoc.XlsDoc().save(
        output,
        b"".join((stream[:start], *first, stream[start : -len(end)], *records, end)),
    )
    return output.getvalue()


def numbers(row, count=256):
    """A row of small numbers, six bytes each."""
    rk = struct.pack("<HI", 15, (7 << 2) | 2)
    return record(MULRK, struct.pack("<HH", row, 0) + rk * count + struct.pack("<H", count - 1))


def far_cell_in_xls():
    book = xlwt.Workbook()
    book.add_sheet("表").write(65535, 255, 1)
    return saved_xls(book)


def many_numbers_in_xls():
    return xls(*(numbers(row) for row in range(1, 500)))


def numbers_within_bounds_in_xls():
    return xls(*(numbers(row, 40) for row in range(1, 1_000)))


def huge_merge_in_xls():
    return xls(record(MERGED, struct.pack("<H4H", 1, 0, 65535, 0, 255)))


def many_merges_in_xls():
    merges = [struct.pack("<4H", row, row, 0, 9) for row in range(1_000)]
    return xls(*[record(MERGED, struct.pack("<H", 1_000) + b"".join(merges))] * 50)


def many_sheets_in_xls():
    book = xlwt.Workbook()
    for i in range(301):
        book.add_sheet(f"表{i}").write(0, 0, 1)
    return saved_xls(book)


def macros_in_xls():
    return as_xls(load()) + "_VBA_PROJECT_CUR".encode("utf-16-le")


def xls_with_password():
    """The record that says so, with a method that a password opens."""
    return xls(first=[record(FILEPASS, struct.pack("<HHH", 1, 1, 1) + bytes(48))])


def truncated_xls():
    return as_xls(load())[:6_000]


def flipped_xls():
    data = bytearray(as_xls(load()))
    data[600:900] = bytes(300)
    return bytes(data)


def container(name):
    """An old Office container with an entry of this name, and nothing that is right."""
    data = as_xls(load())
    names = ["Workbook\0", f"{name}\0"]
    old, new = (
        n.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(n)) for n in names
    )
    assert old in data
    return data.replace(old, new)


def old_word_document():
    return container("WordDocument")


def old_slides():
    return container("PowerPoint")


def no_workbook_in_the_container():
    data = container("Nothing")
    return data + bytes(-len(data) % 128) + data_of_entry("Workbook")


def data_of_entry(name):
    return (
        f"{name}\0".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)
    ).ljust(128, b"\0")


def table(*rows):
    return ods(ods_table("表", *rows))


def repeated(cell, rows, columns):
    cells = ods_cell(cell, f'table:number-columns-repeated="{columns}"')
    return table(ods_row(cells, attributes=f'table:number-rows-repeated="{rows}"'))


def repeats_in_ods():
    return repeated(1, 90_000, 1_000)


def repeats_down_in_ods():
    return repeated(1, 90_000, 1)


def repeats_of_text_in_ods():
    return repeated("总计", 5_000, 256)


def repeats_within_bounds_in_ods():
    return repeated("总计", 400, 100)


def repeated_blanks_in_ods():
    return repeated(None, 1_048_576, 16_384)


def spanned(rows, columns, repeats=1):
    return table(
        ods_row(
            ods_cell(
                1,
                f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"',
            )
        )
        * repeats
    )


def huge_span_in_ods():
    return spanned(1_048_576, 16_384)


def many_spans_in_ods():
    return spanned(2, 10, 2_000)


def nonsense_repeats_in_ods():
    return repeated(1, "x", 1)


def negative_repeats_in_ods():
    return repeated(1, 1, -5)


def enormous_repeats_in_ods():
    return repeated(1, 1, "9" * 5_000)


def many_spaces_in_ods():
    return table(
        ods_row(f"<table:table-cell><text:p>{'<text:s/>' * 210_000}</text:p></table:table-cell>")
    )


def a_space_of_a_million_in_ods():
    space = '<text:s text:c="1000000000"/>'
    return table(
        ods_row(f"<table:table-cell><text:p>一{space * 100}二</text:p></table:table-cell>")
    )


def deep_ods():
    group = "table:table-row-group"
    return table(f"<{group}>" * 5_000 + f"</{group}>" * 5_000)


def entities_in_ods():
    dtd = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return ods_package(dtd + ods_content(ods_table("表", ods_row(ods_cell(1)))))


def external_entity_in_ods():
    dtd = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return ods_package(ods_content(), {"styles.xml": f"{dtd}<styles>&a;</styles>"})


def zip_bomb_in_ods():
    return ods_package(ods_content(), {"Object 1/content.xml": "\0" * 30_000_000})


def many_sheets_in_ods():
    return ods(*(ods_table(f"表{i}", ods_row(ods_cell(1))) for i in range(301)))


def ods_with_password():
    return ods_package("\1\2\3", manifest="<manifest:encryption-data/>")


def macros_in_ods():
    return ods_package(ods_content(), {"Basic/Standard/Module1.xml": "<module/>"})


def flat_ods():
    return ('<?xml version="1.0" encoding="UTF-8"?>' + ods_content(ods_table("表"))).encode()


def ods_without_content():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        target.writestr("META-INF/manifest.xml", MANIFEST.format(""))
    return output.getvalue()


def ods_of_broken_xml():
    return ods_package("<office:document-content")


def truncated_ods():
    return as_ods(load())[:3_000]
