"""Hostile and broken files, each made by a function of its own."""

import io
import random
import zipfile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests import samples

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)
CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{}</sheetData>'


def rebuilt(parts=None, *, method=zipfile.ZIP_DEFLATED, extra=()):
    """The real form with some of its parts replaced, and others added."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(samples.workbook("suqian-2024"))) as source,
        zipfile.ZipFile(output, "w", method) as target,
    ):
        for name in source.namelist():
            target.writestr(name, (parts or {}).get(name, source.read(name)))
        for name, content in extra:
            target.writestr(name, content)
    return output.getvalue()


def part(name):
    with zipfile.ZipFile(io.BytesIO(samples.workbook("suqian-2024"))) as source:
        return source.read(name).decode()


def with_workbook(new, old):
    return rebuilt({"xl/workbook.xml": part("xl/workbook.xml").replace(old, new)})


def sheet(inner):
    return rebuilt({"xl/worksheets/sheet1.xml": SHEET.format(inner)})


def far_cell():
    return sheet(CELL.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def far_cell_in_single_quotes():
    return sheet(CELL.format("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"))


def huge_merge():
    return sheet(CELL.format("") + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def merge_by_character_reference():
    merge = '<mergeCells><mergeCell ref="A1:&#88;FD1048576"/></mergeCells>'
    return sheet(CELL.format("") + merge)


def many_merges():
    merges = "".join(f'<mergeCell ref="A{i}:J{i + 1}"/>' for i in range(1, 100_001, 2))
    return sheet(CELL.format("") + f"<mergeCells>{merges}</mergeCells>")


def a_million_rows():
    return sheet("<sheetData>" + '<row ht="15"/>' * 1_048_575 + "</sheetData>")


def a_million_rows_of_values():
    return sheet("<sheetData>" + "<row><c><v>1</v></c></row>" * 1_000_000 + "</sheetData>")


def many_rows_of_values():
    return sheet("<sheetData>" + "<row><c><v>1</v></c></row>" * 100_000 + "</sheetData>")


def zip_bomb():
    return rebuilt(extra=[("xl/media/image1.xml", b"\0" * 300_000_000)])


def bzip2_bomb():
    return rebuilt(method=zipfile.ZIP_BZIP2)


def long_string():
    strings = "<sst><si><t>" + "x" * 50_000_000 + "</t></si></sst>"
    return rebuilt(extra=[("xl/sharedStrings2.xml", strings)])


def many_strings():
    return rebuilt(extra=[("xl/strings.xml", "<sst>" + "<si/>" * 2_000_000 + "</sst>")])


def entities():
    dtd = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return rebuilt({"xl/worksheets/sheet1.xml": dtd + SHEET.format("&b;")})


def external_entity():
    dtd = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return rebuilt({"xl/workbook.xml": dtd + "<workbook>&a;</workbook>"})


def deep():
    return sheet("<a>" * 5_000 + "</a>" * 5_000)


def many_entries():
    return rebuilt(extra=[(f"x/{i}.xml", "<a/>") for i in range(1_000)])


def doubled_entries():
    with pytest.warns(UserWarning, match="Duplicate"):
        return rebuilt(extra=[("xl/workbook.xml", "<a/>")])


def overlapping_entries():
    """Two names over the bytes of one entry: the directory is made to point at it twice."""
    data = bytearray(rebuilt(extra=[("xl/a.xml", b"<a/>"), ("xl/b.xml", b"<a/>")]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offsets = [archive.getinfo(name).header_offset for name in ("xl/a.xml", "xl/b.xml")]
    place = data.rindex(offsets[1].to_bytes(4, "little"))
    data[place : place + 4] = offsets[0].to_bytes(4, "little")
    return bytes(data)


def macros():
    return rebuilt(extra=[("xl/vbaProject.bin", b"macro")])


def word_document():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        target.writestr("word/document.xml", "<document/>")
    return output.getvalue()


def with_password():
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le")
    )


def really_with_password():
    output = io.BytesIO()
    OOXMLFile(io.BytesIO(samples.workbook("suqian-2024"))).encrypt("秘密", output)
    return output.getvalue()


def encrypted_entries():
    """The flag that says so, in every entry of the directory."""
    data = bytearray(rebuilt())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def big_tag():
    """Quadratic time in older expats: an unfinished tag is scanned again with every chunk."""
    return sheet(f'<sheetData><row r="1" x="{"y" * 14_000_000}"/></sheetData>')


def big_comment():
    return sheet(f"<!--{'y' * 14_000_000}--><sheetData/>")


def many_objects():
    """Names, each of which openpyxl makes an object of."""
    names = '<definedName name="n">A!$A$1</definedName>' * 60_000
    return with_workbook(f"</sheets><definedNames>{names}</definedNames>", "</sheets>")


def sheet_under_another_name():
    """A sheet that the guard would not take for XML, and openpyxl would."""
    rels = part("xl/_rels/workbook.xml.rels").replace("worksheets/sheet1.xml", "media/image.png")
    far = SHEET.format(CELL.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    return rebuilt({"xl/_rels/workbook.xml.rels": rels}, extra=[("xl/media/image.png", far)])


def far_cell_in_another_folder():
    rels = part("xl/_rels/workbook.xml.rels").replace("worksheets/sheet1.xml", "other/x.xml")
    far = SHEET.format(CELL.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    return rebuilt({"xl/_rels/workbook.xml.rels": rels}, extra=[("xl/other/x.xml", far)])


def no_workbook_part():
    return rebuilt({"[Content_Types].xml": "<Types/>"})


def style_of_a_date_far_away():
    return sheet('<sheetData><row r="1"><c r="A1" s="999999999999"><v>1</v></c></row></sheetData>')


def string_that_is_not_there():
    return sheet('<sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c></row></sheetData>')


def old_excel():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)


def truncated():
    return samples.workbook("suqian-2024")[:5_000]


def flipped():
    data = bytearray(samples.workbook("suqian-2024"))
    data[200:260] = bytes(60)
    return bytes(data)


def too_large():
    picture = random.Random(0).randbytes(6 * 1024 * 1024)
    return rebuilt(extra=[("xl/media/image1.png", picture)])


def empty():
    return b""


def text():
    return "这不是工作簿".encode()


def no_xml():
    return rebuilt({"xl/worksheets/sheet1.xml": "<worksheet"})


def nonsense_addresses():
    return sheet('<sheetData><row r="x"><c r="?"><v>1</v></c></row></sheetData>')


def many_cells():
    cells = "".join(f'<row r="{r}">' + "<c><v>1</v></c>" * 20 + "</row>" for r in range(1, 4_500))
    return sheet(f"<sheetData>{cells}</sheetData>")


def many_styled_blanks():
    cells = "".join(f'<row r="{r}">' + "<c/>" * 100 + "</row>" for r in range(1, 1_900))
    return sheet(f"<sheetData>{cells}</sheetData>")


def styled_blank_far_away():
    return sheet(CELL.format('<row r="1048576"><c r="XFD1048576" s="1"/></row>'))


def sums_of_everything():
    rows = (f'<row><c r="A{r}"><f>SUM(B1:B4000)</f></c></row>' for r in range(1, 4_000))
    return sheet(f"<sheetData>{''.join(rows)}</sheetData>")


def small_merges():
    merges = "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(1, 10_000))
    return sheet(CELL.format("") + f"<mergeCells>{merges}</mergeCells>")


def labels_everywhere():
    cells = '<c t="inlineStr"><is><t>总计</t></is></c><c t="inlineStr"><is><t>规章</t></is></c>'
    rows = "".join(f'<row r="{r}">{cells * 20}</row>' for r in range(1, 450))
    return sheet(f"<sheetData>{rows}</sheetData>")


def many_hidden_columns():
    columns = '<col min="300" max="400" hidden="1"/>' * 100_000
    cells = "<c><v>1</v></c>" * 250
    return sheet(f"<cols>{columns}</cols><sheetData><row>{cells}</row></sheetData>")
