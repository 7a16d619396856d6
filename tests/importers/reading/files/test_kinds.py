"""Every real report, in every kind of spreadsheet it can be written as, is read exactly."""

import pytest

from importers.reading import read_file
from importers.reading.files.opening import open_file
from tests import samples

from ..books import load, same_cells
from ..writers import as_csv, as_ods, as_xls, stacked

WRITERS = {
    "xls": as_xls,
    "ods": as_ods,
    "csv in utf-8": lambda book: as_csv(stacked(book)),
    "csv in utf-8 with a mark": lambda book: as_csv(stacked(book), "utf-8-sig"),
    "csv in gb18030": lambda book: as_csv(stacked(book), "gb18030"),
    "csv with semicolons": lambda book: as_csv(stacked(book), delimiter=";"),
    "tsv in gb18030": lambda book: as_csv(stacked(book), "gb18030", "\t"),
    "tsv in utf-16": lambda book: as_csv(stacked(book), "utf-16", "\t"),
}


@pytest.mark.parametrize("name", samples.NAMES)
@pytest.mark.parametrize("kind", WRITERS)
def test_a_real_report(name, kind):
    reading = read_file(WRITERS[kind](load(name)), "报告")
    assert same_cells(reading, name)
    assert [problem.text.zh for problem in reading.problems] == []


@pytest.mark.parametrize("name", samples.NAMES)
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_the_sheets_are_those_of_the_xlsx(name, kind):
    sheets = open_file(WRITERS[kind](load(name))).sheets
    originals = open_file(samples.workbook(name)).sheets
    for sheet, original in zip(sheets, originals, strict=True):
        assert sheet.name == original.name
        assert sheet.cells == original.cells
        assert set(sheet.merged) == set(original.merged)


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_bytes_give_the_same(kind):
    data = WRITERS[kind](load("suqian-2023"))
    assert read_file(data, "x") == read_file(data, "x")
