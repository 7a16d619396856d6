"""What an import would do, seen before it is done: nothing uncertain gets through."""

from dataclasses import replace

import openpyxl
import pytest
from wagtail.models import PageLogEntry, Revision

from cms.filling.matching import Offices
from cms.filling.preview import Outcome
from cms.models import AgencyPage, AnnualReportPage
from importers.reading import read_file
from report_blocks.statutory import Cell, CellKey, Change, Dataset
from tests import samples
from tests.importers.reading.books import find, load, saved, sheet_of

from .uploads import applied, preview_import
from .workbooks import OFFICE, TEXTS, filled

T2, T3 = "proactive_disclosure", "information_requests"
GRANTED = CellKey(T3, "granted", "business")
pytestmark = pytest.mark.django_db


def other(cells):
    return samples.dataset("suqian-2024").with_cells(cells)


def sentences(preview):
    assert preview.is_refused
    assert preview.report is None
    problems = (*preview.problems, *preview.doubts)
    assert all(problem.text.en for problem in problems)
    return "；".join(problem.text.zh for problem in problems)


@pytest.fixture
def same(draft):
    """The report as the workbook of ``filled()`` has it."""

    def make():
        page = draft(sections=dict(TEXTS))
        page.contact = "联系电话：0955-1"
        page.save_revision()
        return page

    return make


class TestOutcome:
    def test_new(self, agency):
        seen = preview_import(filled(), "报告.xlsx", agency=agency, year=2024)
        assert seen.outcome is Outcome.NEW
        assert (seen.agency, seen.year, seen.page) == (agency, 2024, None)
        assert seen.report.dataset == samples.dataset("suqian-2024")
        assert {change.key for change in seen.changes} == set(seen.report.dataset.cells)
        assert (seen.problems, seen.seen_revision_id) == ((), None)

    def test_nothing_is_changed_by_looking(self, agency):
        logged = PageLogEntry.objects.count()
        preview_import(filled(), "报告.xlsx", agency=agency, year=2024)
        assert not AnnualReportPage.objects.exists()
        assert not Revision.objects.exists()
        assert PageLogEntry.objects.count() == logged

    def test_changed(self, same):
        page = same()
        file = filled(other({GRANTED: Cell(22)}), sections=(("overview", "另一段。"),))
        seen = preview_import(file, "报告.xlsx", agency=page.agency, year=2024)
        assert seen.outcome is Outcome.CHANGED
        assert seen.changes == (Change(GRANTED, Cell(21), Cell(22)),)
        assert seen.changed_texts == ("overview",)
        assert seen.seen_revision_id == page.latest_revision_id

    def test_where_each_number_was_read_is_known(self, agency):
        seen = preview_import(filled(), "报告.xlsx", agency=agency)
        assert all(change.after.origin.address for change in seen.changes)

    def test_unchanged(self, same):
        seen = preview_import(filled(), "报告.xlsx", agency=same().agency, year=2024)
        assert seen.outcome is Outcome.UNCHANGED
        assert (seen.changes, seen.changed_texts) == ((), ())

    def test_it_is_compared_with_the_newest_draft(self, same):
        page = same()
        page.contact = "联系电话：0955-2"
        page.save_revision()
        seen = preview_import(filled(), "报告.xlsx", agency=page.agency)
        assert seen.changed_texts == ("contact",)

    def test_a_text_that_the_file_leaves_blank_stays(self, same):
        file = filled(sections=(), contact="")
        seen = preview_import(file, "报告.xlsx", agency=same().agency)
        assert seen.outcome is Outcome.UNCHANGED
        assert seen.report.sections["overview"] == "全年情况。"
        assert seen.report.contact == "联系电话：0955-1"

    def test_errors_are_shown_and_do_not_refuse_a_draft(self, agency):
        file = samples.workbook("shanghai-stcsm-2024")
        stcsm = agency.add_sibling(instance=AgencyPage(title="上海市科学技术委员会", slug="s"))
        seen = preview_import(file, "报告.xlsx", agency=stcsm, year=2024)
        assert seen.outcome is Outcome.NEW
        assert {"A01", "A03"} <= {finding.rule for finding in seen.findings}

    def test_a_table_that_the_file_does_not_hold_is_left_alone(self, draft):
        page = draft("city-2025", year=2023)
        book = load("suqian-2023")
        book.remove(sheet_of(book, "行政许可"))
        book.active["A1"] = None
        seen = preview_import(saved(book), "报告.xlsx", agency=page.agency, year=2023)
        assert seen.outcome is Outcome.CHANGED
        assert seen.report.dataset.table(T2) == samples.dataset("city-2025").table(T2)
        assert seen.report.dataset.table(T3) == samples.dataset("suqian-2023").table(T3)


class TestIdentity:
    def test_the_office_is_the_one_that_the_file_names(self, agency):
        seen = preview_import(filled(), "报告.xlsx")
        assert (seen.agency, seen.year) == (agency, 2024)

    def test_another_office(self, agency):
        other = agency.add_sibling(instance=AgencyPage(title="另一局", slug="other"))
        seen = preview_import(filled(), "报告.xlsx", agency=other)
        assert f"“{OFFICE}”的报告，不是“另一局”的" in sentences(seen)

    def test_an_office_below_the_authority(self, site_tree):
        seen = preview_import(filled(), "报告.xlsx", agency=site_tree[1])
        assert seen.agency == site_tree[2]

    def test_an_office_of_another_authority(self, site_tree):
        other = site_tree[0].add_child(instance=AgencyPage(title="另一区", slug="other"))
        other.add_child(instance=AgencyPage(title="另一局", slug="office"))
        assert "没有找到" in sentences(preview_import(filled(), "报告.xlsx", agency=other))

    @pytest.mark.parametrize("name", ["沙坡头区司法局", "中卫市 沙坡头区司法局"])
    def test_its_short_name_and_blanks_are_the_same_office(self, agency, name):
        seen = preview_import(filled(agency=name), "报告.xlsx", agency=agency)
        assert not seen.is_refused

    def test_a_name_that_no_office_has(self, agency):
        seen = preview_import(filled(agency="某某局"), "报告.xlsx")
        assert "没有找到名称为“某某局”的行政机关" in sentences(seen)

    def test_a_name_that_two_offices_have(self, agency):
        agency.add_sibling(instance=AgencyPage(title=OFFICE, slug="twin"))
        assert "的行政机关有 2 个" in sentences(preview_import(filled(), "报告.xlsx"))

    def test_no_name_needs_an_office(self, agency):
        file = filled(agency="")
        assert "请指定" in sentences(preview_import(file, "报告.xlsx"))
        assert not preview_import(file, "报告.xlsx", agency=agency).is_refused

    def test_a_code_and_a_name_that_contradict_each_other(self, site_tree, agency):
        agency.credit_code = "11640502MB1234567X"
        agency.save()
        other = site_tree[1].add_child(instance=AgencyPage(title="另一局", slug="other"))
        offices = Offices(site_tree[1])
        [reading] = read_file(filled(), "报告.xlsx").reports
        coded = replace(reading, agency_code=agency.credit_code)
        assert offices.find(coded) == (agency, [])
        wrong = replace(coded, report=replace(coded.report, agency=other.title))
        found, [doubt] = offices.find(wrong)
        assert found is None
        assert "名称却是“另一局”" in doubt.text.zh

    def test_another_year(self, agency):
        seen = preview_import(filled(), "报告.xlsx", agency=agency, year=2023)
        assert "2024 年度的报告，不是 2023 年度的" in sentences(seen)

    def test_no_year_needs_one(self, agency):
        file = filled(year=None)
        assert "没有写明年度" in sentences(preview_import(file, "报告.xlsx"))
        assert preview_import(file, "报告.xlsx", year=2024).year == 2024

    def test_all_doubts_are_named_at_once(self, agency):
        seen = preview_import(filled(agency="某某局"), "报告.xlsx", agency=agency, year=2023)
        assert len(seen.doubts) == 2


class TestFormat:
    def test_a_year_without_any(self, agency):
        seen = preview_import(filled(year=2015), "报告.xlsx", agency=agency)
        assert "没有适用于 2015 年度报告的格式" in sentences(seen)

    def test_one_that_is_not_for_this_year(self, agency, made_up):
        file = filled(Dataset("made-up"), sections=(("summary", "概况。"),))
        seen = preview_import(file, "报告.xlsx", agency=agency)
        assert "应使用国办公开办函〔2021〕30号的格式" in sentences(seen)

    def test_a_report_begun_in_the_old_one_goes_over_to_the_new(self, draft, request):
        page = draft(year=2030)
        request.getfixturevalue("made_up")
        paper = CellKey("stock", "paper", "count")
        file = filled(
            Dataset("made-up", {paper: Cell(3)}), year=2030, sections=(("summary", "概"),)
        )
        seen = preview_import(file, "报告.xlsx", agency=page.agency)
        assert seen.outcome is Outcome.CHANGED
        assert seen.report.dataset.numbers()["stock"]["paper"]["count"] == 3
        applied(file, agency=page.agency, year=2030)
        filled_page = AnnualReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert filled_page.format_key == "made-up"
        assert filled_page.report == seen.report


class TestRefusal:
    @pytest.mark.parametrize(
        ("file", "reason"),
        [
            (b"", "空的"),
            (bytes(range(256)), "不是能读取的文件"),
            (samples.workbook("suqian-2024")[:5000], "损坏"),
        ],
    )
    def test_a_file_that_can_not_be_read(self, agency, file, reason):
        assert reason in sentences(preview_import(file, "报告.xlsx", agency=agency, year=2024))

    def test_a_workbook_without_any_report(self, agency):
        seen = preview_import(saved(openpyxl.Workbook()), "报告.xlsx", agency=agency, year=2024)
        assert "没有找到" in sentences(seen)

    def test_one_number_that_is_none_refuses_the_whole_file(self, same):
        page = same()
        book = load("suqian-2024")
        row, column = find(book.active, "一、本年新收政府信息公开申请数量")
        book.active.cell(row, column + 3).value = "约30"
        book.active["A1"] = None
        seen = preview_import(saved(book), "报告.xlsx", agency=page.agency, year=2024)
        assert "约30" in sentences(seen)
        assert seen.changes == ()
