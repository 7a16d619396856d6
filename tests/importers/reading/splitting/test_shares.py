"""Several reports in one workbook: each one's own numbers under its own name, or an error."""

import pytest

from importers.reading import read_file
from tests import samples

from ..books import errors, load, read, saved
from ..offices import MANY, OFFICES, T2, T3, T4, TABLES, book, numbers, put, refused, title, truth
from ..writers import as_ods, as_xls

ALL = {office: truth(office) for office in OFFICES}
ONE, TWO, THREE = OFFICES


def rest(reading, severity="error"):
    return [p for p in reading.rest if p.severity == severity]


def test_a_sheet_for_each_office_with_its_title():
    workbook = book()
    for office in OFFICES:
        put(workbook.create_sheet(f"Sheet{office}"), office, heading=title(office))
    reading = read(workbook)
    assert numbers(reading) == ALL
    assert reading.problems == ()
    assert {report.report.year for report in reading.reports} == {2024}
    assert {report.file for report in reading.reports} == {"报告.xlsx"}


def test_three_sheets_for_each_office_every_one_with_a_title_in_any_order():
    workbook = book()
    for table in TABLES:
        for office in OFFICES:
            put(workbook.create_sheet(f"{office}{table.title}"[:31]), office, table,
                heading=title(office))  # fmt: skip
    assert numbers(read(workbook)) == ALL


@pytest.mark.parametrize("write", [saved, as_xls, as_ods])
def test_all_bureaus_of_a_district_with_three_sheets_each(write):
    workbook = book()
    for office in MANY:
        for table in TABLES:
            put(workbook.create_sheet(), office, table, heading=title(office))
    reading = read_file(write(workbook), "全区")
    assert numbers(reading) == {office: truth(office) for office in MANY}
    assert reading.problems == ()


@pytest.mark.parametrize("has_cover", [True, False])
def test_three_sheets_for_each_office_with_the_title_on_the_first_or_before_it(has_cover):
    workbook = book()
    workbook.create_sheet("目录").append(["序号", "单位"])
    for office in OFFICES:
        if has_cover:
            workbook.create_sheet(office).append([title(office)])
        for table in TABLES:
            has_title = table is T2 and not has_cover
            put(workbook.create_sheet(), office, table, heading=title(office) if has_title else "")
    reading = read(workbook)
    assert numbers(reading) == ALL
    assert [p.severity for p in reading.problems] == ["warning"] * 3
    assert "按先后顺序归入“民政局2024”" in reading.problems[0].text.zh


def test_reports_below_each_other_on_one_sheet():
    workbook, top = book(), 3
    sheet = workbook.create_sheet("汇总")
    sheet["A1"] = "附件"
    for office in OFFICES:
        top = put(sheet, office, heading=title(office), top=top) + 1
    reading = read(workbook)
    assert numbers(reading) == ALL
    places = {r.report.agency: r.report.dataset.cells for r in reading.reports}
    key = next(iter(T2.cells))
    assert [places[office][key].origin.address for office in OFFICES] == ["B7", "B58", "B109"]


def test_a_number_that_slid_out_of_one_report_into_the_next_one():
    workbook = book()
    sheet = workbook.create_sheet()
    top = put(sheet, ONE, heading=title(ONE))
    put(sheet, TWO, heading=title(TWO), top=top)
    for column in (3, 14):  # table four, its last line
        astray = sheet.cell(top - 1, column)
        for row in (top, top + 1, top + 4):
            sheet.cell(row, 16).value, astray.value = astray.value, None
            reading = read(workbook)
            assert all(any(refused(reading).values()) for _office in reading.reports)
            astray.value, sheet.cell(row, 16).value = sheet.cell(row, 16).value, None


def test_the_same_office_in_two_years():
    workbook = book()
    put(workbook.create_sheet(), ONE, heading=title(ONE, 2023))
    put(workbook.create_sheet(), TWO, heading=title(ONE, 2024))
    by_year = {r.report.year: dict(r.report.dataset.cells) for r in read(workbook).reports}
    assert {y: {k: c.number for k, c in cells.items()} for y, cells in by_year.items()} == {
        2023: truth(ONE),
        2024: truth(TWO),
    }


def test_sheets_named_after_offices_without_any_title():
    workbook = book()
    for office in OFFICES:
        put(workbook.create_sheet(f" {office}（2024年）"), office)
    reading = read(workbook)
    assert numbers(reading) == ALL
    assert [p.severity for p in reading.problems] == ["notice"] * 3
    assert "取自工作表的名称：民政局" in reading.problems[0].text.zh


def test_a_sheet_between_those_of_offices_that_no_office_is_known_of():
    workbook = book()
    for office, name in zip(OFFICES, (ONE, TWO, "某单位2"), strict=True):
        put(workbook.create_sheet(name), office)
    assert numbers(read(workbook)) == {ONE: truth(ONE), TWO: truth(TWO), None: truth(THREE)}


@pytest.mark.parametrize(
    "names", [("Sheet1", "Sheet2"), ("民政局", "Sheet2"), ("民政局", "民政局 (2)")]
)
def test_two_drafts_are_no_two_reports(names):
    workbook = book()
    for office, name in zip(OFFICES, names, strict=False):
        put(workbook.create_sheet(name), office)
    reading = read(workbook)
    [report] = reading.reports
    assert report.placed == set()
    assert len([text for text in errors(reading) if "不能确定用哪一张" in text]) == 3


def test_a_title_that_was_copied_along_refuses_its_report_and_no_other():
    workbook = book()
    put(workbook.create_sheet(ONE), ONE, heading=title(ONE))
    put(workbook.create_sheet(TWO), TWO, heading=title(ONE))
    put(workbook.create_sheet(THREE), THREE, heading=title(THREE))
    reading = read(workbook)
    assert numbers(reading) == {ONE: {}, THREE: truth(THREE)}
    assert len(refused(reading)[ONE]) == 3
    assert not refused(reading)[THREE]


def test_a_sheet_named_unlike_its_title_is_mentioned():
    workbook = book()
    put(workbook.create_sheet(TWO), ONE, heading=title(ONE))
    put(workbook.create_sheet("财局"), THREE, heading=title(THREE))
    reading = read(workbook)
    [problem] = reading.problems
    assert problem.severity == "warning"
    assert "与工作表的名称不一致" in problem.text.zh


def test_one_bad_report_refuses_only_itself():
    workbook = book()
    for office in OFFICES:
        put(workbook.create_sheet(), office, heading=title(office))
    workbook.worksheets[1]["B5"] = "约30"
    reading = read(workbook)
    assert numbers(reading) == ALL | {TWO: truth(TWO, T3, T4)}
    assert [office for office, found in refused(reading).items() if found] == [TWO]


def test_a_title_of_another_year_on_one_of_three_sheets_is_a_contradiction():
    workbook = book()
    for table in TABLES:
        year = 2023 if table is T3 else 2024
        put(workbook.create_sheet(), ONE, table, heading=title(ONE, year))
    reading = read(workbook)
    [report] = reading.reports
    assert report.report.year is None
    assert "互相矛盾" in errors(reading)[0]


def test_nor_is_it_two_reports_beside_the_reports_of_others():
    workbook = book()
    for table in TABLES:
        year = 2023 if table is T3 else 2024
        put(workbook.create_sheet(), ONE, table, heading=title(ONE, year))
    put(workbook.create_sheet(), TWO, heading=title(TWO))
    reading = read(workbook)
    said = [(r.report.agency, bool([p for p in r.problems if p.severity == "error"]))
            for r in reading.reports]  # fmt: skip
    assert sorted(said) == sorted([(ONE, True), (ONE, True), (TWO, False)])
    assert "没有一张相同的表" in errors(reading)[0]


ORDERS = {
    "titles on the last sheets": [(ONE, T2, 0), (ONE, T3, 0), (ONE, T4, 1),
                                  (TWO, T2, 0), (TWO, T3, 0), (TWO, T4, 1)],
    "titles on the middle sheets": [(ONE, T2, 0), (ONE, T3, 1), (ONE, T4, 0),
                                    (TWO, T2, 0), (TWO, T3, 1), (TWO, T4, 0)],
    "sorted by table": [(ONE, T2, 1), (TWO, T2, 1), (ONE, T3, 0), (TWO, T3, 0)],
    "sorted by table, some missing": [(ONE, T2, 1), (TWO, T2, 1), (ONE, T3, 0), (ONE, T4, 0)],
    "one more before the title": [(ONE, T4, 0), (ONE, T2, 1), (ONE, T3, 0), (TWO, T4, 0),
                                  (TWO, T2, 1), (TWO, T3, 0)],
}  # fmt: skip


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("is_after_others", [True, False])
def test_sheets_without_a_title_in_an_order_that_is_not_certain(order, is_after_others):
    workbook = book()
    if is_after_others:
        put(workbook.create_sheet(), THREE, heading=title(THREE))
    for office, table, has_title in order:
        put(workbook.create_sheet(), office, table, heading=title(office) if has_title else "")
    reading = read(workbook)
    for report in reading.reports:
        is_refused = any(p.severity == "error" for p in report.problems)
        assert is_refused or report.report.agency == THREE


def test_a_cover_of_the_collection_gives_its_name_to_no_office():
    workbook = book()
    workbook.create_sheet("封面").append([title("某某市")])
    put(workbook.create_sheet(), ONE)
    put(workbook.create_sheet(), TWO, heading=title(TWO))
    reading = read(workbook)
    assert refused(reading)["某某市"]
    assert not refused(reading)[TWO]


def test_titles_side_by_side_or_with_something_merged_across_cut_nothing():
    workbook = book()
    sheet = workbook.create_sheet()
    top = put(sheet, ONE, heading=title(ONE))
    put(sheet, TWO, heading=title(TWO), top=top)
    sheet.merge_cells(start_row=top - 1, end_row=top, start_column=12, end_column=12)
    reading = read(workbook)
    [report] = reading.reports
    assert report.report.agency is None
    assert any("互相矛盾" in text and "各放在一张工作表上" in text for text in errors(reading))


def test_titles_below_their_tables_cut_nothing():
    workbook, top = book(), 1
    sheet = workbook.create_sheet()
    for office in (ONE, TWO):
        top = put(sheet, office, top=top)
        sheet.cell(top, 1).value = title(office)
        top += 1
    [report] = read(workbook).reports
    assert (report.report.agency, report.placed) == (None, set())


def test_what_belongs_to_no_report_is_said():
    workbook = book()
    workbook.create_sheet("目录").append(["页", 1])
    for office in (ONE, TWO):
        put(workbook.create_sheet(), office, heading=title(office))
    sheet = workbook.create_sheet("坏表")
    sheet.append([title(THREE)])
    sheet.append([1, 2, 3])
    reading = read(workbook)
    assert numbers(reading) == {ONE: truth(ONE), TWO: truth(TWO)}
    assert [p.origin.sheet for p in rest(reading, "warning")] == ["目录"]
    assert [p.origin.sheet for p in rest(reading)] == ["坏表"]


def test_a_table_of_no_certain_report_is_an_error_of_the_file():
    workbook = book()
    put(workbook.create_sheet(ONE), ONE)
    put(workbook.create_sheet(TWO), TWO)
    put(workbook.create_sheet("其他"), THREE, T3)
    reading = read(workbook)
    assert numbers(reading) == {ONE: truth(ONE), TWO: truth(TWO)}
    assert [p.origin.sheet for p in rest(reading)] == ["其他"]


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_workbook_of_one_report_stays_whole(name):
    [report] = read(load(name)).reports
    assert report.placed == set(samples.numbers(name))
