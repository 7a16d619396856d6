"""The documents of ``read_report`` and ``check_report``: exactly the shape that is documented."""

import json
from types import SimpleNamespace

import pytest

from importers.reading import read_file
from importers.service import (
    check_report,
    contexts_of,
    findings_of,
    has_errors,
    read_report,
)
from report_blocks.rendering.workbook import write_template
from report_blocks.statutory import Cell, CellKey, Dataset, Report, get_format
from tests import samples
from tests.importers.reading.books import find, load, saved, sheet_of

FORMAT = get_format("cn-2021")
T2, T3, T4 = FORMAT.tables
REPORT = {"agency", "year", "format", "tables", "notes", "sections"}
FINDING = {
    *("rule", "severity", "table", "row", "column", "section"),
    *("expected", "found", "message"),
}


@pytest.fixture
def file(tmp_path):
    """Writes a workbook to a file and gives its path."""

    def write(content, name="报告.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def only(document):
    [one] = document["files"]
    return one


def report_of(document):
    [report] = only(document)["reports"]
    return report


NEW = "一、本年新收政府信息公开申请数量"


def changed(*cells):
    """A real form with cells of its first row replaced: ``(columns beside the label, value)``."""
    book = load("suqian-2024")
    sheet = sheet_of(book, NEW)
    row, column = find(sheet, NEW)
    for offset, value in cells:
        sheet.cell(row, column + offset).value = value
    return saved(book)


def template(**values):
    report = Report(values.pop("dataset", Dataset("cn-2021")), **values)
    return write_template(FORMAT, report=report)


class TestRead:
    @pytest.mark.parametrize("name", samples.NAMES)
    def test_a_real_report_is_told_whole(self, file, name):
        document = read_report([file(samples.workbook(name))])
        assert set(document) == {"files"}
        assert set(only(document)) == {"file", "reports", "problems"}
        report = report_of(document)
        assert set(report) == REPORT
        assert report["format"] == "cn-2021"
        told = json.loads(json.dumps(report["tables"]))
        assert told == json.loads((samples.FOLDER / name / "dataset.json").read_text())["tables"]
        assert only(document)["problems"] == []

    def test_keys_stand_in_the_order_of_the_form(self, file):
        report = report_of(read_report([file(samples.workbook("suqian-2024"))]))
        told = [
            CellKey(table, row, column)
            for table, rows in report["tables"].items()
            for row, columns in rows.items()
            for column in columns
        ]
        assert told == list(FORMAT.cells)

    def test_the_file_is_named_as_it_was_given(self, file, monkeypatch, tmp_path):
        file(samples.workbook("suqian-2024"))
        monkeypatch.chdir(tmp_path)
        assert only(read_report(["./报告.xlsx"]))["file"] == "./报告.xlsx"

    def test_problems_name_only_the_file_not_its_folder(self, file, tmp_path):
        [problem] = only(read_report([file(b"")]))["problems"]
        assert set(problem) == {"severity", "where", "message"}
        assert (problem["severity"], problem["where"]) == ("error", "报告.xlsx")
        assert "空的" in problem["message"]

    def test_files_come_back_in_their_order_a_bad_one_among_them(self, file):
        paths = [
            file(samples.workbook("suqian-2024"), "一.xlsx"),
            file(b"?", "二.xlsx"),
            file(samples.workbook("city-2025"), "三.xlsx"),
        ]
        files = read_report(paths)["files"]
        assert [one["file"] for one in files] == [str(path) for path in paths]
        assert [len(one["reports"]) for one in files] == [1, 0, 1]

    def test_a_file_that_is_not_there_is_a_mistake_of_the_caller(self, tmp_path):
        with pytest.raises(OSError, match=r"nothing\.xlsx"):
            read_report([tmp_path / "nothing.xlsx"])

    def test_a_table_with_an_error_is_left_out_and_so_are_its_notes(self, file):
        wrong = changed((3, "约30"), (4, "1（注）"))
        document = read_report([file(wrong)])
        report = report_of(document)
        assert set(report["tables"]) == {T2, T4}
        assert T3 not in report["notes"]
        [problem] = only(document)["problems"]
        assert problem["severity"] == "error"
        assert problem["where"].startswith("报告.xlsx：Sheet1!")
        assert "约30" in problem["message"]

    def test_a_table_that_is_not_there_is_left_out_with_a_warning(self, file):
        book = load("suqian-2023")
        book.remove(sheet_of(book, "行政许可"))
        document = read_report([file(saved(book))])
        assert T2 not in report_of(document)["tables"]
        assert {p["severity"] for p in only(document)["problems"]} == {"warning"}

    def test_notes_stand_beside_their_numbers(self, file):
        noted = changed((3, "112（其中修订16件）"))
        report = report_of(read_report([file(noted)]))
        [[row, notes]] = report["notes"][T3].items()
        assert list(notes.values()) == ["其中修订16件"]
        assert report["tables"][T3][row][next(iter(notes))] == 112

    def test_what_a_file_does_not_say_is_null(self, file):
        report = report_of(read_report([file(template())]))
        assert (report["agency"], report["year"]) == (None, None)
        assert report["sections"] == {
            "overview": None,
            "problems_and_improvements": None,
            "other_matters": None,
        }
        rows = [row for table in report["tables"].values() for row in table.values()]
        cells = [number for row in rows for number in row.values()]
        assert len(cells) == len(FORMAT.cells)
        assert set(cells) == {None}

    def test_what_a_file_says_is_told(self, file):
        sections = {"overview": "**一是**甲。\n二是乙。", "other_matters": "无。"}
        content = template(agency="某某局", year=2024, sections=sections)
        report = report_of(read_report([file(content)]))
        assert (report["agency"], report["year"]) == ("某某局", 2024)
        assert report["sections"] == {**sections, "problems_and_improvements": None}

    def test_another_format_is_read_by_its_own_names(self, file, made_up):
        data = Dataset("made-up", {CellKey("stock", "paper", "change"): Cell(-2)})
        content = write_template(made_up, report=Report(data, sections={"summary": "概况。"}))
        report = report_of(read_report([file(content)]))
        assert report["format"] == "made-up"
        assert report["tables"]["stock"]["paper"]["change"] == -2
        assert report["sections"] == {"summary": "概况。"}


class TestCheck:
    def test_it_is_the_same_plus_findings(self, file):
        path = file(samples.workbook("shanghai-stcsm-2024"))
        read, checked = read_report([path]), check_report([path])
        findings = report_of(checked).pop("findings")
        assert checked == read
        assert {finding["rule"] for finding in findings} == {"A01", "A03", "C02"}
        assert all(set(finding) == FINDING for finding in findings)
        json.dumps(findings)

    def test_a_finding_says_where_what_and_why(self, file):
        document = check_report([file(samples.workbook("shanghai-stcsm-2024"))])
        found = report_of(document)["findings"]
        errors = [finding for finding in found if finding["severity"] == "error"]
        assert len(errors) == 2
        for finding in errors:
            assert finding["table"] == T3
            assert finding["row"] or finding["column"]
            assert finding["section"] is None
            assert finding["expected"] != finding["found"]
            assert finding["message"]

    def test_a_right_report_has_none(self, file):
        assert report_of(check_report([file(samples.workbook("suqian-2024"))]))["findings"] == []

    def test_a_table_that_is_not_there_is_not_checked(self, file):
        """Its blanks are no mistakes: they were never read."""
        book = load("suqian-2023")
        sheet = sheet_of(book, "行政许可")
        book.remove(sheet)
        reading = read_file(saved(book), "x.xlsx").reports[0]
        assert T2 not in reading.placed
        assert all(finding.table != T2 for finding in findings_of(reading))

    def test_what_is_no_number_is_a_finding_as_well_as_a_problem(self, file):
        wrong = changed((3, -1))
        document = check_report([file(wrong)])
        assert "A05" in {finding["rule"] for finding in report_of(document)["findings"]}
        assert only(document)["problems"]


class TestVerdict:
    def test_fine(self, file):
        assert not has_errors(check_report([file(samples.workbook("suqian-2024"))]))

    def test_a_finding(self, file):
        path = file(samples.workbook("shanghai-stcsm-2024"))
        assert has_errors(check_report([path]))
        assert not has_errors(read_report([path]))

    def test_a_problem(self, file):
        assert has_errors(read_report([file(b"?")]))

    def test_a_warning_is_none(self, file):
        book = load("suqian-2023")
        book.remove(sheet_of(book, "行政许可"))
        assert not has_errors(read_report([file(saved(book))]))

    def test_nothing(self):
        assert not has_errors({"files": []})


class TestLastYear:
    """Which of several files is last year's report of an office."""

    def reading(self, name, agency, year):
        report = samples.report(name, agency=agency, year=year)
        return SimpleNamespace(report=report)

    def test_the_same_office_s(self):
        before = self.reading("suqian-2023", "甲局", 2023)
        contexts = contexts_of([before, self.reading("suqian-2024", "甲局", 2024)])
        assert contexts["甲局", 2024].before == before.report

    def test_nobody_s_is_compared_to_nothing(self):
        readings = [self.reading("suqian-2023", None, 2023), self.reading("city-2025", None, 2024)]
        assert contexts_of(readings) == {}

    def test_of_two_that_differ_neither(self):
        same = self.reading("suqian-2023", "甲局", 2023)
        assert ("甲局", 2024) in contexts_of([same, same])
        other = self.reading("city-2025", "甲局", 2023)
        assert ("甲局", 2024) not in contexts_of([same, other])
        assert ("甲局", 2024) not in contexts_of([same, other, same])
