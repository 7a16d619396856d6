"""What is published is kept as it was checked, and checked once more by a newer book."""

import json

import pytest
from django.urls import reverse
from django_tasks import TaskResultStatus

from cms.models import AgencyPage, AnnualReportPage, CheckedReport
from cms.models.likeness import ALIKE, alike
from cms.publishing.rechecking import recheck
from cms.publishing.tasks import recheck_reports
from report_blocks.statutory import Cell, CellKey
from report_blocks.statutory.rules import version
from tests import samples

from .helpers import run
from .uploads import text

pytestmark = pytest.mark.django_db
BLANK = CellKey("proactive_disclosure", "licensing", "decisions")


def older(page):
    """As if the book of that day had not known rule C02."""
    kept = page.checked
    kept.findings = [one for one in kept.findings if one["rule"] != "C02"]
    kept.rule_book = "2020.1+00000000"
    kept.save()


class TestKept:
    def test_with_the_publication(self, published):
        page = published(cells={BLANK: Cell(None)})
        kept = page.checked
        assert kept.revision_id == page.live_revision_id
        assert kept.rule_book == version()
        assert kept.report == page.report
        assert {one["rule"] for one in kept.findings} == {"C02"}

    def test_anew_with_each(self, published):
        page = published()
        first = page.checked.revision_id
        page.save_revision().publish()
        newest = AnnualReportPage.objects.get().live_revision_id
        assert CheckedReport.objects.get().revision_id == newest != first

    def test_not_of_what_is_refused_or_a_draft(self, draft):
        draft(cells={BLANK: Cell(-1)})
        assert not CheckedReport.objects.exists()


class TestAgain:
    def test_says_what_is_new_and_changes_nothing_of_the_report(self, published):
        page = published(cells={BLANK: Cell(None)})
        older(page)
        revision = page.live_revision_id
        [one] = recheck()
        assert [finding["rule"] for finding in one.new] == ["C02"]
        assert one.gone == []
        kept = CheckedReport.objects.get()
        assert [finding["rule"] for finding in kept.found_since] == ["C02"]
        assert (kept.rule_book, kept.rechecked_with) == ("2020.1+00000000", version())
        assert AnnualReportPage.objects.get().live_revision_id == revision

    def test_of_what_was_published_by_another_door(self, published):
        published()
        CheckedReport.objects.all().delete()
        [one] = recheck()
        assert (one.new, one.gone) == ([], [])
        assert CheckedReport.objects.get().report == AnnualReportPage.objects.get().report

    def test_in_processes_for_many(self, published):
        years = range(2022, 2042, 2)  # so many that they are not checked here
        for year in years:
            published(year=year)
        assert [one.checked.page.year for one in recheck()] == list(years)
        assert [one.checked.page.year for one in recheck(year=2024)] == [2024]

    def test_the_command(self, published, agency):
        page = published(cells={BLANK: Cell(None)})
        older(page)
        code, output = run("recheck_reports", "--agency", agency.slug, "--json")
        assert code == 0
        [told] = json.loads(output)["reports"]
        assert (told["page"], told["published_with"]) == (page.pk, "2020.1+00000000")
        code, output = run("recheck_reports")
        assert "复查 1 份已公开的报告，1 份有变化" in output
        assert "C02 表格没有空白单元格：新增 1 处" in output

    def test_new_errors_make_the_command_fail(self, published):
        page = published()
        content = page.checked.content
        content["sections"]["overview"] += "绝密★"
        CheckedReport.objects.update(content=content)
        assert run("recheck_reports")[0] == 1

    def test_the_admin_lists_them_and_asks_for_more(self, people, published):
        older(published(cells={BLANK: Cell(None)}))
        url = reverse("report_rechecked")
        assert "1 份尚未用它检查" in text(people["publisher"].get(url)).replace("\n", "")
        response = people["publisher"].post(reverse("report_recheck"), follow=True)
        assert "C02 表格没有空白单元格" in text(response)
        assert "2020.1+00000000" in text(people["auditor"].get(url))
        assert people["auditor"].post(reverse("report_recheck")).status_code in (302, 403)
        assert people["stranger"].get(url).status_code in (302, 403)

    def test_the_task_comes_to_its_end(self, published):
        published()
        assert recheck_reports.enqueue().status == TaskResultStatus.SUCCESSFUL


LONG = (
    "我局把政务公开作为服务群众的重要抓手，健全工作机制，压实工作责任，持续提升公开的质量和实效，"
    "不断满足群众需求。"
)


class TestAlike:
    @pytest.fixture
    def other(self, published, site_tree):
        """The published report of another office, with a long paragraph."""
        page = published(sections=samples.TEXTS | {"overview": LONG + samples.TEXTS["overview"]})
        office = site_tree[1].add_child(instance=AgencyPage(title="另一局", slug="another"))
        AnnualReportPage.objects.get(pk=page.pk).move(office, "last-child")
        kept = CheckedReport.objects.get()
        kept.agency = "另一局"
        kept.save()

    def found(self, draft, overview):
        return list(alike(draft(sections=samples.TEXTS | {"overview": overview})))

    def test_a_paragraph_of_another_office_is_told_with_its_name(self, draft, other):
        [finding] = self.found(draft, (LONG + samples.TEXTS["overview"]).replace("抓手", "平台"))
        assert finding.rule == "E04"
        assert "另一局" in finding.message
        assert int(finding.message.split("相似度为 ")[1][:2]) >= ALIKE

    def test_one_s_own_words_are_not(self, draft, other):
        own = "今年新建了智能问答平台，方便群众查询各类政府信息，全年访问量稳步上升，群众很满意。"
        assert self.found(draft, own * 2) == []

    def test_nor_what_is_short(self, draft, other):
        assert self.found(draft, samples.TEXTS["overview"][:30]) == []

    def test_nor_one_s_own_report(self, published):
        page = published(sections=samples.TEXTS | {"overview": LONG})
        assert list(alike(page)) == []

    def test_it_is_in_the_list_of_findings_and_may_be_explained(self, people, roles, draft, other):
        page = draft(sections=samples.TEXTS | {"overview": LONG + samples.TEXTS["overview"]})
        response = people["editor"].get(reverse("report_findings", args=[page.pk]))
        assert "相似度为" in text(response)
