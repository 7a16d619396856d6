"""The fill-in workbook: prose, contact and identity come from its defined names."""

import io

import openpyxl
import pytest

from importers.reading import read_file
from importers.reading.words.own import CONTACT, MARK, META, VERSION
from report_blocks.rendering.workbook import template as writer
from report_blocks.rendering.workbook import write_template
from report_blocks.statutory import Dataset, Report, get_format

from ..books import errors, saved

FORMAT = get_format("cn-2021")


def template(**values):
    report = Report(Dataset("cn-2021"), **values)
    return openpyxl.load_workbook(io.BytesIO(write_template(FORMAT, report=report)))


def cell(book, name):
    [(sheet, address)] = book.defined_names[name].destinations
    target = book[sheet][address.replace("$", "")]
    return target[0][0] if isinstance(target, tuple) else target


def read(book):
    return read_file(saved(book), "填报.xlsx")


def test_reader_and_writer_mean_the_same_names():
    assert {label: name for name, label in CONTACT.items()} == writer.CONTACT
    assert (MARK, VERSION) == (writer.MARK, writer.VERSION)


def test_an_empty_one_has_blanks_and_no_zeros():
    reading = read(template())
    [report] = reading.reports
    assert reading.problems == ()
    assert report.tables == set(FORMAT.tables)
    assert report.report == Report(Dataset("cn-2021"))


def test_texts_from_anywhere_in_a_section():
    book = template()
    first = cell(book, "section_overview")
    first.value = "一是甲。\n\n二是乙。"
    first.offset(row=5).value = "三是丙。"
    cell(book, "contact_postcode").value = 755000
    cell(book, "contact_telephone").value = "0955-7630167"
    cell(book, "contact_other").value = "欢迎来信。\n联系人：某某"
    cell(book, "identity_agency").value = " 某某局\n"
    cell(book, "identity_year").value = 2024
    [report] = read(book).reports
    assert report.report.sections == {"overview": "一是甲。\n二是乙。\n三是丙。"}
    assert report.report.contact == "邮编：755000\n联系电话：0955-7630167\n欢迎来信。\n联系人：某某"
    assert (report.report.agency, report.report.year) == ("某某局", 2024)


@pytest.mark.parametrize("year", [24, 2101, 2024.5, "今年", "２０２x", True])
def test_a_year_that_is_none(year):
    book = template()
    cell(book, "identity_year").value = year
    reading = read(book)
    [problem] = [p for p in reading.problems if p.severity == "error"]
    assert "不是年份" in problem.text.zh
    assert str(problem.origin) == "填报.xlsx：基本信息!B4"
    assert reading.reports[0].report.year is None


@pytest.mark.parametrize("year", [2024, "2024", "2024年", 2024.0])
def test_a_year_as_people_type_it(year):
    book = template()
    cell(book, "identity_year").value = year
    assert read(book).reports[0].report.year == 2024


@pytest.mark.parametrize(("address", "value"), [("B2", "cn-2099"), ("B1", "99")])
def test_one_that_this_system_does_not_know(address, value):
    book = template()
    book[META][address].value = value
    reading = read(book)
    assert reading.reports == ()
    assert value in errors(reading)[0]


def test_values_with_a_renamed_and_moved_sheet_still_come_from_their_names():
    book = template(preamble="引言。")
    book.move_sheet("基本信息", 3)
    assert read(book).reports[0].report.preamble == "引言。"
